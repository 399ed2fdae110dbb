#pragma once
#include <span>
#include <string>

#include "base/hash.h"
#include "domain/texts.h"

namespace zhaojian::codec {

// assets/i18n/<language>.json: {"key": "text"}. Errors of both: invalid with text "error.codec.texts", naming the key.
[[nodiscard]] Result<domain::Texts> texts_from_json(ByteView bytes);

// A file of assets/i18n/parts: {"key": {"zh-CN": "…", "en": "…"}}, both languages in each.
struct TextPart {
  std::string name;  // for messages: "net.json"
  Bytes json;
};
// One catalogue of all parts. `conflict` when two parts have different texts for a key.
[[nodiscard]] Result<domain::Texts> texts_from_parts(std::span<const TextPart> parts, domain::Language language);
// The second put over the first: what a flat file says overrides what the parts say.
[[nodiscard]] domain::Texts overlaid(const domain::Texts& below, const domain::Texts& above);

}  // namespace zhaojian::codec

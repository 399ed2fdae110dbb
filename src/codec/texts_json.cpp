#include "codec/texts_json.h"

#include <utility>

#include "codec/node.h"

namespace zhaojian::codec {
namespace {

using domain::Language;
using domain::Texts;
using TextMap = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view error_text = "error.codec.texts";

Result<std::string> read_text(const Node& node) {
  std::string text = TRY(node.text());
  if (text.empty()) return node.problem("empty");
  return text;
}

Done add_part(const TextPart& part, Language language, TextMap& texts) {
  const Json json = TRY(parse_json(part.json));
  const Node node(json);
  TRY(node.is_object());
  for (const Json::Member& member : node.members()) {
    const Node entry = node.at(member.name);
    TRY(entry.is_object());
    std::string chinese = TRY(read_text(entry.at("zh-CN")));
    std::string english = TRY(read_text(entry.at("en")));
    std::string& text = language == Language::zh_cn ? chinese : english;
    const auto [at, fresh] = texts.try_emplace(member.name, text);
    if (!fresh && at->second != text) {
      return Error{Errc::conflict, member.name + ": another part has a different text for it"};
    }
  }
  return {};
}

Result<Texts> read_flat(ByteView bytes) {
  const Json json = TRY(parse_json(bytes));
  const Node node(json);
  TRY(node.is_object());
  TextMap texts;
  for (const Json::Member& member : node.members()) {
    const Node text = node.at(member.name);
    texts[member.name] = TRY(read_text(text));
  }
  return Texts(std::move(texts));
}

}  // namespace

Result<Texts> texts_from_json(ByteView bytes) {
  auto texts = read_flat(bytes);
  if (!texts) texts.error().text = error_text;
  return texts;
}

Result<Texts> texts_from_parts(std::span<const TextPart> parts, Language language) {
  TextMap texts;
  for (const TextPart& part : parts) {
    if (auto added = add_part(part, language, texts); !added) {
      added.error().text = error_text;
      return std::move(added).error().in(part.name);
    }
  }
  return Texts(std::move(texts));
}

Texts overlaid(const Texts& below, const Texts& above) {
  TextMap texts = above.all();
  for (const auto& [key, text] : below.all()) texts.try_emplace(key, text);
  return Texts(std::move(texts));
}

}  // namespace zhaojian::codec

#pragma once
#include <string>

#include "base/hash.h"
#include "codec/json.h"
#include "domain/finding.h"

namespace zhaojian::codec {

// What the store keeps and `zhaojian check --json` prints. Reading gives back exactly what was written.
[[nodiscard]] std::string assessment_to_json(const domain::Assessment& assessment,
                                             JsonStyle style = JsonStyle::compact);
[[nodiscard]] Result<domain::Assessment> assessment_from_json(ByteView bytes);

[[nodiscard]] std::string finding_to_json(const domain::Finding& finding);
[[nodiscard]] Result<domain::Finding> finding_from_json(ByteView bytes);

}  // namespace zhaojian::codec

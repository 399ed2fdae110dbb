#pragma once
#include <string>

#include "base/hash.h"
#include "domain/decision.h"

namespace zhaojian::codec {

// For storage. Reading gives back what was written; only control characters in a note are dropped.
[[nodiscard]] std::string decision_to_json(const domain::Decision& decision);
[[nodiscard]] Result<domain::Decision> decision_from_json(ByteView bytes);

// Only the reasons, for a column of their own.
[[nodiscard]] std::string given_reasons_to_json(const std::vector<domain::GivenReason>& reasons);
[[nodiscard]] Result<std::vector<domain::GivenReason>> given_reasons_from_json(ByteView bytes);

}  // namespace zhaojian::codec

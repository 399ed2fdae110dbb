#pragma once
#include "codec/node.h"
#include "domain/finding.h"

namespace zhaojian::codec {

// The four limits as members of an object that has others too; finite, absent where there is no limit.
[[nodiscard]] Result<domain::Band> read_band(const Node& node);
void put_band(Json::Object& object, const domain::Band& band);

[[nodiscard]] Result<domain::Unit> read_unit(const Node& node);  // absent: none

}  // namespace zhaojian::codec

#pragma once
#include <map>
#include <string>

#include "codec/json.h"

namespace zhaojian::codec {

// Profiles others may build on, by id: what their files say, which may itself build on another.
using ProfileBases = std::map<std::string, Json, std::less<>>;

// A profile that says "extends": "ID" is what that one says with its own members put over it: objects member by member,
// clauses by their number and ticks by their id, a null takes away, everything else replaces. A rule that was taken away
// leaves the clauses too. Without "extends" it is what it says.
// `invalid` naming the field: an unknown base or a circle, a null for what is not there, a parameter its base's rule
// does not know.
[[nodiscard]] Result<Json> with_base(const Json& profile, const ProfileBases& bases);

}  // namespace zhaojian::codec

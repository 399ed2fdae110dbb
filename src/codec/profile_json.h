#pragma once
#include "codec/profile_base.h"
#include "domain/standard_profile.h"

namespace zhaojian::codec {

// A file of assets/standards, which may build on one of `bases`. invalid with text "error.codec.profile" and a message
// that names the field ("rules.geom.head_top.fail_min: not a number"); a member nobody knows is refused with what was
// probably meant, and so is a profile that breaks domain::validate.
[[nodiscard]] Result<domain::StandardProfile> profile_from_json(ByteView bytes, const ProfileBases& bases = {});
[[nodiscard]] Result<domain::StandardProfile> profile_from_json(const Json& json, const ProfileBases& bases = {});

// All of it, with nothing left to a base; reading it back gives the same profile.
[[nodiscard]] std::string profile_to_json(const domain::StandardProfile& profile, JsonStyle style = JsonStyle::compact);
[[nodiscard]] Json profile_json(const domain::StandardProfile& profile);

}  // namespace zhaojian::codec

#pragma once
#include "base/hash.h"
#include "domain/standard_profile.h"

namespace zhaojian::codec {

// A file of assets/standards. invalid with text "error.codec.profile" and a message that names the field
// ("rules.geom.head_top.fail_min: not a number"); a profile that breaks domain::validate is refused as well.
[[nodiscard]] Result<domain::StandardProfile> profile_from_json(ByteView bytes);

}  // namespace zhaojian::codec

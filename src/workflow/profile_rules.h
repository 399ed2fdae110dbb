#pragma once
#include "domain/standard_profile.h"

namespace zhaojian::workflow {

// Whether every rule of the profile is one that some check measures; `invalid` naming the rule that is not, and what was
// probably meant. ("error.codec.profile")
[[nodiscard]] Done can_run(const domain::StandardProfile& profile);

}  // namespace zhaojian::workflow

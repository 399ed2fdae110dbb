#pragma once
#include <array>

#include "checks/applied_rule.h"
#include "checks/scene.h"

namespace zhaojian::checks {

constexpr double iris_radius = 0.07;  // eye distances; a grown-up's iris is 11.7 mm wide, the eyes stand 63 mm apart

// Image left and right: the disc of an iris's size that stands out darkest from what else lies between the lids; in the
// middle and no darker where none does. "check.why.eyes_small" where there are too few pixels.
[[nodiscard]] Result<std::array<Iris, 2>> irises_between_lids(const Scene& scene);

// The same of eyes that can be seen. Fails as irises_seen; "check.why.eyes_closed" where eyes.open of the profile would
// fail by the network alone, "check.why.eyes_small" also where no disc is darker.
[[nodiscard]] Result<std::array<Iris, 2>> irises_of(const Scene& scene, const AppliedRule& rule);

}  // namespace zhaojian::checks

#pragma once
#include <array>

#include "checks/applied_rule.h"
#include "checks/scene.h"

namespace zhaojian::checks {

struct Iris {
  cv::Point2d centre;  // pixels of the view
  double aside = 0;    // from the middle of the eye to the image right, in halves of its width
};

constexpr double iris_radius = 0.07;  // eye distances; a grown-up's iris is 11.7 mm wide, the eyes stand 63 mm apart

// Image left and right: the darkest of what lies between the lids. Fails as irises_seen; "check.why.eyes_closed" where
// eyes.open of the profile would fail, "check.why.eyes_small" where there are too few pixels.
[[nodiscard]] Result<std::array<Iris, 2>> irises_of(const Scene& scene, const AppliedRule& rule);

}  // namespace zhaojian::checks

#include <algorithm>

#include "checks/eyes_covered.h"

// 99号 二.4: hair over neither brows nor eyes.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// At the height of one brow, in eye distances.
double hair_over_brow(const HeadParts& parts, int side) {
  constexpr double first = 0.2, last = 0.8, top = -0.48, bottom = -0.26;
  const double hair = parts.area(vision::Part::hair, [&](const HeadParts::Place& place) {
    const double x = side * static_cast<double>(place.x), y = static_cast<double>(place.y);
    return x > first && x < last && y > top && y < bottom;
  });
  return 100 * hair / ((last - first) * (bottom - top));
}

// Value: percent of the band of the brows that is darker than the skin by `darker` L*, or nearer to the lightness of
// the hair than of the skin. Brows alone fill less than half of it, a fringe across them nearly all. Or, if it is more,
// percent of what lies at the height of one brow that the network for parts of a head takes for hair: light hair too.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double darker = TRY(rule.parameter("darker"));
  double covered = TRY(hair_over_brows(scene, darker));
  if (const auto parts = scene.head_parts())
    covered = std::max({covered, hair_over_brow(*parts, -1), hair_over_brow(*parts, 1)});
  Finding finding = rule.judged(covered);
  finding.marks = {polygon(TRY(scene.view()), brow_band(TRY(scene.face())))};
  return finding;
}

constexpr Line lines[] = {{"hair.brow_eye", measure}};

}  // namespace

Check make_brows() { return check_of<lines>(); }

}  // namespace zhaojian::checks

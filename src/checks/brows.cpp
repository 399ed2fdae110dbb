#include "checks/eyes_covered.h"

// 99号 二.4: hair over neither brows nor eyes.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: percent of the band of the brows that is darker than the skin by `darker` L*, or nearer to the lightness of
// the hair than of the skin. Brows alone fill less than half of it, a fringe across them nearly all.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double darker = TRY(rule.parameter("darker"));
  const double covered = TRY(hair_over_brows(scene, darker));
  Finding finding = rule.judged(covered);
  finding.marks = {polygon(TRY(scene.view()), brow_band(TRY(scene.face())))};
  return finding;
}

constexpr Line lines[] = {{"hair.brow_eye", measure}};

}  // namespace

Check make_brows() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <array>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 三.1: the face evenly lit.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 40;         // of a cheek, in the view
constexpr double cube_root_offset = 16;  // CIE L* = 116 (Y/Yn)^(1/3) - 16

// Value: difference of L* between the two cheeks, as it were if the lighter one had the usual lightness. L* + 16 goes
// with the cube root of the light: of the same two lights dark skin, or a dark picture, shows a smaller difference.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double usual = TRY(rule.parameter("usual"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const Corners left = face.left_cheek(), right = face.right_cheek();
  const LabMedian lit_left = median_lab(lab, area_of(view, std::array{left}));
  const LabMedian lit_right = median_lab(lab, area_of(view, std::array{right}));
  if (lit_left.pixels < least_pixels || lit_right.pixels < least_pixels) return cannot("check.why.face_hidden");
  const auto left_light = static_cast<double>(lit_left.lab[0]), right_light = static_cast<double>(lit_right.lab[0]);
  const double of_usual = (usual + cube_root_offset) / (std::max(left_light, right_light) + cube_root_offset);
  Finding finding = rule.judged(std::abs(right_light - left_light) * of_usual);
  finding.marks = {polygon(view, left), polygon(view, right)};
  return finding;
}

constexpr Line lines[] = {{"light.lr_diff", measure}};

}  // namespace

Check make_light_difference() { return check_of<lines>(); }

}  // namespace zhaojian::checks

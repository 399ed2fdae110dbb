#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 三.1: the face evenly lit.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 40;  // of a cheek, in the view

// Value: difference of L* between the two cheeks.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const Corners left = face.left_cheek(), right = face.right_cheek();
  const LabMedian lit_left = median_lab(lab, area_of(view, std::array{left}));
  const LabMedian lit_right = median_lab(lab, area_of(view, std::array{right}));
  if (lit_left.pixels < least_pixels || lit_right.pixels < least_pixels) return cannot("check.why.face_hidden");
  Finding finding = rule.judged(std::abs(static_cast<double>(lit_right.lab[0]) - static_cast<double>(lit_left.lab[0])));
  finding.marks = {polygon(view, left), polygon(view, right)};
  return finding;
}

constexpr Line lines[] = {{"light.lr_diff", measure}};

}  // namespace

Check make_light_difference() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.4: hair over neither brows nor eyes.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: percent of the band of the brows that is much darker (by `darker` L*) than the skin. Brows alone fill less
// than half of it, a fringe across them nearly all.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double darker = TRY(rule.parameter("darker"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (static_cast<double>(skin[0]) < darker) return cannot("check.why.too_dark");
  const Corners band = face.patch(-0.8, -0.5, 0.8, -0.1);
  const double most = static_cast<double>(skin[0]) - darker;
  Finding finding = rule.judged(percent_of(lab, area_of(view, std::array{band}), [&](const cv::Vec3f& colour) {
    return static_cast<double>(colour[0]) < most;
  }));
  finding.marks = {polygon(view, band)};
  return finding;
}

constexpr Line lines[] = {{"hair.brow_eye", measure}};

}  // namespace

Check make_brows() { return check_of<lines>(); }

}  // namespace zhaojian::checks

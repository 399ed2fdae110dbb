#include <cmath>

#include "checks/iris.h"

// 99号 二.2: looking level and straight ahead. Only aside is seen: lids hide how high an eye looks.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: how far both irises stand aside of the middle of their eyes, in halves of an eye's width; above 0 to the image
// right. Eyes that look at something stand to the same side; one that is drawn wrong does not count twice.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned"));
  const auto irises = TRY(irises_of(scene, rule));
  const auto& pose = scene.evidence().pose;
  if (pose && std::abs(static_cast<double>(pose->yaw)) > most_turned) return cannot("check.why.turned");
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  Finding finding = rule.judged((irises[0].aside + irises[1].aside) / 2);
  for (const bool left : {true, false}) {
    const Corners lids = face.eye(left);
    const cv::Point2d middle = (lids[0] + lids[3]) / 2, up = face.down * (0.12 * face.eye_distance);
    const cv::Point2d centre = irises[left ? 0 : 1].centre;
    finding.marks.push_back(line(view, middle - up, middle + up, false));
    finding.marks.push_back(line(view, centre - up, centre + up));
  }
  return finding;
}

constexpr Line lines[] = {{"eyes.gaze", measure}};

}  // namespace

Check make_gaze() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.1 and 二.2: frontal, upright, looking level. The angles are read off by vision; no angle is given in the
// standard, the profile's bands follow 研招网 and ISO/IEC 19794-5 (standard.md §1.4).
namespace zhaojian::checks {
namespace {

using domain::Finding;

Result<Finding> angle(const Scene& scene, const AppliedRule& rule, float vision::HeadPose::*of) {
  if (scene.evidence().faces.empty()) return cannot("check.why.no_face");
  if (!scene.evidence().pose) return cannot("check.why.no_pose");
  return rule.judged((*scene.evidence().pose).*of);
}

// The eye line and a level one.
Result<Finding> roll(const Scene& scene, const AppliedRule& rule) {
  Finding finding = TRY(angle(scene, rule, &vision::HeadPose::roll));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Point2d reach(1.3 * face.eye_distance, 0);
  finding.marks = {line(view, face.eyes - reach, face.eyes + reach, false),
                   line(view, face.at(-1.3, 0), face.at(1.3, 0))};
  return finding;
}

// From the middle of the eyes to the tip of the nose, and where it would point in a frontal face.
Result<Finding> yaw(const Scene& scene, const AppliedRule& rule) {
  Finding finding = TRY(angle(scene, rule, &vision::HeadPose::yaw));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  finding.marks = {line(view, face.eyes, face.at(0, 1.7), false), line(view, face.eyes, face.points[30])};
  return finding;
}

// From ear to ear against the eye line: the ears sink when the chin rises.
Result<Finding> pitch(const Scene& scene, const AppliedRule& rule) {
  Finding finding = TRY(angle(scene, rule, &vision::HeadPose::pitch));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  finding.marks = {line(view, face.left_eye, face.right_eye, false), line(view, face.points[0], face.points[16])};
  return finding;
}

constexpr Line lines[] = {{"pose.roll", roll}, {"pose.yaw", yaw}, {"pose.pitch", pitch}};

}  // namespace

Check make_head_pose() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include "checks/applied_rule.h"
#include "checks/frame.h"
#include "checks/scene.h"

// 99号 四.2: the eyes 200…300 px from the upper edge; read as the middle between the eye centres.
namespace zhaojian::checks {
namespace {

using domain::Finding;

Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Frame frame = TRY(frame_of(scene.subject(), view, rule));
  const Face face = TRY(scene.face());
  Finding finding = judged_in(frame, scene.subject(), rule, face.eyes.y * frame.y);
  finding.marks = height_limits(frame, view, rule);
  finding.marks.push_back(line(view, face.at(-1.2, 0), face.at(1.2, 0)));
  return finding;
}

constexpr Line lines[] = {{"geom.eye_line", measure}};

}  // namespace

Check make_eye_line() { return check_of<lines>(); }

}  // namespace zhaojian::checks

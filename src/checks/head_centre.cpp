#include "checks/applied_rule.h"
#include "checks/frame.h"
#include "checks/scene.h"

// 99号 四.2: horizontally centred. No tolerance is given there; the profile's is our reading.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Middle of the two sides of the face, which stays put when the head turns a little; the nose does not.
// Value: to the image right of the picture's middle, in pixels of the standard's picture.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Frame frame = TRY(frame_of(scene.subject(), view, rule));
  const Face face = TRY(scene.face());
  const cv::Point2d middle = (face.points[1] + face.points[15]) / 2;
  const double centre = view.rgb.cols / 2.0, bottom = view.rgb.rows;
  Finding finding = judged_in(frame, scene.subject(), rule, (middle.x - centre) * frame.x);
  for (const auto& limit : {rule.band().fail_min, rule.band().fail_max}) {
    if (!limit) continue;
    const double x = centre + *limit / frame.x;
    finding.marks.push_back(line(view, {x, 0}, {x, bottom}, false));
  }
  finding.marks.push_back(line(view, {middle.x, face.at(0, -1.5).y}, {middle.x, face.points[8].y}));
  return finding;
}

constexpr Line lines[] = {{"geom.centre_x", measure}};

}  // namespace

Check make_head_centre() { return check_of<lines>(); }

}  // namespace zhaojian::checks

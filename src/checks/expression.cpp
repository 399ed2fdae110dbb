#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.2: a natural expression. A hint: it sees a broad smile, not a frown.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: how high the corners of the mouth stand above its middle and how much wider than `width` eye distances it is,
// both in eye distances. The landmarks of a smile with closed lips lie as those of an upturned mouth.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double usual_width = TRY(rule.parameter("width")), per_width = TRY(rule.parameter("per_width"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const auto& p = face.points;
  const double corners = ((p[51] + p[57]) / 2 - (p[48] + p[54]) / 2).dot(face.down) / face.eye_distance;
  const double width = (p[54] - p[48]).dot(face.across) / face.eye_distance;
  Finding finding = rule.judged(corners + per_width * (width - usual_width));
  finding.marks = {line(view, p[48], p[54]), polygon(view, Corners(p.begin() + 48, p.begin() + 60))};
  return finding;
}

constexpr Line lines[] = {{"expr.neutral", measure}};

}  // namespace

Check make_expression() { return check_of<lines>(); }

}  // namespace zhaojian::checks

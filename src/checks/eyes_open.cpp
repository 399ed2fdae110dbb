#include "checks/eyes_covered.h"

// 99号 二.2: eyes open.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: probability that an eye is open, mean of both: a closed one is a doubt, two closed ones are a failure. (The
// network errs on a single eye now and then, hardly ever on both.)
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  if (!scene.evidence().eyes) return cannot("check.why.no_eyes");
  TRY(eyes_seen(scene, rule.profile()));
  const vision::EyeState& eyes = *scene.evidence().eyes;
  Finding finding = rule.judged((static_cast<double>(eyes.open_left) + static_cast<double>(eyes.open_right)) / 2);
  finding.marks = {polygon(view, face.eye(true)), polygon(view, face.eye(false))};
  return finding;
}

constexpr Line lines[] = {{"eyes.open", measure}};

}  // namespace

Check make_eyes_open() { return check_of<lines>(); }

}  // namespace zhaojian::checks

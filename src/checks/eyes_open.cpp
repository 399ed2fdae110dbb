#include <algorithm>

#include "checks/eyes_covered.h"
#include "checks/iris.h"

// 99号 二.2: eyes open.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: probability that an eye is open, mean of both: a closed one is a doubt, two closed ones are a failure. (The
// network errs on a single eye now and then, hardly ever on both.) It counts in full only where irises stand out by
// `iris` L* between the lids: of lids in the shade of brows the network has made open eyes.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double least_darker = TRY(rule.parameter("iris"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  if (!scene.evidence().eyes) return cannot("check.why.no_eyes");
  TRY(eyes_seen(scene, rule.profile()));
  const vision::EyeState& eyes = *scene.evidence().eyes;
  const double open = (static_cast<double>(eyes.open_left) + static_cast<double>(eyes.open_right)) / 2;
  double seen = 1;
  if (const auto irises = irises_between_lids(scene); irises && irises_seen(scene, rule.profile())) {
    seen = std::min(1.0, ((*irises)[0].darker + (*irises)[1].darker) / 2 / least_darker);
  }
  Finding finding = rule.judged(open * seen);
  finding.marks = {polygon(view, face.eye(true)), polygon(view, face.eye(false))};
  return finding;
}

constexpr Line lines[] = {{"eyes.open", measure}};

}  // namespace

Check make_eyes_open() { return check_of<lines>(); }

}  // namespace zhaojian::checks

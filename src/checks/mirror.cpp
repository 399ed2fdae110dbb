#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.2: not mirrored. No face is told from its mirror image by itself; the capture knows. The reference photos do not:
// laid on them by irises and mouth, the fine structure of face and hair is more like theirs as it is than mirrored in all
// of 52 pairs of rendered people, whose parting never changes, but only in 10 of 18 pairs of photographed ones; the signs
// of the face print alike in 20. The light from one side and another parting weigh more than what nature made unequal.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Value: by how much more alike the details of photo and capture are once the capture is mirrored, −1…1. Below
// `least_alike` either way the capture is of another moment and says nothing.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double least_alike = TRY(rule.parameter("least_alike"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const Registration over = TRY(scene.registration());
  if (std::max(over.as_it_is, over.as_mirrored) < least_alike) return cannot("check.why.other_take");
  Finding finding = rule.judged(over.as_mirrored - over.as_it_is);
  if (over.mirrored) finding.marks = {line(view, face.at(0, -2), face.at(0, 2.2))};
  return finding;
}

constexpr Line lines[] = {{"integ.mirror", measure}};

}  // namespace

Check make_mirror() { return check_of<lines>(); }

}  // namespace zhaojian::checks

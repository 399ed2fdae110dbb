#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// One person only (99号 二.1).
namespace zhaojian::checks {
namespace {

using domain::Finding;

domain::Mark around(const vision::Box& face) {
  return {domain::MarkKind::box, {{face.x, face.y}, {face.right(), face.bottom()}}, true};
}

// A detector sees faces in folds and patterns: those are weak and small beside the real one.
Result<Finding> count(const Scene& scene, const AppliedRule& rule) {
  const double least_score = TRY(rule.parameter("least_score"));
  const double least_height = TRY(rule.parameter("least_height"));  // of the largest face's height
  double tallest = 0;
  for (const auto& face : scene.evidence().faces) {
    if (face.score >= least_score) tallest = std::max(tallest, static_cast<double>(face.box.h));
  }
  std::vector<domain::Mark> marks;
  for (const auto& face : scene.evidence().faces) {
    if (face.score >= least_score && face.box.h >= least_height * tallest) marks.push_back(around(face.box));
  }
  Finding finding = rule.judged(static_cast<double>(marks.size()));
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"face.count", count}};

}  // namespace

Check make_face_count() { return check_of<lines>(); }

}  // namespace zhaojian::checks

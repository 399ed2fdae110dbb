#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.1 and 二.4: bare-headed.
namespace zhaojian::checks {
namespace {

using domain::Finding;
using vision::Part;

// Above the brows, between the temples: whatever is worn on the head covers it.
bool above_brows(const HeadParts::Place& place) { return std::abs(place.x) < 0.9F && place.y < -0.5F; }
constexpr double least_seen = 0.1;  // square eye distances

// Value: percent of the hair above the brows that is no hair but a hat, a cap, a scarf or the like; 0 on a bald head.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const HeadParts parts = TRY(scene.head_parts());
  const double hat = parts.area(Part::hat, above_brows), hair = parts.area(Part::hair, above_brows);
  if (hat + hair + parts.area(Part::skin, above_brows) < least_seen) return cannot("check.why.face_hidden");
  Finding finding = rule.judged(hat + hair < least_seen ? 0 : 100 * hat / (hat + hair));
  cv::Rect2d where = parts.extent(Part::hat, face, above_brows);
  if (finding.verdict == domain::Verdict::pass) where |= parts.extent(Part::hair, face, above_brows);
  if (!where.empty()) finding.marks = {box(view, where)};
  return finding;
}

constexpr Line lines[] = {{"occl.headwear", measure}};

}  // namespace

Check make_headwear() { return check_of<lines>(); }

}  // namespace zhaojian::checks

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
  const auto is = [](Part part) {
    return [part](const HeadParts::Place& place) { return above_brows(place) && place.part == part; };
  };
  const double hat = parts.area(is(Part::hat)), hair = parts.area(is(Part::hair)), bare = parts.area(is(Part::skin));
  if (hat + hair + bare < least_seen) return cannot("check.why.face_hidden");
  Finding finding = rule.judged(hat + hair < least_seen ? 0 : 100 * hat / (hat + hair));
  const auto covers = [](const HeadParts::Place& place) {
    return above_brows(place) && (place.part == Part::hat || place.part == Part::hair);
  };
  const bool worn = finding.verdict != domain::Verdict::pass;
  const cv::Rect2d where = worn ? parts.extent(face, is(Part::hat)) : parts.extent(face, covers);
  if (!where.empty()) finding.marks = {box(view, where)};
  return finding;
}

constexpr Line lines[] = {{"occl.headwear", measure}};

}  // namespace

Check make_headwear() { return check_of<lines>(); }

}  // namespace zhaojian::checks

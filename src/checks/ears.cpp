#include <algorithm>
#include <array>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.4: hair not over the ears; 二.2: ears symmetrical.
namespace zhaojian::checks {
namespace {

using domain::Finding;
using vision::Part;

// In eye distances: out from the side of the face by the landmarks, and down from the eyes.
struct Patch {
  double first, last, top, bottom;
};
constexpr Patch ear_patch{-0.1, 0.25, 0, 0.8};   // where an ear sits, down to the lobe
constexpr Patch fall_patch{-0.3, 0.2, 1, 1.4};   // beside the jaw below it
constexpr double whole_ear = 0.1;                // square eye distances: what shows of an ear seen from the front
constexpr double over_ear = 0.4, fallen = 0.39;  // shares: hair over the ear, and hair that has fallen past it
constexpr double still_seen = 15;  // degrees: of a head turned by that much more the nearer ear is seen well

struct Side {
  double shown = 0;   // percent of an ear
  bool hair = false;  // over it, and on past the lobe: what ends there may be a tuft that leaves it free
};

Side side_of(const HeadParts& parts, const Face& face, int side) {
  const double middle = face.middle(), half = face.half_width();
  const auto aside = [&](const HeadParts::Place& place) {
    return side * (static_cast<double>(place.x) - middle);
  };
  const double ear = parts.area(Part::ear, [&](const HeadParts::Place& place) { return aside(place) > 0; });
  const auto hair_in = [&](const Patch& patch) {
    const double hair = parts.area(Part::hair, [&](const HeadParts::Place& place) {
      const double y = static_cast<double>(place.y), out = aside(place) - half;
      return out > patch.first && out < patch.last && y > patch.top && y < patch.bottom;
    });
    return hair / ((patch.last - patch.first) * (patch.bottom - patch.top));
  };
  return {std::min(100.0, 100 * ear / whole_ear), hair_in(ear_patch) > over_ear && hair_in(fall_patch) > fallen};
}

domain::Mark ear_box(const View& view, const Face& face, int side) {
  const double near = face.middle() + side * (face.half_width() + ear_patch.first),
               far = face.middle() + side * (face.half_width() + ear_patch.last);
  return polygon(view, face.patch(std::min(near, far), ear_patch.top, std::max(near, far), ear_patch.bottom));
}

// Value: percent of an ear that shows, of the ear that shows less. An ear that is not seen counts as covered only where
// hair falls over and past it. Of a head turned away only the nearer ear is looked at, and only hair over it is told.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned"));
  if (!scene.evidence().pose) return cannot(scene.evidence().faces.empty() ? "check.why.no_face" : "check.why.no_pose");
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const HeadParts parts = TRY(scene.head_parts());
  const double yaw = static_cast<double>(scene.evidence().pose->yaw);
  const bool turned = std::abs(yaw) > most_turned;
  if (std::abs(yaw) > most_turned + still_seen) return cannot("check.why.turned");
  const double least = rule.band().warn_min.value_or(0);
  std::array<Side, 2> sides{side_of(parts, face, -1), side_of(parts, face, 1)};
  const auto covered = [&](const Side& side) { return side.shown < least && side.hair; };
  const Side& nearer = sides[yaw > 0 ? 0 : 1];
  if (turned && !covered(nearer)) return cannot("check.why.turned");
  Finding finding = rule.judged(turned ? nearer.shown : std::min(sides[0].shown, sides[1].shown));
  if (finding.verdict != domain::Verdict::pass && !covered(sides[0]) && !covered(sides[1]))
    return cannot("check.why.ear_unclear");
  finding.marks = {ear_box(view, face, -1), ear_box(view, face, 1)};
  return finding;
}

constexpr Line lines[] = {{"ears.visible", measure}};

}  // namespace

Check make_ears() { return check_of<lines>(); }

}  // namespace zhaojian::checks

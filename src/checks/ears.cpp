#include <algorithm>
#include <cmath>

#include "checks/face_samples.h"

// 99号 二.4: hair not over the ears; 二.2: ears symmetrical.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Where an ear shows, in eye distances: beyond the side of the face by the landmarks, beside the eyes down to the lobe.
constexpr double first = 0.07, last = 0.45, top = -0.15, bottom = 0.8;
constexpr double edge_of_sight = 1.5;  // from the middle; colours are not known farther out
constexpr float shade = 32;            // L*: an ear lies in the shade of the hair
// Beside the jaw below the ear, where hair that falls over the ear goes on and a tuft at the temple does not.
constexpr double fall_top = 0.95, fall_bottom = 1.35, fall_first = 0.12, fall_last = 0.4;
constexpr double least_fall = 0.6;  // share of it
constexpr double whole_ear = 0.05;  // square eye distances: what shows of an ear seen from the front

double skin_beside(const FaceSamples& samples, int side) {
  const double step = samples.pixel();
  int seen = 0;
  for (double y = top; y < bottom; y += step) {
    for (double aside = samples.half() + first; aside < std::min(samples.half() + last, edge_of_sight); aside += step) {
      if (samples.at(samples.middle() + side * aside, y) == Place::skin) ++seen;
    }
  }
  return std::min(100.0, 100 * seen * step * step / whole_ear);
}

// Half the width of the jaw at a height, between its points.
double jaw_at(const FaceSamples& samples, double y, int side) {
  double widest = 0;
  for (std::size_t i = 2; i < 8; ++i) {
    const std::size_t point = side < 0 ? i : 16 - i;
    const double height =
        (samples.face().points[point] - samples.face().eyes).dot(samples.face().down) / samples.face().eye_distance;
    if (height >= y - 0.25) widest = std::max(widest, side * (samples.across(point) - samples.middle()));
  }
  return widest;
}

bool hair_falls(const FaceSamples& samples, int side) {
  const double step = samples.pixel();
  int all = 0, hair = 0;
  for (double y = fall_top; y < fall_bottom; y += step) {
    const double jaw = jaw_at(samples, y, side);
    for (double aside = jaw + fall_first; aside < std::min(jaw + fall_last, edge_of_sight); aside += step) {
      const Place place = samples.at(samples.middle() + side * aside, y);
      ++all;
      if (place == Place::other) ++hair;
    }
  }
  return all > 0 && hair > least_fall * all;
}

domain::Mark ear_box(const View& view, const FaceSamples& samples, int side) {
  const double near = samples.middle() + side * samples.half(), far = samples.middle() + side * (samples.half() + last);
  return polygon(view, samples.face().patch(std::min(near, far), top, std::max(near, far), bottom));
}

// Value: percent of an ear that shows, of the ear that shows less. An ear that is not seen counts as covered only where
// hair falls past it; a tuft at the temple may as well leave the lobe free, which the picture does not tell.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned"));
  if (!scene.evidence().pose) return cannot(scene.evidence().faces.empty() ? "check.why.no_face" : "check.why.no_pose");
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene, {.darker = shade}));
  if (std::abs(static_cast<double>(scene.evidence().pose->yaw)) > most_turned) return cannot("check.why.turned");
  Finding finding = rule.judged(std::min(skin_beside(samples, -1), skin_beside(samples, 1)));
  if (finding.verdict != domain::Verdict::pass) {
    const double least = rule.band().warn_min.value_or(0);
    const auto covered = [&](int side) { return skin_beside(samples, side) < least && hair_falls(samples, side); };
    if (!covered(-1) && !covered(1)) return cannot("check.why.ear_unclear");
  }
  finding.marks = {ear_box(view, samples, -1), ear_box(view, samples, 1)};
  return finding;
}

constexpr Line lines[] = {{"ears.visible", measure}};

}  // namespace

Check make_ears() { return check_of<lines>(); }

}  // namespace zhaojian::checks

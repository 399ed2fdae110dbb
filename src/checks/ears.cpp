#include <algorithm>
#include <cmath>
#include <optional>

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
// Where the lobe hangs: hair there leaves nothing of the ear free.
constexpr double lobe_top = 0.35, lobe_last = 0.25;
constexpr double least_over_lobe = 0.85;  // share of it
constexpr double specks = 3;              // percent of an ear: between strands no more of it shows
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

// The wall's colour where it is of one colour; what the mask calls background and is not like it is hair all the same.
std::optional<cv::Vec3f> even_wall(const Scene& scene, const AppliedRule& rule, double like) {
  constexpr double most_unlike = 15;  // percent
  const Result<Background> background = scene.background(rule);
  const Result<cv::Mat> lab = scene.coarse_lab();
  if (!background || !lab) return std::nullopt;
  const auto unlike = [&](const cv::Vec3f& colour) { return cv::norm(colour - background->colour) > like; };
  if (percent_of(*lab, whole_area(background->area), unlike) > most_unlike) return std::nullopt;
  return background->colour;
}

struct Wall {
  std::optional<cv::Vec3f> colour;
  double like = 0;  // ΔE
};

bool hair_over_lobe(const FaceSamples& samples, int side, const Wall& wall) {
  const double step = samples.pixel();
  int all = 0, hair = 0;
  for (double y = lobe_top; y < bottom; y += step) {
    for (double aside = samples.half(); aside < std::min(samples.half() + lobe_last, edge_of_sight); aside += step) {
      const double x = samples.middle() + side * aside;
      const Place place = samples.at(x, y);
      const auto colour = samples.colour(x, y);
      const bool no_wall = place == Place::background && wall.colour && cv::norm(*colour - *wall.colour) > wall.like;
      ++all;
      if (place == Place::other || no_wall) ++hair;
    }
  }
  return all > 0 && hair > least_over_lobe * all;
}

domain::Mark ear_box(const View& view, const FaceSamples& samples, int side) {
  const double near = samples.middle() + side * samples.half(), far = samples.middle() + side * (samples.half() + last);
  return polygon(view, samples.face().patch(std::min(near, far), top, std::max(near, far), bottom));
}

// Value: percent of an ear that shows, of the ear that shows less. An ear that is not seen counts as covered only where
// hair falls past it or lies over the lobe; a tuft at the temple may as well leave the lobe free, which the picture does not tell.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned")), like = TRY(rule.parameter("like_background"));
  if (!scene.evidence().pose) return cannot(scene.evidence().faces.empty() ? "check.why.no_face" : "check.why.no_pose");
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene, {.darker = shade}));
  if (std::abs(static_cast<double>(scene.evidence().pose->yaw)) > most_turned) return cannot("check.why.turned");
  Finding finding = rule.judged(std::min(skin_beside(samples, -1), skin_beside(samples, 1)));
  if (finding.verdict != domain::Verdict::pass) {
    const double least = rule.band().warn_min.value_or(0);
    const Wall wall{even_wall(scene, rule, like), like};
    const auto covered = [&](int side) {
      const double seen = skin_beside(samples, side);
      return (seen < least && hair_falls(samples, side)) || (seen < specks && hair_over_lobe(samples, side, wall));
    };
    if (!covered(-1) && !covered(1)) return cannot("check.why.ear_unclear");
  }
  finding.marks = {ear_box(view, samples, -1), ear_box(view, samples, 1)};
  return finding;
}

constexpr Line lines[] = {{"ears.visible", measure}};

}  // namespace

Check make_ears() { return check_of<lines>(); }

}  // namespace zhaojian::checks

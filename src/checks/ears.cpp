#include <algorithm>
#include <array>
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
constexpr double whole_ear = 0.05;        // square eye distances: what shows of an ear seen from the front

// What shows of an ear; not what is rather of the colour of the `hair` that falls beside it.
double skin_beside(const FaceSamples& samples, int side, const std::optional<cv::Vec3f>& hair, const cv::Vec3f& skin) {
  const double step = samples.pixel();
  const auto hair_rather = [&](const cv::Vec3f& colour) {
    return hair && cv::norm(colour - *hair) < cv::norm(colour - skin);
  };
  int seen = 0;
  for (double y = top; y < bottom; y += step) {
    for (double aside = samples.half() + first; aside < std::min(samples.half() + last, edge_of_sight); aside += step) {
      const double x = samples.middle() + side * aside;
      if (samples.at(x, y) == Place::skin && !hair_rather(*samples.colour(x, y))) ++seen;
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

// Beside the jaw below the ear.
struct Fall {
  bool hair = false;                // what is there is neither wall nor like skin
  std::optional<cv::Vec3f> colour;  // of what is there, when little of it is wall: blond hair may be like skin
};

Fall fall_of(const FaceSamples& samples, int side) {
  const double step = samples.pixel();
  int all = 0, hair = 0;
  std::array<std::vector<float>, 3> seen;
  for (double y = fall_top; y < fall_bottom; y += step) {
    const double jaw = jaw_at(samples, y, side);
    for (double aside = jaw + fall_first; aside < std::min(jaw + fall_last, edge_of_sight); aside += step) {
      const double x = samples.middle() + side * aside;
      const Place place = samples.at(x, y);
      ++all;
      if (place == Place::other) ++hair;
      if (place != Place::other && place != Place::skin) continue;
      const cv::Vec3f colour = *samples.colour(x, y);
      for (int c = 0; c < 3; ++c) seen[static_cast<std::size_t>(c)].push_back(colour[c]);
    }
  }
  Fall fall{all > 0 && hair > least_fall * all, {}};
  if (static_cast<double>(seen[0].size()) > least_fall * all) {
    fall.colour = {quantile(seen[0], 0.5), quantile(seen[1], 0.5), quantile(seen[2], 0.5)};
  }
  return fall;
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
// hair falls past it or lies over the lobe; a tuft at the temple may as well leave the lobe free, which the picture
// does not tell.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned")), like = TRY(rule.parameter("like_background"));
  if (!scene.evidence().pose) return cannot(scene.evidence().faces.empty() ? "check.why.no_face" : "check.why.no_pose");
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene, {.darker = shade}));
  if (std::abs(static_cast<double>(scene.evidence().pose->yaw)) > most_turned) return cannot("check.why.turned");
  const cv::Vec3f skin = TRY(scene.skin());
  const std::array falls{fall_of(samples, -1), fall_of(samples, 1)};
  const std::array shown{skin_beside(samples, -1, falls[0].colour, skin),
                         skin_beside(samples, 1, falls[1].colour, skin)};
  Finding finding = rule.judged(std::min(shown[0], shown[1]));
  if (finding.verdict != domain::Verdict::pass) {
    const double least = rule.band().warn_min.value_or(0);
    const Wall wall{even_wall(scene, rule, like), like};
    const auto covered = [&](std::size_t i) {
      if (shown[i] < least && falls[i].hair) return true;
      return shown[i] < specks && hair_over_lobe(samples, i == 0 ? -1 : 1, wall);
    };
    if (!covered(0) && !covered(1)) return cannot("check.why.ear_unclear");
  }
  finding.marks = {ear_box(view, samples, -1), ear_box(view, samples, 1)};
  return finding;
}

constexpr Line lines[] = {{"ears.visible", measure}};

}  // namespace

Check make_ears() { return check_of<lines>(); }

}  // namespace zhaojian::checks

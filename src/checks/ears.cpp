#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "checks/crown.h"
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
constexpr double surely_over_lobe = 0.92;
constexpr double still_seen = 15;         // degrees: of a head turned by that much more the nearer ear is seen well
constexpr double specks = 3;              // percent of an ear: between strands no more of it shows
constexpr double whole_ear = 0.05;        // square eye distances: what shows of an ear seen from the front

// Blond and red hair passes for skin by its light, not by its hue: it is yellower, and an ear is redder than a cheek.
class HairHue {
 public:
  HairHue(const std::optional<cv::Vec3f>& crown, const cv::Vec3f& skin) : skin_(hue(skin)) {
    if (!crown || chroma(*crown) < least_chroma || chroma(skin) < least_chroma) return;
    if (hue(*crown) - skin_ > apart) between_ = (hue(*crown) + skin_) / 2;
  }
  [[nodiscard]] bool of(const cv::Vec3f& colour) const {
    return between_ && chroma(colour) >= least_chroma && hue(colour) > *between_;
  }

 private:
  static constexpr double least_chroma = 6, apart = 6;  // degrees
  static double hue(const cv::Vec3f& lab) {
    return std::atan2(static_cast<double>(lab[2]), static_cast<double>(lab[1])) * 180 / std::numbers::pi;
  }
  double skin_;
  std::optional<double> between_;
};

// What shows of an ear; not what is rather of the colour of the `hair` that falls beside it.
double skin_beside(const FaceSamples& samples, int side, const std::optional<cv::Vec3f>& hair, const cv::Vec3f& skin,
                   const HairHue& hue) {
  const double step = samples.pixel();
  const auto hair_rather = [&](const cv::Vec3f& colour) {
    return hair && (cv::norm(colour - *hair) < cv::norm(colour - skin) || hue.of(colour));
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

Fall fall_of(const FaceSamples& samples, int side, const HairHue& hue) {
  const double step = samples.pixel();
  int all = 0, hair = 0;
  std::array<std::vector<float>, 3> seen;
  for (double y = fall_top; y < fall_bottom; y += step) {
    const double jaw = jaw_at(samples, y, side);
    for (double aside = jaw + fall_first; aside < std::min(jaw + fall_last, edge_of_sight); aside += step) {
      const double x = samples.middle() + side * aside;
      const Place place = samples.at(x, y);
      ++all;
      if (place != Place::other && place != Place::skin) continue;
      const cv::Vec3f colour = *samples.colour(x, y);
      if (place == Place::other || hue.of(colour)) ++hair;
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

// Share of where the lobe hangs that hair covers.
double hair_over_lobe(const FaceSamples& samples, int side, const Wall& wall, const HairHue& hue) {
  const double step = samples.pixel();
  int all = 0, hair = 0;
  for (double y = lobe_top; y < bottom; y += step) {
    for (double aside = samples.half(); aside < std::min(samples.half() + lobe_last, edge_of_sight); aside += step) {
      const double x = samples.middle() + side * aside;
      const Place place = samples.at(x, y);
      const auto colour = samples.colour(x, y);
      const bool no_wall = place == Place::background && wall.colour && cv::norm(*colour - *wall.colour) > wall.like;
      ++all;
      if (place == Place::other || no_wall || (place == Place::skin && hue.of(*colour))) ++hair;
    }
  }
  return all > 0 ? static_cast<double>(hair) / all : 0;
}

domain::Mark ear_box(const View& view, const FaceSamples& samples, int side) {
  const double near = samples.middle() + side * samples.half(), far = samples.middle() + side * (samples.half() + last);
  return polygon(view, samples.face().patch(std::min(near, far), top, std::max(near, far), bottom));
}

// The hair's colour as seen on the crown.
std::optional<cv::Vec3f> crown_of(const View& view, const FaceSamples& samples) {
  const auto area = crown_area(view, samples.face());
  return area ? std::optional(colour_of_crown(view, *area)) : std::nullopt;
}

// One side of the head.
struct Side {
  double shown = 0;  // percent of an ear
  bool covered = false;
};

Side side_of(const FaceSamples& samples, int side, const Wall& wall, const cv::Vec3f& skin, const HairHue& hue,
             double least) {
  const Fall fall = fall_of(samples, side, hue);
  Side one{skin_beside(samples, side, fall.colour, skin, hue)};
  const double over_lobe = hair_over_lobe(samples, side, wall, hue);
  // Beside hair that falls past a lobe which does not show, what shows above is cheek or temple.
  if (fall.hair && over_lobe > surely_over_lobe) one.shown = 0;
  one.covered = (one.shown < least && fall.hair) || (one.shown < specks && over_lobe > least_over_lobe);
  return one;
}

// Value: percent of an ear that shows, of the ear that shows less. An ear that is not seen counts as covered only where
// hair falls past it or lies over the lobe; a tuft at the temple may as well leave the lobe free, which the picture
// does not tell. Of a head turned away only the nearer ear is looked at, and only hair over it is told.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double most_turned = TRY(rule.parameter("most_turned")), like = TRY(rule.parameter("like_background"));
  if (!scene.evidence().pose) return cannot(scene.evidence().faces.empty() ? "check.why.no_face" : "check.why.no_pose");
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene, {.darker = shade}));
  const cv::Vec3f skin = TRY(scene.skin());
  const HairHue hue(crown_of(view, samples), skin);
  const Wall wall{even_wall(scene, rule, like), like};
  const double least = rule.band().warn_min.value_or(0), yaw = static_cast<double>(scene.evidence().pose->yaw);
  const bool turned = std::abs(yaw) > most_turned;
  if (std::abs(yaw) > most_turned + still_seen) return cannot("check.why.turned");
  std::array<Side, 2> sides;
  for (const std::size_t i : {0U, 1U}) sides[i] = side_of(samples, i == 0 ? -1 : 1, wall, skin, hue, least);
  const Side& nearer = sides[yaw > 0 ? 0 : 1];
  if (turned && !nearer.covered) return cannot("check.why.turned");
  Finding finding = rule.judged(turned ? nearer.shown : std::min(sides[0].shown, sides[1].shown));
  if (finding.verdict != domain::Verdict::pass && !sides[0].covered && !sides[1].covered)
    return cannot("check.why.ear_unclear");
  finding.marks = {ear_box(view, samples, -1), ear_box(view, samples, 1)};
  return finding;
}

constexpr Line lines[] = {{"ears.visible", measure}};

}  // namespace

Check make_ears() { return check_of<lines>(); }

}  // namespace zhaojian::checks

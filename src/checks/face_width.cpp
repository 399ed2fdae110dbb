#include <array>
#include <span>

#include "checks/face_samples.h"
#include "checks/frame.h"

// 99号 四.2: the face 180…300 px wide "between the two cheeks": at the cheek-bones, ears not counted.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// The landmark network draws the side of the face inside the cheek.
constexpr double cheek_per_landmark = 1.095;

// Where an ear is seen its outline tells more: skin runs from the cheek to the ear's edge, which lies a little beyond
// the cheek-bone. Factor and rest, in eye distances, by least squares over the 18 rendered heads of the tuning people
// (191…250 px wide): of them all lie within 6 px, standard deviation 2.8 px; of the 8 others all but one, whose ears
// are under hair so that only the landmarks are left.
constexpr double cheek_per_ear = 0.853, rest = 0.298;
constexpr double heights[] = {0.5, 0.55, 0.6, 0.65, 0.7, 0.75};  // below the eyes: lower half of the ear
constexpr double start = 0.5, farthest = 1.5;                    // from the middle of the face
constexpr double widest_gap = 0.03;                              // a temple of glasses, a strand of hair
// How far beyond the landmarks an ear ends. Before hair it has to be seen more clearly; what reaches farther is wood,
// or hair as fair as skin.
constexpr double nearest_before_wall = 0.05, nearest_before_hair = 0.09, farthest_ear = 0.35;

struct Run {
  double length = 0;
  Place end = Place::outside;
};

// How far the skin runs to one side, and what it ends in.
Run run(const FaceSamples& samples, int side, double height) {
  double last = 0;
  for (double aside = start; aside < farthest; aside += samples.pixel() / 2) {
    const Place place = samples.at(samples.face().middle() + side * aside, height);
    if (place == Place::outside) break;
    if (place == Place::skin) {
      last = aside;
    } else if (aside - last > widest_gap) {
      return {last, place};
    }
  }
  return {};
}

// From the middle of the face to the edge of the ear, the mean of the rows that end in `end`.
std::optional<double> ear(const FaceSamples& samples, std::span<const Run> rows, Place end, double nearest) {
  double sum = 0;
  int count = 0;
  for (const Run& row : rows) {
    const double beyond = row.length - samples.face().half_width();
    if (row.end != end || beyond <= nearest || beyond >= farthest_ear) continue;
    sum += row.length;
    ++count;
  }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<double> ear(const FaceSamples& samples, int side) {
  std::array<Run, std::size(heights)> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = run(samples, side, heights[i]);
  const auto before_wall = ear(samples, rows, Place::background, nearest_before_wall);
  return before_wall ? before_wall : ear(samples, rows, Place::other, nearest_before_hair);
}

// In eye distances.
double width_of(const Scene& scene, double by_landmarks) {
  const auto samples = FaceSamples::of(scene);
  if (!samples) return cheek_per_landmark * by_landmarks;
  const auto left = ear(*samples, -1), right = ear(*samples, 1);
  if (!left && !right) return cheek_per_landmark * by_landmarks;
  const double outline = left.value_or(*(right ? right : left)) + right.value_or(*(left ? left : right));
  return cheek_per_ear * outline + rest;
}

Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Frame frame = TRY(frame_of(scene.subject(), view, rule));
  const Face face = TRY(scene.face());
  const cv::Point2d middle = (face.points[1] + face.points[15]) / 2;
  const cv::Point2d between = face.points[15] - face.points[1];
  const double by_landmarks = cv::norm(between) / face.eye_distance;
  if (by_landmarks <= 0) return cannot("check.why.no_landmarks");
  const cv::Point2d half = between * (width_of(scene, by_landmarks) / by_landmarks / 2);
  Finding finding =
      judged_in(frame, scene.subject(), rule, 2 * cv::norm(cv::Point2d(half.x * frame.x, half.y * frame.y)));
  const cv::Point2d left = middle - half, right = middle + half, tick = face.down * (0.3 * face.eye_distance);
  finding.marks = {line(view, left, right), line(view, left - tick, left + tick),
                   line(view, right - tick, right + tick)};
  return finding;
}

constexpr Line lines[] = {{"geom.face_width", measure}};

}  // namespace

Check make_face_width() { return check_of<lines>(); }

}  // namespace zhaojian::checks

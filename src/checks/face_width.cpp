#include "checks/face_samples.h"
#include "checks/frame.h"

// 99号 四.2: the face 180…300 px wide "between the two cheeks": at the cheek-bones, ears not counted.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// The landmark network draws the side of the face inside the cheek.
constexpr double cheek_per_landmark = 1.095;

// Where the ear lies bare against the background, its outline tells more: skin runs from the cheek to the ear's edge.
// Share of the two, and the rest, in eye distances. Against the true width of 26 rendered heads (191…250 px), each
// person judged by the figures of the others: 4.4 px standard deviation where an ear is bare, 6.5 px where hair hides
// the side of the face and only the landmarks are left.
constexpr double per_outline = 0.418, per_landmark = 0.511, rest = 0.239;
constexpr double heights[] = {0.4, 0.5, 0.6, 0.7};  // below the eyes: from the ear's middle to its lobe
constexpr double start = 0.5, farthest = 1.5;       // from the middle of the face
constexpr double widest_gap = 0.03;                 // a temple of glasses, a strand of hair
// A bare ear ends this far beyond the landmarks; else it is wood, or hair as fair as skin.
constexpr double nearest_ear = -0.1, farthest_ear = 0.35;

// How far the skin runs to one side and ends in the background; 0 where it ends in anything else.
double run(const FaceSamples& samples, int side, double height) {
  double last = 0;
  for (double aside = start; aside < farthest; aside += samples.pixel() / 2) {
    const Place place = samples.at(samples.middle() + side * aside, height);
    if (place == Place::outside) return 0;
    if (place == Place::skin) {
      last = aside;
    } else if (aside - last > widest_gap) {
      return place == Place::background ? last : 0;
    }
  }
  return 0;
}

std::optional<double> bare_ear(const FaceSamples& samples, int side) {
  double widest = 0;
  for (const double height : heights) widest = std::max(widest, run(samples, side, height));
  const double beyond = widest - samples.half();
  return beyond > nearest_ear && beyond < farthest_ear ? std::optional(widest) : std::nullopt;
}

// In eye distances.
double width_of(const Scene& scene, double by_landmarks) {
  const auto samples = FaceSamples::of(scene, {});
  if (!samples) return cheek_per_landmark * by_landmarks;
  const auto left = bare_ear(*samples, -1), right = bare_ear(*samples, 1);
  if (!left && !right) return cheek_per_landmark * by_landmarks;
  const double outline = left.value_or(*(right ? right : left)) + right.value_or(*(left ? left : right));
  return per_outline * outline + per_landmark * by_landmarks + rest;
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

#include <algorithm>
#include <cmath>
#include <numbers>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.2: shoulders level.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr std::uint8_t person_here = 128;
// Where shoulders are, in eye distances from the middle of the face: beyond the neck, before the arms.
constexpr double nearest = 1.4, farthest = 2.7;
constexpr double below_eyes = 0.9;     // eye distances: what reaches higher is hair, not shoulder
constexpr double lowest_start = 0.75;  // of the height: where the body must have begun from below
constexpr double least_pairs = 0.35;   // of the distance between the two: else hair hides too much

// Top of the body in this column, followed upwards from the lower border; rows when there is no body.
int top_of_body(const cv::Mat& person, int x) {
  int y = person.rows;
  while (y > person.rows * lowest_start && person.at<std::uint8_t>(y - 1, x) < person_here) --y;
  const int start = y;
  while (y > 0 && person.at<std::uint8_t>(y - 1, x) >= person_here) --y;
  return y < start ? y : person.rows;
}

struct Pair {
  double offset;
  int left, right;  // heights of the two shoulders
};

// Columns equally far left and right of the face that show both shoulders.
std::vector<Pair> pairs_of(const View& view, const Face& face) {
  std::vector<Pair> pairs;
  const double middle = (face.points[1].x + face.points[15].x) / 2;
  const double highest = face.eyes.y + below_eyes * face.eye_distance;
  for (double offset = nearest * face.eye_distance; offset <= farthest * face.eye_distance; offset += 1) {
    const int left = static_cast<int>(middle - offset), right = static_cast<int>(middle + offset);
    if (left < 0 || right >= view.person.cols) break;
    const Pair pair{offset, top_of_body(view.person, left), top_of_body(view.person, right)};
    if (std::min(pair.left, pair.right) > highest && std::max(pair.left, pair.right) < view.person.rows) {
      pairs.push_back(pair);
    }
  }
  return pairs;
}

// Degrees; above 0 the shoulder at image right is the lower one.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view_with_person());
  const Face face = TRY(scene.face());
  const std::vector<Pair> pairs = pairs_of(view, face);
  if (static_cast<double>(pairs.size()) < least_pairs * (farthest - nearest) * face.eye_distance) {
    return cannot("check.why.no_shoulders");
  }
  std::vector<float> slopes;
  for (const Pair& pair : pairs) slopes.push_back(static_cast<float>((pair.right - pair.left) / (2 * pair.offset)));
  Finding finding = rule.judged(std::atan(quantile(slopes, 0.5)) * 180 / std::numbers::pi);
  const Pair& shown = pairs[pairs.size() / 2];
  const double middle = (face.points[1].x + face.points[15].x) / 2;
  const cv::Point2d left(middle - shown.offset, shown.left), right(middle + shown.offset, shown.right);
  const double level = (left.y + right.y) / 2;
  finding.marks = {line(view, {left.x, level}, {right.x, level}, false), line(view, left, right)};
  return finding;
}

constexpr Line lines[] = {{"pose.shoulder_line", measure}};

}  // namespace

Check make_shoulder_line() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/frame.h"
#include "checks/scene.h"

// 99号 四.2: the top of the head, 50…110 px from the upper edge. Read as the top of the hair, not the hairline
// (standard.md §1.1).
namespace zhaojian::checks {
namespace {

using domain::Finding;

// The head's own outline, not the soft edge around it.
constexpr std::uint8_t surely_person = 192;
// The height that a quarter of the columns between the ears reaches. Against the true top of 26 rendered heads: mean
// error -0.9 px, at most 4.5; the very highest pixel is a strand of hair and 5 px too high on average.
constexpr double columns_at_top = 0.25;
constexpr int widest_gap = 2;  // pixels of background that a line of hair may show
constexpr int least_columns = 8;
constexpr double least_covered = 0.5;  // of the columns start on the person

// The highest person pixel of the column that is joined to its start; -1 when the start is background.
int top_of(const cv::Mat& person, int x, int start) {
  if (person.at<std::uint8_t>(start, x) < surely_person) return -1;
  int top = start;
  for (int y = start; y >= 0 && top - y <= widest_gap; --y) {
    if (person.at<std::uint8_t>(y, x) >= surely_person) top = y;
  }
  return top;
}

Result<double> head_top(const View& view, const Face& face) {
  const auto& p = face.points;
  const int left = std::max(0, static_cast<int>(std::min(p[0].x, p[16].x)));
  const int right = std::min(view.person.cols - 1, static_cast<int>(std::max(p[0].x, p[16].x)));
  const double brow = std::min(p[19].y, p[24].y);
  if (brow < 0) return 0.0;  // the picture ends below the brows
  const int start = static_cast<int>(brow);
  if (right - left < least_columns || start >= view.person.rows) return cannot("check.why.face_hidden");
  std::vector<float> tops;
  for (int x = left; x <= right; ++x) {
    if (const int top = top_of(view.person, x, start); top >= 0) tops.push_back(static_cast<float>(top));
  }
  if (static_cast<double>(tops.size()) < least_covered * (right - left + 1)) return cannot("check.why.no_outline");
  return quantile(tops, columns_at_top);
}

Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view_with_person());
  const Frame frame = TRY(frame_of(scene.subject(), view, rule));
  const Face face = TRY(scene.face());
  const double top = TRY(head_top(view, face));
  Finding finding = judged_in(frame, scene.subject(), rule, top * frame.y);
  finding.marks = height_limits(frame, view, rule);
  const double reach = 1.5 * face.eye_distance;
  finding.marks.push_back(line(view, {face.eyes.x - reach, top}, {face.eyes.x + reach, top}));
  return finding;
}

constexpr Line lines[] = {{"geom.head_top", measure}};

}  // namespace

Check make_head_top() { return check_of<lines>(); }

}  // namespace zhaojian::checks

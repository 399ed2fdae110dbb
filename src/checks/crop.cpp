#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 四.2 and common reject reason: hair or ears cut off by the border. Shoulders run out of the finished picture by
// design and are not counted.
namespace zhaojian::checks {
namespace {

using domain::Finding;
constexpr std::uint8_t person_here = 128;

struct Side {
  cv::Point from, step;
  int length = 0;
  int shoulders = 0;  // what begins from here on and goes on to the end is no head
};

// Pixels of the side that show the head, and a mark over each run of them.
int touching(const View& view, const Side& side, std::vector<domain::Mark>& marks) {
  int count = 0, start = -1;
  for (int i = 0; i <= side.length; ++i) {
    const bool here = i < side.length && view.person.at<std::uint8_t>(side.from + side.step * i) >= person_here;
    if (here) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      const bool shoulder = i == side.length && start >= side.shoulders;
      if (shoulder) break;
      count += i - start;
      marks.push_back(line(view, side.from + side.step * start, side.from + side.step * i));
      start = -1;
    }
  }
  return count;
}

// Value: percent of the upper border and of both sides down to the chin that show the head. Who leans forward has
// shoulders as high as the chin: they begin below the nose.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view_with_person());
  const Face face = TRY(scene.face());
  const int width = view.person.cols;
  const int chin = std::clamp(static_cast<int>(face.points[8].y), 0, view.person.rows);
  const int nose = static_cast<int>(face.points[33].y);
  std::vector<domain::Mark> marks;
  int count = touching(view, {{0, 0}, {1, 0}, width, width}, marks);
  count += touching(view, {{0, 0}, {0, 1}, chin, nose}, marks);
  count += touching(view, {{width - 1, 0}, {0, 1}, chin, nose}, marks);
  Finding finding = rule.judged(100.0 * count / (width + 2 * chin));
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"geom.crop", measure}};

}  // namespace

Check make_crop() { return check_of<lines>(); }

}  // namespace zhaojian::checks

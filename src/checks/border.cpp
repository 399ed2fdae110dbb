#include "checks/border.h"

#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.4: no border added around the picture.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double deepest = 0.12;     // of the side square to it: thicker is no longer a border
constexpr double middle_part = 0.7;  // of a side: the corners belong to the neighbours as well
constexpr int even = 20;             // levels of a channel within which a line has one colour, ringing included
constexpr double most_even = 0.97;   // of the pixels of a line
constexpr int jump = 36;             // levels between border and picture, in some channel
constexpr double most_jump = 0.7;    // of the pixels along the inner edge: dark clothes end like a black border
constexpr int soft_edge = 3;         // pixels over which a jump may be smeared

// One side of the picture looked at from its border inwards: at(depth, along).
class SideView {
 public:
  SideView(const cv::Mat& rgb, int side) : rgb_(rgb), side_(side) {}
  [[nodiscard]] int depth() const { return side_ < 2 ? rgb_.rows : rgb_.cols; }
  [[nodiscard]] int length() const { return side_ < 2 ? rgb_.cols : rgb_.rows; }
  [[nodiscard]] const cv::Vec3b& at(int depth, int along) const {
    switch (side_) {
      case 0: return rgb_.at<cv::Vec3b>(depth, along);
      case 1: return rgb_.at<cv::Vec3b>(rgb_.rows - 1 - depth, along);
      case 2: return rgb_.at<cv::Vec3b>(along, depth);
      default: return rgb_.at<cv::Vec3b>(along, rgb_.cols - 1 - depth);
    }
  }

 private:
  const cv::Mat& rgb_;
  int side_;  // top, bottom, left, right
};

int difference(const cv::Vec3b& a, const cv::Vec3b& b) {
  return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

// Share of the middle part of a line that differs from `colour` by more than `limit`.
double share_beyond(const SideView& side, int depth, const cv::Vec3b& colour, int limit) {
  const int skip = static_cast<int>(side.length() * (1 - middle_part) / 2);
  int beyond = 0, all = 0;
  for (int along = skip; along < side.length() - skip; ++along, ++all) {
    if (difference(side.at(depth, along), colour) > limit) ++beyond;
  }
  return all > 0 ? static_cast<double>(beyond) / all : 0;
}

// Thickness of the even strip along this side that ends in a jump along nearly all its length; 0 when there is none.
int border_of(const SideView& side) {
  const int most = static_cast<int>(side.depth() * deepest);
  if (side.length() < 2 * soft_edge || most < 1) return 0;
  const cv::Vec3b& colour = side.at(0, side.length() / 2);
  for (int depth = 0; depth < most; ++depth) {
    if (share_beyond(side, depth, colour, even) <= 1 - most_even) continue;
    const int inner = std::min(depth + soft_edge, side.depth() - 1);
    return depth > 0 && share_beyond(side, inner, colour, jump) >= most_jump ? depth : 0;
  }
  return 0;
}

// Value: pixels of the widest border, in the view. Marks: its inner edges.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Borders borders = TRY(scene.borders());
  const auto [top, bottom, left, right] = borders;
  Finding finding = rule.judged(std::max({top, bottom, left, right}));
  if (borders.any()) {
    finding.marks = {box(view, cv::Rect2d(left, top, view.rgb.cols - left - right, view.rgb.rows - top - bottom))};
  }
  return finding;
}

constexpr Line lines[] = {{"integ.border", measure}};

}  // namespace

Borders borders_of(const cv::Mat& rgb) {
  const auto width = [&](int side) { return border_of(SideView(rgb, side)); };
  return {width(0), width(1), width(2), width(3)};
}

Check make_border() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/face.h"

// 99号 一.4: no border added around the picture.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double deepest = 0.12;     // of the side square to it: thicker is no longer a border
constexpr double middle_part = 0.7;  // of a side: the corners belong to the neighbours as well
constexpr float even = 8;            // ΔE76 within which a line has one colour, JPEG's ringing included
constexpr double most_even = 0.97;   // of the pixels of a line
constexpr float jump = 12;           // ΔE76 between border and picture
constexpr double most_jump = 0.85;   // of the pixels along the inner edge
constexpr int soft_edge = 3;         // pixels over which a jump may be smeared

// One side of the picture looked at from its border inwards: at(depth, along).
class SideView {
 public:
  SideView(const cv::Mat& lab, int side) : lab_(lab), side_(side) {}
  [[nodiscard]] int depth() const { return side_ < 2 ? lab_.rows : lab_.cols; }
  [[nodiscard]] int length() const { return side_ < 2 ? lab_.cols : lab_.rows; }
  [[nodiscard]] const cv::Vec3f& at(int depth, int along) const {
    switch (side_) {
      case 0: return lab_.at<cv::Vec3f>(depth, along);
      case 1: return lab_.at<cv::Vec3f>(lab_.rows - 1 - depth, along);
      case 2: return lab_.at<cv::Vec3f>(along, depth);
      default: return lab_.at<cv::Vec3f>(along, lab_.cols - 1 - depth);
    }
  }

 private:
  const cv::Mat& lab_;
  int side_;  // top, bottom, left, right
};

float difference(const cv::Vec3f& a, const cv::Vec3f& b) { return static_cast<float>(cv::norm(a - b)); }

// Share of the middle part of a line that differs from `colour` by more than `limit`.
double share_beyond(const SideView& side, int depth, const cv::Vec3f& colour, float limit) {
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
  const cv::Vec3f colour = side.at(0, side.length() / 2);
  for (int depth = 0; depth < most; ++depth) {
    if (share_beyond(side, depth, colour, even) <= 1 - most_even) continue;
    const int inner = std::min(depth + soft_edge, side.depth() - 1);
    return depth > 0 && share_beyond(side, inner, colour, jump) >= most_jump ? depth : 0;
  }
  return 0;
}

// Value: pixels of the widest border, in the view. Marks: its inner edges.
Result<Finding> measure(const Subject& subject, const AppliedRule& rule) {
  const View view = TRY(view_of(subject));
  const cv::Mat lab = lab_of(view.rgb);
  std::array<int, 4> widths{};
  for (int side = 0; side < 4; ++side) widths[static_cast<std::size_t>(side)] = border_of(SideView(lab, side));
  Finding finding = rule.judged(*std::max_element(widths.begin(), widths.end()));
  if (finding.value > 0.0) {
    const auto [top, bottom, left, right] = widths;
    finding.marks = {box(view, cv::Rect2d(left, top, lab.cols - left - right, lab.rows - top - bottom))};
  }
  return finding;
}

constexpr Line lines[] = {{"integ.border", measure}};

}  // namespace

Check make_border() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include "checks/crown.h"

#include <algorithm>

#include "checks/applied_rule.h"

namespace zhaojian::checks {
namespace {

constexpr std::uint8_t surely_person = 192;
constexpr int least_pixels = 100;

// First row from above in which most of the columns between the eyes show the person; -1 without one.
int crown_of(const cv::Mat& person, int left, int right) {
  for (int y = 0; y < person.rows; ++y) {
    int here = 0;
    for (int x = left; x < right; ++x) here += person.at<std::uint8_t>(y, x) >= surely_person ? 1 : 0;
    if (2 * here > right - left) return y;
  }
  return -1;
}

}  // namespace

Result<cv::Rect> crown_area(const View& view, const Face& face) {
  const int left = std::max(0, static_cast<int>(std::min(face.left_eye.x, face.right_eye.x)));
  const int right = std::min(view.rgb.cols, static_cast<int>(std::max(face.left_eye.x, face.right_eye.x)));
  const int top = left < right ? crown_of(view.person, left, right) : -1;
  const int brow = static_cast<int>(face.at(0, -0.5).y);
  if (top < 0 || brow <= top) return cannot("check.why.face_hidden");
  const cv::Rect area(left, top + (brow - top) / 10, right - left, (brow - top) * 4 / 10);
  if (view.inside(area).area() < least_pixels) return cannot("check.why.face_hidden");
  return view.inside(area);
}

cv::Vec3f colour_of_crown(const View& view, const cv::Rect& area) {
  return median_lab(lab_of(view.rgb(area)), whole_area(cv::Mat(area.size(), CV_8U, cv::Scalar(1)))).lab;
}

}  // namespace zhaojian::checks

#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.1 and 二.4: bare-headed. Sees coverings whose colour hair does not have; a black cap passes for hair.
namespace zhaojian::checks {
namespace {

using domain::Finding;

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

// Upper half of what lies between crown and brows, without the edge.
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

double beyond(double value, double limit) { return std::max(0.0, value - limit); }

// Value: how far (in L* and chroma together) the crown's colour lies outside those of hair; 0 where it is skin.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double lightest = TRY(rule.parameter("lightest_hair"));
  const double most_colourful = TRY(rule.parameter("most_colourful_hair"));
  const double like_skin = TRY(rule.parameter("like_skin"));
  const View view = TRY(scene.view_with_person());
  const Face face = TRY(scene.face());
  const cv::Vec3f skin = TRY(scene.skin());
  const cv::Rect area = TRY(crown_area(view, face));
  const cv::Vec3f crown = median_lab(lab_of(view.rgb(area)), whole_area(cv::Mat(area.size(), CV_8U, cv::Scalar(1)))).lab;
  const double distance =
      std::hypot(beyond(static_cast<double>(crown[0]), lightest), beyond(chroma(crown), most_colourful));
  Finding finding = rule.judged(cv::norm(crown - skin) < like_skin ? 0 : distance);
  finding.marks = {box(view, area)};
  return finding;
}

constexpr Line lines[] = {{"occl.headwear", measure}};

}  // namespace

Check make_headwear() { return check_of<lines>(); }

}  // namespace zhaojian::checks

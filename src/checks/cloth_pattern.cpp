#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.5: no complex pattern or stripes. A hint: a fine stripe is none the less a stripe.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr std::uint8_t surely_person = 230;
constexpr double collar_below_chin = 0.9;  // eye distances
constexpr int least_pixels = 100;
constexpr int around = 7;  // pixels of the coarse view: what a pattern repeats within

// Value: by how much (L*) the cloth differs from the mean of what lies around it, on average. Edges of the person do
// not count.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const cv::Mat lab = TRY(scene.coarse_lab());
  const int top =
      std::clamp(static_cast<int>(face.points[8].y + collar_below_chin * face.eye_distance), 0, view.person.rows);
  const cv::Rect below(0, top, view.person.cols, view.person.rows - top);
  if (below.empty()) return cannot("check.why.no_clothes");
  cv::Mat clothes, light, mean, apart;
  cv::threshold(view.person(below), clothes, surely_person, 255, cv::THRESH_BINARY);
  cv::erode(clothes, clothes, cv::Mat::ones(around, around, CV_8U), {-1, -1}, 1, cv::BORDER_REPLICATE);
  if (cv::countNonZero(clothes) < least_pixels) return cannot("check.why.no_clothes");
  cv::extractChannel(lab(below), light, 0);
  cv::blur(light, mean, {around, around}, {-1, -1}, cv::BORDER_REPLICATE);
  cv::absdiff(light, mean, apart);
  Finding finding = rule.judged(cv::mean(apart, clothes)[0]);
  finding.marks = {box(view, cv::boundingRect(clothes) + below.tl())};
  return finding;
}

constexpr Line lines[] = {{"cloth.texture", measure}};

}  // namespace

Check make_cloth_pattern() { return check_of<lines>(); }

}  // namespace zhaojian::checks

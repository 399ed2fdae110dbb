#include <algorithm>
#include <array>
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
constexpr int around = 7;        // pixels of the coarse view: what a fine pattern repeats within
constexpr int wide_around = 15;  // and a bold one in colours, whose stripes may be as light as each other

cv::Mat mean_around(const cv::Mat& values, int side) {
  cv::Mat mean;
  cv::blur(values, mean, {side, side}, {-1, -1}, cv::BORDER_REPLICATE);
  return mean;
}

// How far (ΔE of a* and b* alone) the cloth's colour lies from the mean around it: folds and shade change its lightness
// over as wide a place, but not its colour.
double colours_apart(const cv::Mat& lab, const cv::Mat& person, const cv::Mat& clothes) {
  constexpr double none = 1e-3;  // keeps what has no person around from a division by 0
  cv::Mat weight, apart;
  std::array<cv::Mat, 2> off;
  person.convertTo(weight, CV_32F, 1.0 / 255);
  const cv::Mat all = mean_around(weight, wide_around) + none;
  for (int channel = 0; channel < 2; ++channel) {
    cv::Mat values;
    cv::extractChannel(lab, values, channel + 1);
    off[static_cast<std::size_t>(channel)] = values - mean_around(values.mul(weight), wide_around) / all;
  }
  cv::magnitude(off[0], off[1], apart);
  return cv::mean(apart, clothes)[0];
}

// Value: by how much the cloth differs from the mean of what lies around it, on average: in lightness close by or in
// colour within a wider place, of both the larger. Edges of the person do not count.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const cv::Mat lab = TRY(scene.coarse_lab());
  const int top =
      std::clamp(static_cast<int>(face.points[8].y + collar_below_chin * face.eye_distance), 0, view.person.rows);
  const cv::Rect below(0, top, view.person.cols, view.person.rows - top);
  if (below.empty()) return cannot("check.why.no_clothes");
  cv::Mat person, clothes, light, apart;
  cv::threshold(view.person(below), person, surely_person, 255, cv::THRESH_BINARY);
  cv::erode(person, clothes, cv::Mat::ones(around, around, CV_8U), {-1, -1}, 1, cv::BORDER_REPLICATE);
  if (cv::countNonZero(clothes) < least_pixels) return cannot("check.why.no_clothes");
  cv::extractChannel(lab(below), light, 0);
  cv::absdiff(light, mean_around(light, around), apart);
  Finding finding = rule.judged(std::max(cv::mean(apart, clothes)[0], colours_apart(lab(below), person, clothes)));
  finding.marks = {box(view, cv::boundingRect(clothes) + below.tl())};
  return finding;
}

constexpr Line lines[] = {{"cloth.texture", measure}};

}  // namespace

Check make_cloth_pattern() { return check_of<lines>(); }

}  // namespace zhaojian::checks

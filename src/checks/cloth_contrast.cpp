#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/colour.h"

// 99号 二.5: clothes clearly different from the background.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr std::uint8_t surely_person = 230;
constexpr double collar_below_chin = 0.6;  // eye distances: below it there is more cloth than neck
constexpr int least_pixels = 100;

// The person below the collar, without the soft edge. Left and right of the neck only cloth is left to see.
cv::Mat clothes_of(const View& view, const Face& face) {
  cv::Mat clothes;
  cv::threshold(view.person, clothes, surely_person, 255, cv::THRESH_BINARY);
  const double chin = face.points[8].y;
  const int top = std::clamp(static_cast<int>(chin + collar_below_chin * face.eye_distance), 0, clothes.rows);
  clothes.rowRange(0, top) = 0;
  return clothes;
}

// Value: ΔE00 between the medians of clothes and background.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const Background background = TRY(scene.background(rule));
  const cv::Mat clothes = clothes_of(view, face);
  const LabMedian cloth = median_lab(TRY(scene.coarse_lab()), whole_area(clothes));
  if (cloth.pixels < least_pixels) return cannot("check.why.no_clothes");
  const auto as_lab = [](const cv::Vec3f& c) { return imaging::Lab{c[0], c[1], c[2]}; };
  Finding finding = rule.judged(imaging::ciede2000(as_lab(cloth.lab), as_lab(background.colour)));
  finding.marks = {box(view, cv::boundingRect(clothes))};
  return finding;
}

constexpr Line lines[] = {{"cloth.bg_contrast", measure}};

}  // namespace

Check make_cloth_contrast() { return check_of<lines>(); }

}  // namespace zhaojian::checks

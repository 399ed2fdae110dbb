#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.1: no shadow behind the person.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Distances from the outline of the person in parts of the width.
constexpr double near_from = 0.02, near_to = 0.08;  // where a shadow falls; closer is the soft edge of the mask
constexpr double far_from = 0.18;                   // where the wall is free of it
constexpr double darker_part = 0.25;                // a shadow lies on a part of the outline only
constexpr int step = 2;  // every second pixel of every second row is enough
constexpr std::size_t least_pixels = 10;
constexpr double surely_background = 12;

struct Beside {
  std::vector<float> left, right, far;  // L*
};

Beside beside(const View& view, const Face& face, const cv::Mat& lab) {
  cv::Mat mask, free, distance;
  const cv::Size half((view.person.cols + step - 1) / step, (view.person.rows + step - 1) / step);
  cv::resize(view.person, mask, half, 0, 0, cv::INTER_AREA);
  cv::threshold(mask, free, surely_background, 255, cv::THRESH_BINARY_INV);
  cv::distanceTransform(free, distance, cv::DIST_L2, cv::DIST_MASK_5);
  const double width = half.width, lowest = face.points[8].y + face.eye_distance;
  Beside values;
  for (int y = 0; y < lab.rows; y += step) {
    const auto* distances = distance.ptr<float>(y / step);
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    for (int x = 0; x < lab.cols; x += step) {
      const double away = static_cast<double>(distances[x / step]) / width;
      const float lightness = colours[x][0];
      if (away > far_from) values.far.push_back(lightness);
      if (away <= near_from || away >= near_to || y >= lowest) continue;
      (x < face.eyes.x ? values.left : values.right).push_back(lightness);
    }
  }
  return values;
}

// Value: by how much L* the background beside the head is darker than away from it, on the darker side.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const cv::Mat lab = TRY(scene.coarse_lab());
  Beside values = beside(view, face, lab);
  if (values.far.size() < least_pixels) return cannot("check.why.no_background");
  const float wall = quantile(values.far, 0.5);
  std::optional<float> darkest;
  for (std::vector<float>* side : {&values.left, &values.right}) {
    if (side->size() >= least_pixels) darkest = std::min(darkest.value_or(wall), quantile(*side, darker_part));
  }
  if (!darkest) return cannot("check.why.no_background");
  return rule.judged(static_cast<double>(wall - *darkest));
}

constexpr Line lines[] = {{"bg.shadow", measure}};

}  // namespace

Check make_background_shadow() { return check_of<lines>(); }

}  // namespace zhaojian::checks

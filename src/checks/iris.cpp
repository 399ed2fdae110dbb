#include "checks/iris.h"

#include <algorithm>

#include "checks/eyes_covered.h"

namespace zhaojian::checks {
namespace {

constexpr int least_pixels = 25;
constexpr double darkest = 0.1, lightest = 0.9;  // shares of the pixels between the lids

Result<Iris> iris_of(const Face& face, const View& view, const cv::Mat& lab, bool left) {
  const Corners lids = face.eye(left);
  const Area area = area_of(view, std::array{lids});
  std::vector<float> lights;
  for (int y = 0; y < area.mask.rows; ++y) {
    for (int x = 0; x < area.mask.cols; ++x) {
      if (area.mask.at<std::uint8_t>(y, x) != 0)
        lights.push_back(lab.at<cv::Vec3f>(area.box.tl() + cv::Point(x, y))[0]);
    }
  }
  if (lights.size() < least_pixels) return cannot("check.why.eyes_small");
  const float dark = quantile(lights, darkest), light = quantile(lights, lightest);
  cv::Point2d sum;
  double weight = 0;
  for (int y = 0; y < area.mask.rows; ++y) {
    for (int x = 0; x < area.mask.cols; ++x) {
      if (area.mask.at<std::uint8_t>(y, x) == 0) continue;
      const cv::Point place = area.box.tl() + cv::Point(x, y);
      const double darker = std::max(0.0, static_cast<double>((dark + light) / 2 - lab.at<cv::Vec3f>(place)[0]));
      sum += darker * (cv::Point2d(place) + cv::Point2d(0.5, 0.5));
      weight += darker;
    }
  }
  if (weight <= 0) return cannot("check.why.eyes_small");
  const cv::Point2d centre = sum / weight, middle = (lids[0] + lids[3]) / 2, width = lids[3] - lids[0];
  return Iris{centre, 2 * (centre - middle).dot(face.across) / std::max(1.0, cv::norm(width))};
}

}  // namespace

Result<std::array<Iris, 2>> irises_of(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  TRY(irises_seen(scene, rule.profile()));
  const domain::Rule* open = rule.profile().rule(FindingId("eyes.open"));
  const auto& eyes = scene.evidence().eyes;
  if (open != nullptr && eyes) {
    const double both = (static_cast<double>(eyes->open_left) + static_cast<double>(eyes->open_right)) / 2;
    if (domain::judge(both, open->band) == domain::Verdict::fail) return cannot("check.why.eyes_closed");
  }
  return std::array{TRY(iris_of(face, view, lab, true)), TRY(iris_of(face, view, lab, false))};
}

}  // namespace zhaojian::checks

#include "checks/face.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"

namespace zhaojian::checks {
namespace {

// Share of the view's longer side: 12 of 640 pixels. Closer together a cheek is a handful of pixels.
constexpr double least_eye_distance = 12.0 / 640;

cv::Point2d middle(const std::array<cv::Point2d, 68>& points, std::initializer_list<std::size_t> of) {
  cv::Point2d sum;
  for (const std::size_t i : of) sum += points[i];
  return sum / static_cast<double>(of.size());
}

// Landmarks of networks may lie outside the picture, but not anywhere.
bool sane(const vision::Landmarks& points, double largest) {
  for (const vision::Point& point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) return false;
    if (std::abs(point.x) > largest || std::abs(point.y) > largest) return false;
  }
  return true;
}

// Pulled towards its centre, away from lids, nostrils and the outline of the face.
Corners shrunk(Corners corners, double factor) {
  cv::Point2d centre;
  for (const cv::Point2d& corner : corners) centre += corner;
  centre /= static_cast<double>(corners.size());
  for (cv::Point2d& corner : corners) corner = centre + (corner - centre) * factor;
  return corners;
}

constexpr double cheek_shrink = 0.75;

}  // namespace

Corners Face::left_cheek() const {
  const cv::Point2d lid = (points[40] + points[41]) / 2;
  return shrunk({points[1], lid + down * (0.2 * eye_distance), points[31], points[48], points[4]}, cheek_shrink);
}

Corners Face::right_cheek() const {
  const cv::Point2d lid = (points[46] + points[47]) / 2;
  return shrunk({points[15], lid + down * (0.2 * eye_distance), points[35], points[54], points[12]}, cheek_shrink);
}

Corners Face::nose() const { return shrunk({points[28], points[31], points[33], points[35]}, cheek_shrink); }

Corners Face::eye(bool left) const {
  const auto first = points.begin() + (left ? 36 : 42);
  return {first, first + 6};
}

Result<Face> face_of(const vision::Evidence& evidence, const View& view) {
  if (evidence.faces.empty()) return cannot("check.why.no_face");
  const double largest = 4.0 * std::max(view.rgb.cols, view.rgb.rows) * view.scale;
  if (!evidence.landmarks || !sane(*evidence.landmarks, largest)) return cannot("check.why.no_landmarks");
  Face face;
  for (std::size_t i = 0; i < face.points.size(); ++i) {
    const vision::Point& point = (*evidence.landmarks)[i];
    face.points[i] = cv::Point2d(point.x, point.y) / view.scale;
  }
  face.left_eye = middle(face.points, {37, 38, 40, 41});
  face.right_eye = middle(face.points, {43, 44, 46, 47});
  face.eyes = (face.left_eye + face.right_eye) / 2;
  const cv::Point2d line = face.right_eye - face.left_eye;
  face.eye_distance = std::hypot(line.x, line.y);
  if (face.eye_distance < least_eye_distance * std::max(view.rgb.cols, view.rgb.rows))
    return cannot("check.why.face_small");
  face.across = line / face.eye_distance;
  face.down = {-face.across.y, face.across.x};
  return face;
}

Area area_of(const View& view, std::span<const Corners> polygons) {
  std::vector<std::vector<cv::Point>> whole;
  cv::Rect box;
  for (const Corners& corners : polygons) {
    auto& points = whole.emplace_back();
    for (const cv::Point2d& corner : corners) points.emplace_back(cvRound(corner.x), cvRound(corner.y));
    box |= cv::boundingRect(points);
  }
  Area area{view.inside(box), {}};
  area.mask = cv::Mat::zeros(area.box.size(), CV_8U);
  if (area.box.empty()) return area;
  for (const auto& points : whole) cv::fillPoly(area.mask, std::vector{points}, 255, cv::LINE_8, 0, -area.box.tl());
  return area;
}

}  // namespace zhaojian::checks

#include "checks/face.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"

namespace zhaojian::checks {
namespace {

// Pixels of the view. With the eyes closer together the landmarks' own error (0.03 of the distance) is coarser than a
// pixel grid can carry and a cheek is a handful of pixels.
constexpr double least_eye_distance = 12;
constexpr int least_skin = 60;  // pixels

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

Result<Face> face_of(const Subject& subject, const View& view) {
  const vision::Evidence& evidence = subject.evidence;
  if (evidence.faces.empty()) return cannot("check.why.no_face");
  const double largest = 4.0 * view_side * view.scale;
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
  if (face.eye_distance < least_eye_distance) return cannot("check.why.face_small");
  face.across = line / face.eye_distance;
  face.down = {-face.across.y, face.across.x};
  return face;
}

cv::Mat area_of(const View& view, std::span<const Corners> polygons) {
  cv::Mat area = cv::Mat::zeros(view.rgb.size(), CV_8U);
  for (const Corners& corners : polygons) {
    std::vector<cv::Point> whole;
    for (const cv::Point2d& corner : corners) whole.emplace_back(cvRound(corner.x), cvRound(corner.y));
    cv::fillPoly(area, std::vector{whole}, 255);
  }
  return area;
}

LabMedian median_lab(const cv::Mat& lab, const cv::Mat& area) {
  std::array<std::vector<float>, 3> values;
  for (int y = 0; y < lab.rows; ++y) {
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    const auto* chosen = area.ptr<std::uint8_t>(y);
    for (int x = 0; x < lab.cols; ++x) {
      if (chosen[x] == 0) continue;
      for (int c = 0; c < 3; ++c) values[static_cast<std::size_t>(c)].push_back(colours[x][c]);
    }
  }
  LabMedian median;
  median.pixels = static_cast<int>(values[0].size());
  if (median.pixels == 0) return median;
  for (int c = 0; c < 3; ++c) median.lab[c] = quantile(values[static_cast<std::size_t>(c)], 0.5);
  return median;
}

Result<cv::Vec3f> skin_colour(const View& view, const cv::Mat& lab, const Face& face) {
  const LabMedian skin = median_lab(lab, area_of(view, std::array{face.left_cheek(), face.right_cheek(), face.nose()}));
  if (skin.pixels < least_skin) return cannot("check.why.face_hidden");
  return skin.lab;
}

}  // namespace zhaojian::checks

#pragma once
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "checks/view.h"

// The largest face, in pixels of the view, with its own coordinates: the distance between the eyes is 1.
namespace zhaojian::checks {

using Corners = std::vector<cv::Point2d>;

struct Face {
  std::array<cv::Point2d, 68> points;  // vision::Landmarks
  cv::Point2d left_eye, right_eye;     // centres; image left and right
  cv::Point2d eyes;                    // their middle
  cv::Point2d across, down;            // unit vectors along and square to the eye line
  double eye_distance = 0;

  // The place x eye distances to the image right of and y below the middle of the eyes, along the face's own axes.
  [[nodiscard]] cv::Point2d at(double x, double y) const {
    return eyes + across * (x * eye_distance) + down * (y * eye_distance);
  }
  // Skin below the eye, between nose, mouth and the side of the face.
  [[nodiscard]] Corners left_cheek() const;
  [[nodiscard]] Corners right_cheek() const;
  [[nodiscard]] Corners nose() const;
  [[nodiscard]] Corners eye(bool left) const;
  // A rectangle of the face's own coordinates, see at().
  [[nodiscard]] Corners patch(double left, double top, double right, double bottom) const {
    return {at(left, top), at(right, top), at(right, bottom), at(left, bottom)};
  }
};

// "check.why.no_face", "check.why.no_landmarks", "check.why.face_small".
[[nodiscard]] Result<Face> face_of(const Subject& subject, const View& view);

// 255 inside the polygons, as large as the view.
[[nodiscard]] cv::Mat area_of(const View& view, std::span<const Corners> polygons);

// L*a*b* values inside an area, by the median of each: neither a mole nor a strand of hair moves it.
struct LabMedian {
  cv::Vec3f lab;
  int pixels = 0;
};
[[nodiscard]] LabMedian median_lab(const cv::Mat& lab, const cv::Mat& area);

// Percent of the area's pixels whose L*a*b* colour is what `is` asks for; 0 of nothing.
template <class Predicate> [[nodiscard]] double percent_of(const cv::Mat& lab, const cv::Mat& area, Predicate is) {
  int all = 0, found = 0;
  for (int y = 0; y < area.rows; ++y) {
    for (int x = 0; x < area.cols; ++x) {
      if (area.at<std::uint8_t>(y, x) == 0) continue;
      ++all;
      if (is(lab.at<cv::Vec3f>(y, x))) ++found;
    }
  }
  return all > 0 ? 100.0 * found / all : 0;
}

[[nodiscard]] inline double chroma(const cv::Vec3f& lab) {
  return std::hypot(static_cast<double>(lab[1]), static_cast<double>(lab[2]));
}

// Median of cheeks and nose. "check.why.face_hidden" when too little of them is in the picture.
[[nodiscard]] Result<cv::Vec3f> skin_colour(const View& view, const cv::Mat& lab, const Face& face);

}  // namespace zhaojian::checks

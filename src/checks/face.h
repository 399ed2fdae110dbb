#pragma once
#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "checks/lab.h"
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
  // Where a landmark lies: what at() is asked with.
  [[nodiscard]] double across_of(std::size_t point) const { return (points[point] - eyes).dot(across) / eye_distance; }
  [[nodiscard]] double below_of(std::size_t point) const { return (points[point] - eyes).dot(down) / eye_distance; }
  // Across: the middle between the two sides of the face, and how far each lies from it, by the landmarks.
  [[nodiscard]] double middle() const { return (across_of(1) + across_of(15)) / 2; }
  [[nodiscard]] double half_width() const { return (across_of(15) - across_of(1)) / 2; }
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
[[nodiscard]] Result<Face> face_of(const vision::Evidence& evidence, const View& view);

// What lies inside the polygons and the picture.
[[nodiscard]] Area area_of(const View& view, std::span<const Corners> polygons);

}  // namespace zhaojian::checks

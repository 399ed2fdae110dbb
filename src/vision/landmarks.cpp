#include "vision/landmarks.h"

#include <algorithm>
#include <cmath>

#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

// The first square, in widths of the detector's box: its side, and how far below the box it ends. The box's top
// depends on the hair, its width and bottom hardly do; a face squeezed narrow needs its height to hold the eyes.
constexpr float first_side = 1.25F;
constexpr float least_of_height = 0.72F;  // of the box: more only where it is 1.74 times as high as wide
constexpr float first_overhang = 0.025F;
// Side of the second square per longer side of the points' bounds. From 1.1 to 1.3 the error is flat.
constexpr float second_side = 1.2F;
// Points farther from the square's middle than this many sides are no answer, and would make the next square enormous.
constexpr float farthest = 2;

Point middle_of_lids(const Landmarks& points, std::size_t outer_corner) {
  Point middle;
  for (const std::size_t lid : {1U, 2U, 4U, 5U}) {
    middle.x += points[outer_corner + lid].x / 4;
    middle.y += points[outer_corner + lid].y / 4;
  }
  return middle;
}

}  // namespace

Result<Landmarks> LandmarkFinder::find(const cv::Mat& grey, const Box& face) {
  const float side = std::max(first_side * face.w, least_of_height * face.h);
  const Point middle{face.centre().x, face.bottom() + first_overhang * face.w - side / 2};
  const Landmarks rough = TRY(look(grey, whole_pixels(middle, side, side)));
  const Box around = bounds(rough);
  const float closer = second_side * std::max(around.w, around.h);
  return look(grey, whole_pixels(around.centre(), closer, closer));
}

Result<Landmarks> LandmarkFinder::look(const cv::Mat& grey, const cv::Rect& square) {
  Landmarks points;
  const auto answer = model_.ask(cut(grey, square, model_.size()), {2 * points.size()});
  if (!answer) return answer.error();
  const auto& fractions = answer.value()->front().values;
  for (std::size_t i = 0; i < 2 * points.size(); ++i)
    if (std::abs(fractions[i] - 0.5F) > farthest) return Error{Errc::internal, "landmarks far outside the face"};
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].x = static_cast<float>(square.x) + fractions[2 * i] * static_cast<float>(square.width);
    points[i].y = static_cast<float>(square.y) + fractions[2 * i + 1] * static_cast<float>(square.height);
  }
  return points;
}

Box bounds(const Landmarks& points) {
  const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
  return {left.x, top.y, right.x - left.x, bottom.y - top.y};
}

Point left_eye_centre(const Landmarks& points) { return middle_of_lids(points, 36); }
Point right_eye_centre(const Landmarks& points) { return middle_of_lids(points, 42); }

}  // namespace zhaojian::vision

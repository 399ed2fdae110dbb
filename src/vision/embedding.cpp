#include "vision/embedding.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/landmarks.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

using FivePoints = std::array<Point, 5>;  // eye centres, nose tip, mouth corners

// Where the five points lie in the 112 x 112 picture the network was trained with (ArcFace).
constexpr FivePoints trained{
    {{38.2946F, 51.6963F}, {73.5318F, 51.5014F}, {56.0252F, 71.7366F}, {41.5493F, 92.3655F}, {70.7299F, 92.2041F}}};

Point between(Point a, Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

FivePoints five_points(const Landmarks& points) {
  return {left_eye_centre(points), right_eye_centre(points), points[30], between(points[48], points[60]),
          between(points[54], points[64])};
}

Point mean(const FivePoints& points) {
  Point sum;
  for (const Point& point : points) sum = {sum.x + point.x / 5, sum.y + point.y / 5};
  return sum;
}

// Turn, scale and shift that bring `from` nearest to `to` in the least-squares sense: x' = a x - b y + c,
// y' = b x + a y + d. The scale is hypot(a, b).
struct Similarity {
  float a = 0, b = 0, c = 0, d = 0;
};

Similarity fit(const FivePoints& from, const FivePoints& to) {
  const Point from_mean = mean(from);
  const Point to_mean = mean(to);
  float spread = 0, along = 0, across = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Point p{from[i].x - from_mean.x, from[i].y - from_mean.y};
    const Point q{to[i].x - to_mean.x, to[i].y - to_mean.y};
    spread += p.x * p.x + p.y * p.y;
    along += p.x * q.x + p.y * q.y;
    across += p.x * q.y - p.y * q.x;
  }
  if (spread <= 0) return {};
  const float a = along / spread;
  const float b = across / spread;
  return {a, b, to_mean.x - a * from_mean.x + b * from_mean.y, to_mean.y - b * from_mean.x - a * from_mean.y};
}

// Bilinear sampling skips pixels when it shrinks much, so the face is brought near its final size by averaging first.
cv::Mat aligned(const cv::Mat& rgb, const Landmarks& points, cv::Size size) {
  const Box around = bounds(points);
  const float side = 2 * std::max(around.w, around.h);
  const cv::Rect square = whole_pixels(around.centre(), side, side);
  const Similarity rough = fit(five_points(points), trained);
  const int reduced = std::clamp(cvRound(std::hypot(rough.a, rough.b) * static_cast<float>(square.width)), 1, 1024);
  const cv::Mat face = cut(rgb, square, {reduced, reduced});
  const float ratio = static_cast<float>(reduced) / static_cast<float>(square.width);
  FivePoints from = five_points(points);
  for (Point& point : from)
    point = {(point.x - static_cast<float>(square.x)) * ratio, (point.y - static_cast<float>(square.y)) * ratio};
  const Similarity exact = fit(from, trained);
  const cv::Matx23f warp(exact.a, -exact.b, exact.c, exact.b, exact.a, exact.d);
  cv::Mat out;
  cv::warpAffine(face, out, warp, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return out;
}

}  // namespace

Result<Embedding> FaceEmbedder::embed(const cv::Mat& rgb, const Landmarks& points) {
  const Similarity fitted = fit(five_points(points), trained);
  const float scale = std::hypot(fitted.a, fitted.b);
  if (!std::isfinite(scale) || scale <= 0) return Error{Errc::invalid, "landmarks do not span a face"};
  Embedding embedding;
  const auto answer = model_.ask(aligned(rgb, points, model_.size()), {embedding.size()});
  if (!answer) return answer.error();
  const auto& values = answer.value()->front().values;
  double squares = 0;
  for (std::size_t i = 0; i < embedding.size(); ++i) squares += static_cast<double>(values[i]) * values[i];
  if (squares <= 0) return Error{Errc::internal, "embedding of length zero"};
  const auto factor = static_cast<float>(1 / std::sqrt(squares));
  for (std::size_t i = 0; i < embedding.size(); ++i) embedding[i] = values[i] * factor;
  return embedding;
}

}  // namespace zhaojian::vision

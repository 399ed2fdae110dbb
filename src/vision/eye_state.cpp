#include "vision/eye_state.h"

#include <array>
#include <cmath>
#include <opencv2/core.hpp>

#include "vision/landmarks.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

constexpr float square_per_eye_width = 1.9F;
// A look a little higher and lower, each also mirrored.
constexpr std::array<float, 3> lifts{-0.1F, 0, 0.1F};
constexpr float least_eye_width = 4;  // pixels; below, the network sees nothing but interpolation

float corner_distance(const Landmarks& points, std::size_t outer_corner) {
  const Point a = points[outer_corner];
  const Point b = points[outer_corner + 3];
  return std::hypot(b.x - a.x, b.y - a.y);
}

}  // namespace

Result<EyeState> EyeStateReader::read(const cv::Mat& grey, const Landmarks& points) {
  const float left = TRY(open(grey, left_eye_centre(points), corner_distance(points, 36)));
  const float right = TRY(open(grey, right_eye_centre(points), corner_distance(points, 42)));
  return EyeState{left, right};
}

Result<float> EyeStateReader::open(const cv::Mat& grey, Point centre, float width) {
  if (!(width >= least_eye_width)) return Error{Errc::invalid, "eye too small"};
  const float side = square_per_eye_width * width;
  float sum = 0;
  for (const float lift : lifts) {
    cv::Mat eye = cut(grey, whole_pixels({centre.x, centre.y - lift * width}, side, side), model_.size());
    sum += TRY(lead(eye));
    cv::flip(eye, eye, 1);
    sum += TRY(lead(eye));
  }
  return 1 / (1 + std::exp(-sum / (2 * static_cast<float>(lifts.size()))));
}

// How far "open" leads "closed", as a logarithm.
Result<float> EyeStateReader::lead(const cv::Mat& eye) {
  const auto answer = model_.ask(eye, {2});
  if (!answer) return answer.error();
  const auto& values = answer.value()->front().values;
  return values[1] - values[0];  // 0 closed, 1 open: so measured on closed and open eyes
}

}  // namespace zhaojian::vision

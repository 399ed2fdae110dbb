#include "vision/head_pose.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/landmarks.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

// The square the network looks at, in longer sides of the points' bounds; its middle lies a little above theirs.
constexpr float square_side = 1.42F;
constexpr float square_lift = 0.2F;
// Hopenet's classes: 66 steps of 3 degrees from -99.
constexpr std::size_t bins = 66;
constexpr float degrees_per_bin = 3;
constexpr float first_bin = -99;

// Positions measured from the middle between the eyes, with the eye line as the first axis and the distance between
// the eyes as the unit.
class EyeFrame {
 public:
  explicit EyeFrame(const Landmarks& points) {
    const Point left = left_eye_centre(points);
    const Point right = right_eye_centre(points);
    origin_ = {(left.x + right.x) / 2, (left.y + right.y) / 2};
    axis_ = {right.x - left.x, right.y - left.y};
  }
  [[nodiscard]] float squared() const { return axis_.x * axis_.x + axis_.y * axis_.y; }
  [[nodiscard]] float slope() const { return std::atan2(axis_.y, axis_.x); }
  [[nodiscard]] float across(Point p) const {
    return ((p.x - origin_.x) * axis_.x + (p.y - origin_.y) * axis_.y) / squared();
  }
  [[nodiscard]] float below(Point p) const {
    return ((p.y - origin_.y) * axis_.x - (p.x - origin_.x) * axis_.y) / squared();
  }

 private:
  Point origin_, axis_;
};

float within(float degrees, float limit) { return std::clamp(degrees, -limit, limit); }

}  // namespace

Result<HeadPose> HeadPoseReader::read(const cv::Mat& rgb, const Landmarks& points) {
  const EyeFrame frame(points);
  if (!(frame.squared() > 1)) return Error{Errc::invalid, "eyes coincide"};
  const auto& c = pose_calibration;
  const float nose = frame.across(points[30]);
  const float mouth = (frame.across(points[48]) + frame.across(points[54])) / 2;
  const float ears = (frame.below(points[0]) + frame.below(points[16])) / 2;
  const float network = TRY(network_pitch(rgb, points));
  HeadPose pose;
  pose.yaw = within(c.yaw_per_nose * nose + c.yaw_per_mouth * mouth + c.yaw_level, 90);
  pose.pitch = within(c.pitch_per_network * network + c.pitch_per_ear * ears + c.pitch_level, 90);
  pose.roll = -frame.slope() * 180 / std::numbers::pi_v<float>;
  return pose;
}

Result<float> HeadPoseReader::network_pitch(const cv::Mat& rgb, const Landmarks& points) {
  const Box around = bounds(points);
  const float longer = std::max(around.w, around.h);
  const Point middle{around.centre().x, around.centre().y - square_lift * longer};
  const cv::Rect square = whole_pixels(middle, square_side * longer, square_side * longer);
  const auto answer = model_.ask(cut(rgb, square, model_.size()), {bins, bins, bins});
  if (!answer) return answer.error();
  const auto shares = softmax((**answer)[1].values);
  float expected = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) expected += static_cast<float>(i) * shares[i];
  return expected * degrees_per_bin + first_bin;
}

}  // namespace zhaojian::vision

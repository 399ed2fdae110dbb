#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Which way the head points. Roll is the slope of the eye line, yaw follows from how far the nose tip and the mouth
// stand off the middle between the eyes; both need no network. Pitch weighs the network's answer with the height of
// the ears (the ends of the jaw line) above or below the eyes. See PoseCalibration for why.
class HeadPoseReader {
 public:
  explicit HeadPoseReader(Model model) : model_(std::move(model)) {}

  // `points` in pixels of `rgb`. `invalid` when the eyes coincide.
  [[nodiscard]] Result<HeadPose> read(const cv::Mat& rgb, const Landmarks& points);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  [[nodiscard]] Result<float> network_pitch(const cv::Mat& rgb, const Landmarks& points);

  Model model_;
};

// Degrees per distance between the eyes; degrees per degree of the network; degrees. Obtained by least squares from
// 204 rendered portraits of 26 people whose true pose is known (yaw -22…23, pitch -18…16, roll -11…12; poses beyond 6°
// counted six times because they are few). Errors when each person is judged with the figures of the other 25:
//   yaw   mean 0.6, 95 % within 1.4   (the network alone: 1.4 and 3.9, at worst 18)
//   roll  mean 0.5, 95 % within 1.3
//   pitch mean 2.4, 95 % within 6.2, at worst 11   (the network alone: 2.3, 5.7, at worst 16)
// Distances are measured across and along the face, that is with the roll taken out.
struct PoseCalibration {
  float yaw_per_nose = 84.2F;    // nose tip right of the middle between the eyes
  float yaw_per_mouth = -33.6F;  // middle of the mouth likewise
  float yaw_level = -0.2F;
  float pitch_per_network = 0.33F;
  float pitch_per_ear = 33.0F;  // ears below the eye line
  float pitch_level = 1.8F;
};
inline constexpr PoseCalibration pose_calibration{};

}  // namespace zhaojian::vision

#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Ultra-Light RFB-320: boxes and scores of all faces. Finds faces from about a fifteenth of the picture's height up.
class FaceDetector {
 public:
  explicit FaceDetector(Model model) : model_(std::move(model)) {}

  // Largest first, in pixels of `rgb`; a box may reach past the border when the face does.
  [[nodiscard]] Result<std::vector<DetectedFace>> find(const cv::Mat& rgb);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  Model model_;
};

}  // namespace zhaojian::vision

#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Whether the photo shows a person, or a print or screen that was photographed again.
class LivenessReader {
 public:
  explicit LivenessReader(Model model) : model_(std::move(model)) {}

  // Probability that it is no re-shot, 0…1. `face`: the detector's box in pixels of `rgb`.
  [[nodiscard]] Result<float> read(const cv::Mat& rgb, const Box& face);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  Model model_;
};

}  // namespace zhaojian::vision

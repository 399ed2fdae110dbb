#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Open or closed, for each eye by itself. A single look calls open eyes closed too often (18 of 404 on rendered
// portraits, with the square of 1.6 eye widths that the network's publisher uses), so the mean of six looks decides
// (2 of 404; the four closed eyes of the set are all found).
class EyeStateReader {
 public:
  explicit EyeStateReader(Model model) : model_(std::move(model)) {}

  // `points` in pixels of `grey`. `invalid` when the eyes are too small to tell.
  [[nodiscard]] Result<EyeState> read(const cv::Mat& grey, const Landmarks& points);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  [[nodiscard]] Result<float> open(const cv::Mat& grey, Point centre, float width);
  [[nodiscard]] Result<float> lead(const cv::Mat& eye);

  Model model_;
};

}  // namespace zhaojian::vision

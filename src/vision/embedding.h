#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// MobileFaceNet: what the face looks like as 512 numbers of length 1.
class FaceEmbedder {
 public:
  explicit FaceEmbedder(Model model) : model_(std::move(model)) {}

  // `points` in pixels of `rgb`. `invalid` when they do not span a face.
  [[nodiscard]] Result<Embedding> embed(const cv::Mat& rgb, const Landmarks& points);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  Model model_;
};

}  // namespace zhaojian::vision

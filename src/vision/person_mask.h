#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Person or background, for every pixel. The network answers for 256 x 256 points; a guided filter (He, Sun, Tang,
// "Guided image filtering", 2013; its fast form of 2015) then lets the edge follow hair and shoulders.
class PersonMasker {
 public:
  explicit PersonMasker(Model model) : model_(std::move(model)) {}

  // The mask has the size given; `rgb` is the picture it is for, possibly reduced.
  [[nodiscard]] Result<PersonMask> mask(const cv::Mat& rgb, cv::Size size);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  Model model_;
};

}  // namespace zhaojian::vision

#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// Which part of a head each place around a face belongs to (人脸解析). The network is BiSeNet V2 (Yu et al., 2021)
// trained on CelebAMask-HQ (Lee et al., 2020): photographed faces. Hands are none of its classes.
class FaceParser {
 public:
  explicit FaceParser(Model model) : model_(std::move(model)) {}

  // `face`: the detector's box in pixels of `rgb`.
  [[nodiscard]] Result<FaceParts> parse(const cv::Mat& rgb, const Box& face);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  Model model_;
};

}  // namespace zhaojian::vision

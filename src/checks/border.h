#pragma once
#include <opencv2/core.hpp>

// An even strip along a side of the picture that was put around it: a frame, not a part of what was photographed.
namespace zhaojian::checks {

struct Borders {
  int top = 0, bottom = 0, left = 0, right = 0;  // pixels of the picture; 0 where there is none
  [[nodiscard]] bool any() const { return top > 0 || bottom > 0 || left > 0 || right > 0; }
};

// `rgb`: CV_8UC3. Thicker than an eighth of a side is no border.
[[nodiscard]] Borders borders_of(const cv::Mat& rgb);

}  // namespace zhaojian::checks

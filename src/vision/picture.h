#pragma once
#include <opencv2/core/mat.hpp>

#include "imaging/geometry.h"
#include "imaging/photo.h"

// Cutting the pieces out of a picture that the networks are asked about.
namespace zhaojian::vision {

// The picture the networks look at: the photo itself or, when it is large, a reduced copy. No network needs more than
// a few hundred pixels of a face, so a 48-megapixel photo costs hardly more than a small one.
class Picture {
 public:
  // `pixels` must outlive the picture.
  explicit Picture(const imaging::Pixels& pixels);

  [[nodiscard]] const cv::Mat& rgb() const { return rgb_; }
  // Pixels of the photo per pixel of this picture, at least 1.
  [[nodiscard]] float scale() const { return scale_; }

 private:
  cv::Mat rgb_;
  float scale_ = 1;
};

// Whole pixels around a centre; width and height are even, because cut() is fast then, and at least 2.
[[nodiscard]] cv::Rect whole_pixels(imaging::Point centre, float width, float height);

// What `box` covers of the picture, scaled to `size`; where the box reaches past the border the border pixels are
// repeated. Boxes entirely outside give the nearest border.
[[nodiscard]] cv::Mat cut(const cv::Mat& picture, const cv::Rect& box, cv::Size size);

[[nodiscard]] cv::Mat grey(const cv::Mat& rgb);

}  // namespace zhaojian::vision

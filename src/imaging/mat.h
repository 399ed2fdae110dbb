#pragma once
#include <opencv2/core.hpp>

#include "imaging/photo.h"

namespace zhaojian::imaging {

#ifdef __SANITIZE_THREAD__
// OpenCV hands the rows of a picture to TBB's threads. Neither is instrumented, so ThreadSanitizer sees neither the handing
// over nor the waiting, and takes every shared row for a race. Our own threads are what it is to look at.
inline const bool one_thread_in_opencv = (cv::setNumThreads(1), true);
#endif

// A cv::Mat (CV_8UC3, channels R G B) on the memory of `pixels`: no copy, valid as long as they are.
[[nodiscard]] inline cv::Mat mat_of(Pixels& pixels) {
  return pixels.empty() ? cv::Mat() : cv::Mat(pixels.height, pixels.width, CV_8UC3, pixels.rgb.data());
}
// The same for reading. OpenCV has no const view: do not write through it.
[[nodiscard]] inline cv::Mat mat_of(const Pixels& pixels) { return mat_of(const_cast<Pixels&>(pixels)); }
cv::Mat mat_of(Pixels&&) = delete;

// A copy of a CV_8UC3 R G B matrix.
[[nodiscard]] inline Pixels pixels_of(const cv::Mat& mat) {
  CV_Assert(mat.type() == CV_8UC3);
  Pixels pixels{mat.cols, mat.rows, std::vector<std::uint8_t>(mat.total() * 3)};
  if (!mat.empty()) mat.copyTo(mat_of(pixels));
  return pixels;
}

}  // namespace zhaojian::imaging

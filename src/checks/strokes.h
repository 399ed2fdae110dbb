#pragma once
#include <opencv2/core.hpp>

// Thin lines, such as letters are made of.
namespace zhaojian::checks {

enum class Stroke { light, dark };

// 255 where a pixel of `levels` is lighter (or darker) than all around it within a stroke's width by more than
// `contrast` grey levels, and `where` is not 0; elsewhere 0. All CV_8U and of one size. The same as OpenCV's top hat
// (or black hat) with a square, compared and masked, at a third of the cost.
[[nodiscard]] cv::Mat strokes_in(const cv::Mat& levels, Stroke stroke, double contrast, const cv::Mat& where);

// Levels between the strongest and the weakest of red, green and blue: CV_8U.
[[nodiscard]] cv::Mat colourfulness(const cv::Mat& rgb);

}  // namespace zhaojian::checks

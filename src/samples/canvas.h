#pragma once
#include <opencv2/core.hpp>

#include "samples/recipes.h"

// What the recipes share. Pictures are CV_8UC3, R G B; masks CV_8U or CV_32F 0…1, as large as the picture.
namespace zhaojian::samples {

using Colour = cv::Scalar;  // R G B

[[nodiscard]] cv::Mat canvas_of(const Original& original);  // a copy to draw on
// A file of the finished picture's size in bytes, as a back end would send it.
[[nodiscard]] Result<Bytes> saved(const cv::Mat& rgb, const Original& original);

// 0…1 of the person, soft at the edge.
[[nodiscard]] cv::Mat person_of(const Original& original);
[[nodiscard]] cv::Point2d mark(const Original& original, int index);
[[nodiscard]] cv::Point2d middle(const Original& original, int from, int to);  // of the marks from … to
[[nodiscard]] double face_width(const Original& original);
[[nodiscard]] Colour colour_at(const cv::Mat& rgb, cv::Point2d place, int radius);  // mean of a small square

// A soft white-on-black mask of what is drawn white on it.
[[nodiscard]] cv::Mat polygon_mask(const cv::Mat& rgb, const std::vector<cv::Point2d>& corners, double softness);
[[nodiscard]] cv::Mat ellipse_mask(const cv::Mat& rgb, cv::Point2d centre, cv::Size2d half, double softness);
// rgb · (1 - weight · strength) + colour · weight · strength, weight CV_32F.
void lay_over(cv::Mat& rgb, const cv::Mat& weight, const Colour& colour, double strength = 1);
void blend_in(cv::Mat& rgb, const cv::Mat& weight, const cv::Mat& other);
// Every channel times the factor of each pixel (CV_32F).
void brighten(cv::Mat& rgb, const cv::Mat& factor);
// Repeatable noise, mean 0, CV_32F with that standard deviation; grain of so many pixels.
[[nodiscard]] cv::Mat noise(cv::Size size, double deviation, int grain);

// The recipes by what they change.
[[nodiscard]] std::span<const Recipe> file_recipes();
[[nodiscard]] std::span<const Recipe> frame_recipes();
[[nodiscard]] std::span<const Recipe> face_recipes();
[[nodiscard]] std::span<const Recipe> cover_recipes();
[[nodiscard]] std::span<const Recipe> light_recipes();
[[nodiscard]] std::span<const Recipe> background_recipes();
[[nodiscard]] std::span<const Recipe> quality_recipes();

}  // namespace zhaojian::samples

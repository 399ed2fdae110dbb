#include "samples/canvas.h"

#include <opencv2/imgproc.hpp>

#include "imaging/encode.h"
#include "imaging/mat.h"

namespace zhaojian::samples {

cv::Mat canvas_of(const Original& original) { return imaging::mat_of(original.pixels).clone(); }

Result<Bytes> saved(const cv::Mat& rgb, const Original& original) {
  constexpr int any_quality = 1;
  auto file = TRY(imaging::encode_jpeg_to_size(imaging::pixels_of(rgb), original.min_bytes, original.max_bytes,
                                               original.dpi, any_quality));
  return std::move(file.file);
}

cv::Mat person_of(const Original& original) {
  const vision::PersonMask& mask = original.person;
  cv::Mat bytes(mask.height, mask.width, CV_8U, const_cast<std::uint8_t*>(mask.alpha.data())), soft;
  bytes.convertTo(soft, CV_32F, 1.0 / 255);
  if (soft.size() != cv::Size(original.pixels.width, original.pixels.height)) {
    cv::resize(soft, soft, {original.pixels.width, original.pixels.height}, 0, 0, cv::INTER_LINEAR);
  }
  return soft;
}

cv::Point2d mark(const Original& original, int index) {
  const vision::Point place = original.marks[static_cast<std::size_t>(index)];
  return {static_cast<double>(place.x), static_cast<double>(place.y)};
}

cv::Point2d middle(const Original& original, int from, int to) {
  cv::Point2d sum;
  for (int i = from; i <= to; ++i) sum += mark(original, i);
  return sum * (1.0 / (to - from + 1));
}

double face_width(const Original& original) { return original.face_right - original.face_left; }

Colour colour_at(const cv::Mat& rgb, cv::Point2d place, int radius) {
  const cv::Rect box(cvRound(place.x) - radius, cvRound(place.y) - radius, 2 * radius + 1, 2 * radius + 1);
  const cv::Rect inside = box & cv::Rect({}, rgb.size());
  return inside.empty() ? Colour() : cv::mean(rgb(inside));
}

namespace {

cv::Mat softened(const cv::Mat& hard, double softness) {
  cv::Mat weight;
  hard.convertTo(weight, CV_32F, 1.0 / 255);
  if (softness > 0) cv::GaussianBlur(weight, weight, {}, softness);
  return weight;
}

}  // namespace

cv::Mat polygon_mask(const cv::Mat& rgb, const std::vector<cv::Point2d>& corners, double softness) {
  cv::Mat hard(rgb.size(), CV_8U, cv::Scalar(0));
  std::vector<cv::Point> whole;
  for (const cv::Point2d& corner : corners) whole.emplace_back(cvRound(corner.x), cvRound(corner.y));
  cv::fillPoly(hard, std::vector<std::vector<cv::Point>>{whole}, cv::Scalar(255), cv::LINE_AA);
  return softened(hard, softness);
}

cv::Mat ellipse_mask(const cv::Mat& rgb, cv::Point2d centre, cv::Size2d half, double softness) {
  cv::Mat hard(rgb.size(), CV_8U, cv::Scalar(0));
  cv::ellipse(hard, cv::RotatedRect(cv::Point2f(centre), cv::Size2f(cv::Size2d(half.width * 2, half.height * 2)), 0),
              cv::Scalar(255), cv::FILLED, cv::LINE_AA);
  return softened(hard, softness);
}

void lay_over(cv::Mat& rgb, const cv::Mat& weight, const Colour& colour, double strength) {
  blend_in(rgb, weight * strength, cv::Mat(rgb.size(), CV_8UC3, colour));
}

void blend_in(cv::Mat& rgb, const cv::Mat& weight, const cv::Mat& other) {
  rgb.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    const float w = weight.at<float>(at[0], at[1]);
    const cv::Vec3b& over = other.at<cv::Vec3b>(at[0], at[1]);
    for (int c = 0; c < 3; ++c) {
      pixel[c] =
          cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[c]) * (1 - w) + static_cast<float>(over[c]) * w);
    }
  });
}

void brighten(cv::Mat& rgb, const cv::Mat& factor) {
  rgb.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
    const float f = factor.at<float>(at[0], at[1]);
    for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[c]) * f);
  });
}

cv::Mat noise(cv::Size size, double deviation, int grain) {
  constexpr std::uint64_t seed = 99;  // any, but always the same
  cv::RNG random(seed);
  cv::Mat small((size.height + grain - 1) / grain, (size.width + grain - 1) / grain, CV_32F), grown;
  random.fill(small, cv::RNG::NORMAL, 0, deviation);
  cv::resize(small, grown, size, 0, 0, cv::INTER_LINEAR);
  return grown;
}

}  // namespace zhaojian::samples

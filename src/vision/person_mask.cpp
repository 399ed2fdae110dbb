#include "vision/person_mask.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

// The filter's coefficients are worked out on a picture no longer than this, in windows of this size.
constexpr int filter_side = 256;
constexpr int window = 5;
// Variance of the guide (0…1) below which a window counts as plain and the mask there is only smoothed.
constexpr float plain = 1e-4F;
// How wide a strip on each side of the outline tells the colours of person and background, in filter pixels.
constexpr int strip = 9;
// The filter leaves faint veils of about a tenth; they are stretched away.
constexpr float veil = 0.1F;

cv::Mat mean_of(const cv::Mat& values) {
  cv::Mat mean;
  cv::boxFilter(values, mean, CV_32F, {window, window}, {-1, -1}, true, cv::BORDER_REPLICATE);
  return mean;
}

// What R, G, B and 1 are multiplied with to give the guide, 0…255: the direction in which person and background differ
// most along the outline. Grey would not do, because skin and the usual blue are equally bright.
cv::Matx14f guide_weights(const cv::Mat& rgb, const cv::Mat& soft) {
  const cv::Mat person = soft > 0.5F;
  const cv::Mat square = cv::Mat::ones(strip, strip, CV_8U);
  cv::Mat core, reach;
  cv::erode(person, core, square);
  cv::dilate(person, reach, square);
  const cv::Scalar difference = cv::mean(rgb, person & ~core) - cv::mean(rgb, reach & ~person);
  const double size = std::abs(difference[0]) + std::abs(difference[1]) + std::abs(difference[2]);
  if (size < 1) return {1.0F / 3, 1.0F / 3, 1.0F / 3, 0};
  cv::Matx14f weights;
  for (int channel = 0; channel < 3; ++channel) {
    weights(channel) = static_cast<float>(difference[channel] / size);
    if (weights(channel) < 0) weights(3) -= 255 * weights(channel);  // keeps the sum from 0 on
  }
  return weights;
}

// mask = slope * guide + offset, for every pixel; guide in 0…255, mask in 0…1.
struct Lines {
  cv::Mat slope, offset;
};

Lines fit(const cv::Mat& guide_bytes, const cv::Mat& soft) {
  cv::Mat guide;
  guide_bytes.convertTo(guide, CV_32F, 1.0 / 255);
  const cv::Mat guide_mean = mean_of(guide);
  const cv::Mat soft_mean = mean_of(soft);
  const cv::Mat covariance = mean_of(guide.mul(soft)) - guide_mean.mul(soft_mean);
  const cv::Mat variance = mean_of(guide.mul(guide)) - guide_mean.mul(guide_mean);
  const cv::Mat slope = covariance / (variance + plain);
  const cv::Mat offset = soft_mean - slope.mul(guide_mean);
  return {mean_of(slope) / 255, mean_of(offset)};
}

cv::Mat refined(const cv::Mat& rgb, const cv::Mat& soft) {
  const double ratio = std::min(1.0, static_cast<double>(filter_side) / std::max(rgb.cols, rgb.rows));
  const cv::Size small(std::max(1, cvRound(rgb.cols * ratio)), std::max(1, cvRound(rgb.rows * ratio)));
  const cv::Mat small_rgb = cut(rgb, {{0, 0}, rgb.size()}, small);
  cv::Mat small_soft, small_guide, guide, slope, offset, mask;
  cv::resize(soft, small_soft, small, 0, 0, cv::INTER_LINEAR);
  const cv::Matx14f weights = guide_weights(small_rgb, small_soft);
  cv::transform(small_rgb, small_guide, weights);
  const Lines lines = fit(small_guide, small_soft);
  // Whole-picture operations from here on: each one pass that OpenCV vectorises.
  cv::resize(lines.slope, slope, rgb.size(), 0, 0, cv::INTER_LINEAR);
  cv::resize(lines.offset, offset, rgb.size(), 0, 0, cv::INTER_LINEAR);
  cv::transform(rgb, guide, weights);
  cv::multiply(slope, guide, slope, 1, CV_32F);
  cv::add(slope, offset, slope);
  slope.convertTo(mask, CV_8U, 255 / (1 - 2 * veil), -255 * veil / (1 - 2 * veil));
  return mask;
}

}  // namespace

Result<PersonMask> PersonMasker::mask(const cv::Mat& rgb, cv::Size size) {
  const cv::Size asked = model_.size();
  const auto answer = model_.ask(cut(rgb, {{0, 0}, rgb.size()}, asked), {static_cast<std::size_t>(asked.area())});
  if (!answer) return answer.error();
  const cv::Mat soft(asked, CV_32F, const_cast<float*>(answer.value()->front().values.data()));
  const cv::Mat mask = refined(rgb, soft);
  PersonMask result{size.width, size.height, {}};
  result.alpha.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  cv::Mat out(size, CV_8U, result.alpha.data());
  cv::resize(mask, out, size, 0, 0, cv::INTER_LINEAR);
  return result;
}

}  // namespace zhaojian::vision

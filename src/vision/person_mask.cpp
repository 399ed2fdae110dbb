#include "vision/person_mask.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "imaging/between.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

using imaging::Between;
using imaging::between;

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
  static const cv::Mat share(1, window, CV_32F, cv::Scalar(1.0 / window));
  cv::Mat mean;
  // boxFilter would add up in double, at five times the cost.
  cv::sepFilter2D(values, mean, CV_32F, share, share, {-1, -1}, 0, cv::BORDER_REPLICATE);
  return mean;
}

// The mean colour of the pixels of one kind in a strip along the outline.
struct Strip {
  std::array<std::int64_t, 3> sum{};
  int pixels = 0;

  void add(const std::uint8_t* rgb) {
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += rgb[c];
    ++pixels;
  }
  [[nodiscard]] double mean(std::size_t channel) const {
    return pixels > 0 ? static_cast<double>(sum[channel]) * (1.0 / pixels) : 0;
  }
};

// What R, G, B and 1 are multiplied with to give the guide, 0…255: the direction in which person and background differ
// most along the outline. Grey would not do, because skin and the usual blue are equally bright.
cv::Matx14f guide_weights(const cv::Mat& rgb, const cv::Mat& soft) {
  cv::Mat person, core, reach, along;
  cv::compare(soft, 0.5, person, cv::CMP_GT);
  const cv::Mat square = cv::Mat::ones(strip, strip, CV_8U);
  cv::erode(person, core, square);
  cv::dilate(person, reach, square);
  cv::absdiff(core, reach, along);
  Strip inside, outside;
  for (int y = 0; y < rgb.rows; ++y) {
    const auto *near = along.ptr<std::uint8_t>(y), *theirs = person.ptr<std::uint8_t>(y);
    const auto* colours = rgb.ptr<std::uint8_t>(y);
    for (int x = 0; x < rgb.cols; ++x) {
      if (near[x] != 0) (theirs[x] != 0 ? inside : outside).add(colours + 3 * x);
    }
  }
  std::array<double, 3> difference{};
  double size = 0;
  for (std::size_t c = 0; c < difference.size(); ++c) {
    difference[c] = inside.mean(c) - outside.mean(c);
    size += std::abs(difference[c]);
  }
  if (size < 1) return {1.0F / 3, 1.0F / 3, 1.0F / 3, 0};
  cv::Matx14f weights;
  for (int channel = 0; channel < 3; ++channel) {
    weights(channel) = static_cast<float>(difference[static_cast<std::size_t>(channel)] / size);
    if (weights(channel) < 0) weights(3) -= 255 * weights(channel);  // keeps the sum from 0 on
  }
  return weights;
}

// The weighted pixels in 8 bits. cv::transform says the same, one pixel after the other.
cv::Mat guide_of(const cv::Mat& rgb, const cv::Matx14f& weights) {
  constexpr int bits = 7;  // behind the point of a weight
  std::array<short, 3> whole{};
  for (int channel = 0; channel < 3; ++channel)
    whole[static_cast<std::size_t>(channel)] = cv::saturate_cast<short>(weights(channel) * (1 << bits));
  const int offset = cvRound(weights(3) * (1 << bits)) + (1 << (bits - 1));
  cv::Mat guide(rgb.size(), CV_8U);
  for (int y = 0; y < rgb.rows; ++y) {
    const auto* in = rgb.ptr<std::uint8_t>(y);
    auto* out = guide.ptr<std::uint8_t>(y);
    int x = 0;
#if CV_SIMD128
    const auto red = cv::v_setall_s16(whole[0]), green = cv::v_setall_s16(whole[1]), blue = cv::v_setall_s16(whole[2]);
    const auto more = cv::v_setall_s16(static_cast<short>(offset));
    for (; x + 16 <= rgb.cols; x += 16) {
      cv::v_uint8x16 r, g, b;
      cv::v_load_deinterleave(in + 3 * x, r, g, b);
      cv::v_uint16x8 r0, r1, g0, g1, b0, b1;
      cv::v_expand(r, r0, r1);
      cv::v_expand(g, g0, g1);
      cv::v_expand(b, b0, b1);
      const auto sum = [&](const cv::v_uint16x8& rs, const cv::v_uint16x8& gs, const cv::v_uint16x8& bs) {
        return more + cv::v_mul_wrap(cv::v_reinterpret_as_s16(rs), red) +
               cv::v_mul_wrap(cv::v_reinterpret_as_s16(gs), green) + cv::v_mul_wrap(cv::v_reinterpret_as_s16(bs), blue);
      };
      cv::v_store(out + x, cv::v_pack_u(sum(r0, g0, b0) >> bits, sum(r1, g1, b1) >> bits));
    }
#endif
    for (; x < rgb.cols; ++x)
      out[x] = cv::saturate_cast<std::uint8_t>(
          (whole[0] * in[3 * x] + whole[1] * in[3 * x + 1] + whole[2] * in[3 * x + 2] + offset) >> bits);
  }
  return guide;
}

// mask = slope * guide + offset, for every pixel; guide in 0…255, mask in 0…1.
struct Lines {
  cv::Mat slope, offset;
};

// `soft` holds its values without gaps. (As sums and products of whole pictures this takes a quarter longer.)
Lines fit(const cv::Mat& guide_bytes, const cv::Mat& soft) {
  cv::Mat guide, with_soft(soft.size(), CV_32F), squared(soft.size(), CV_32F);
  guide_bytes.convertTo(guide, CV_32F, 1.0 / 255);
  const std::size_t total = soft.total();
  {
    const auto *g = guide.ptr<float>(), *s = soft.ptr<float>();
    auto *gs = with_soft.ptr<float>(), *gg = squared.ptr<float>();
    for (std::size_t i = 0; i < total; ++i) gs[i] = g[i] * s[i], gg[i] = g[i] * g[i];
  }
  const cv::Mat guide_mean = mean_of(guide), soft_mean = mean_of(soft);
  cv::Mat slope = mean_of(with_soft), offset = mean_of(squared);
  const auto *g = guide_mean.ptr<float>(), *s = soft_mean.ptr<float>();
  auto *steep = slope.ptr<float>(), *more = offset.ptr<float>();
  for (std::size_t i = 0; i < total; ++i) {
    const float covariance = steep[i] - g[i] * s[i], variance = more[i] - g[i] * g[i];
    steep[i] = covariance / (variance + plain);
    more[i] = s[i] - steep[i] * g[i];
  }
  slope = mean_of(slope);
  slope *= 1.0 / 255;
  return {slope, mean_of(offset)};
}

// Slopes and offsets of one row of the filter for every pixel of a row of the picture.
struct WideLines {
  explicit WideLines(int width) : slope(static_cast<std::size_t>(width)), offset(static_cast<std::size_t>(width)) {}

  void widen(const Lines& lines, int y, const std::vector<Between>& across) {
    if (y == row) return;
    row = y;
    const auto *slopes = lines.slope.ptr<float>(y), *offsets = lines.offset.ptr<float>(y);
    for (std::size_t x = 0; x < across.size(); ++x) {
      const auto [first, second, one, next] = across[x];
      slope[x] = slopes[first] * one + slopes[second] * next;
      offset[x] = offsets[first] * one + offsets[second] * next;
    }
  }

  int row = -1;
  std::vector<float> slope, offset;
};

// What the lines say of each pixel of one row of the picture.
void follow(const WideLines& above, const WideLines& below, const Between& between, const std::uint8_t* guide,
            float* out) {
  const float one = between.one, next = between.next;
  const float *slope = above.slope.data(), *slope_below = below.slope.data();
  const float *offset = above.offset.data(), *offset_below = below.offset.data();
  const std::size_t width = above.slope.size();
  std::size_t x = 0;
#if CV_SIMD128
  const auto ones = cv::v_setall_f32(one), nexts = cv::v_setall_f32(next);
  for (; x + 4 <= width; x += 4) {
    const auto at = [&](const float* a, const float* b) {
      return cv::v_load(a + x) * ones + cv::v_load(b + x) * nexts;
    };
    alignas(4) std::array<std::uint8_t, 4> levels;  // OpenCV reads them as one int, which may not lie anywhere
    std::copy_n(guide + x, levels.size(), levels.begin());
    const auto level = cv::v_cvt_f32(cv::v_reinterpret_as_s32(cv::v_load_expand_q(levels.data())));
    cv::v_store(out + x, at(slope, slope_below) * level + at(offset, offset_below));
  }
#endif
  for (; x < width; ++x) {
    const float steep = slope[x] * one + slope_below[x] * next;
    out[x] = steep * static_cast<float>(guide[x]) + (offset[x] * one + offset_below[x] * next);
  }
}

// The mask of the whole picture, some rows at a time, so that what lies between never leaves the processor's memory.
cv::Mat filtered(const cv::Mat& rgb, const Lines& lines, const cv::Matx14f& weights) {
  constexpr int some = 16;
  const auto across = between(lines.slope.cols, rgb.cols), down = between(lines.slope.rows, rgb.rows);
  std::array rows{WideLines(rgb.cols), WideLines(rgb.cols)};
  cv::Mat mask(rgb.size(), CV_8U), values(some, rgb.cols, CV_32F);
  for (int top = 0; top < rgb.rows; top += some) {
    const cv::Range here(top, std::min(top + some, rgb.rows));
    const cv::Mat guide = guide_of(rgb.rowRange(here), weights);
    for (int y = here.start; y < here.end; ++y) {
      const Between& between = down[static_cast<std::size_t>(y)];
      if (rows[1].row == between.first) std::swap(rows[0], rows[1]);
      rows[0].widen(lines, between.first, across);
      rows[1].widen(lines, between.second, across);
      follow(rows[0], rows[1], between, guide.ptr<std::uint8_t>(y - top), values.ptr<float>(y - top));
    }
    cv::Mat part = mask.rowRange(here);
    values.rowRange(0, here.size()).convertTo(part, CV_8U, 255 / (1 - 2 * veil), -255 * veil / (1 - 2 * veil));
  }
  return mask;
}

cv::Mat refined(const cv::Mat& rgb, const cv::Mat& soft) {
  const double ratio = std::min(1.0, static_cast<double>(filter_side) / std::max(rgb.cols, rgb.rows));
  const cv::Size small(std::max(1, cvRound(rgb.cols * ratio)), std::max(1, cvRound(rgb.rows * ratio)));
  const cv::Mat small_rgb = cut(rgb, {{0, 0}, rgb.size()}, small);
  cv::Mat small_soft;
  cv::resize(soft, small_soft, small, 0, 0, cv::INTER_LINEAR);
  const cv::Matx14f weights = guide_weights(small_rgb, small_soft);
  return filtered(rgb, fit(guide_of(small_rgb, weights), small_soft), weights);
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

#include "checks/lab.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "imaging/colour.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace zhaojian::checks {
namespace {

constexpr int steps = 4096;  // of the cube root's table; read between them

struct Tables {
  std::array<float, 256> linear{};
  std::array<float, steps + 2> root{};  // CIE 1976 f(t) over 0…1
};

Tables make_tables() {
  Tables tables;
  for (std::size_t i = 0; i < tables.linear.size(); ++i) {
    tables.linear[i] = static_cast<float>(imaging::linear_of(static_cast<std::uint8_t>(i)));
  }
  constexpr double bend = 6.0 / 29;
  for (std::size_t i = 0; i < tables.root.size(); ++i) {
    const double t = static_cast<double>(i) / steps;
    tables.root[i] = static_cast<float>(t > bend * bend * bend ? std::cbrt(t) : t / (3 * bend * bend) + 4.0 / 29);
  }
  return tables;
}

// The few pixels worked on at once, one step after the other for all of them.
constexpr int batch = 256;
using Batch = std::array<float, batch>;

void roots_anywhere(const Tables& tables, Batch& t) {
  for (float& value : t) {
    const float place = std::clamp(value, 0.0F, 1.0F) * steps;
    const int index = static_cast<int>(place);
    const float below = tables.root[static_cast<std::size_t>(index)];
    const float above = tables.root[static_cast<std::size_t>(index) + 1];
    value = below + (place - static_cast<float>(index)) * (above - below);
  }
}

#if defined(__x86_64__)
// The same steps, eight at a time; nothing is fused, so the bits are the same too.
__attribute__((target("avx2"))) void roots_avx2(const Tables& tables, Batch& t) {
  const float* table = tables.root.data();
  for (std::size_t i = 0; i < t.size(); i += 8) {
    const __m256 within =
        _mm256_min_ps(_mm256_max_ps(_mm256_loadu_ps(t.data() + i), _mm256_setzero_ps()), _mm256_set1_ps(1));
    const __m256 place = _mm256_mul_ps(within, _mm256_set1_ps(steps));
    const __m256i index = _mm256_cvttps_epi32(place);
    const __m256 below = _mm256_i32gather_ps(table, index, sizeof(float));
    const __m256 above = _mm256_i32gather_ps(table + 1, index, sizeof(float));
    const __m256 rest = _mm256_sub_ps(place, _mm256_cvtepi32_ps(index));
    const __m256 value = _mm256_add_ps(below, _mm256_mul_ps(rest, _mm256_sub_ps(above, below)));
    _mm256_storeu_ps(t.data() + i, value);
  }
}
#endif

using Roots = void (*)(const Tables&, Batch&);

Roots fastest_roots() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return roots_avx2;
#endif
  return roots_anywhere;
}

// Linear sRGB to X/Xn, Y, Z/Zn of D65 (IEC 61966-2-1), then CIE 1976.
void convert(const Tables& tables, Roots roots, const std::uint8_t* rgb, float* lab, int count) {
  Batch x{}, y{}, z{};
  for (int i = 0; i < count; ++i) {
    const float r = tables.linear[rgb[3 * i]], g = tables.linear[rgb[3 * i + 1]], b = tables.linear[rgb[3 * i + 2]];
    const auto at = static_cast<std::size_t>(i);
    x[at] = (0.412453F * r + 0.357580F * g + 0.180423F * b) / 0.950456F;
    y[at] = 0.212671F * r + 0.715160F * g + 0.072169F * b;
    z[at] = (0.019334F * r + 0.119193F * g + 0.950227F * b) / 1.088754F;
  }
  roots(tables, x);
  roots(tables, y);
  roots(tables, z);
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    lab[3 * i] = 116 * y[at] - 16;
    lab[3 * i + 1] = 500 * (x[at] - y[at]);
    lab[3 * i + 2] = 200 * (y[at] - z[at]);
  }
}

constexpr int enough_pixels = 16'000;  // for a median

}  // namespace

void lab_into(const cv::Mat& rgb, cv::Mat lab) {
  static const Tables tables = make_tables();
  static const Roots roots = fastest_roots();
  CV_Assert(lab.size() == rgb.size() && lab.type() == CV_32FC3 && rgb.type() == CV_8UC3);
  for (int y = 0; y < rgb.rows; ++y) {
    const auto* from = rgb.ptr<std::uint8_t>(y);
    auto* to = lab.ptr<float>(y);
    for (int x = 0; x < rgb.cols; x += batch)
      convert(tables, roots, from + 3 * x, to + 3 * x, std::min(batch, rgb.cols - x));
  }
}

cv::Mat lab_of(const cv::Mat& rgb) {
  cv::Mat lab(rgb.size(), CV_32FC3);
  lab_into(rgb, lab);
  return lab;
}

LabMedian median_lab(const cv::Mat& lab, const Area& area) {
  LabMedian median;
  median.pixels = area.mask.empty() ? 0 : cv::countNonZero(area.mask);
  if (median.pixels == 0) return median;
  const int every = 1 + median.pixels / enough_pixels;
  std::array<std::vector<float>, 3> values;
  for (auto& channel : values) channel.reserve(static_cast<std::size_t>(median.pixels / every) + 1);
  int count = 0;
  for (int y = 0; y < area.mask.rows; ++y) {
    const auto* chosen = area.mask.ptr<std::uint8_t>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(area.box.y + y) + area.box.x;
    for (int x = 0; x < area.mask.cols; ++x) {
      if (chosen[x] == 0 || count++ % every != 0) continue;
      for (int c = 0; c < 3; ++c) values[static_cast<std::size_t>(c)].push_back(colours[x][c]);
    }
  }
  for (int c = 0; c < 3; ++c) median.lab[c] = quantile(values[static_cast<std::size_t>(c)], 0.5);
  return median;
}

float quantile(std::vector<float>& values, double share) {
  auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  // Counts the values by their leading bits and looks closer at one heap alone: several times as fast as nth_element.
  constexpr std::size_t heaps = 1 << 12;
  if (values.size() < heaps / 4) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank), values.end());
    return values[rank];
  }
  const auto heap_of = [](float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return ((bits >> 31) != 0 ? ~bits : bits | 0x80000000U) >> 20;  // in the order of the numbers
  };
  std::array<std::uint32_t, heaps> counts{};
  for (const float value : values) ++counts[heap_of(value)];
  std::uint32_t heap = 0;
  for (; counts[heap] <= rank; ++heap) rank -= counts[heap];
  std::vector<float> closer;
  closer.reserve(counts[heap]);
  for (const float value : values)
    if (heap_of(value) == heap) closer.push_back(value);
  std::nth_element(closer.begin(), closer.begin() + static_cast<std::ptrdiff_t>(rank), closer.end());
  return closer[rank];
}

}  // namespace zhaojian::checks

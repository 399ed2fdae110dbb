#include "checks/lab.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "imaging/colour.h"

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

float root(const Tables& tables, float t) {
  const float place = std::clamp(t, 0.0F, 1.0F) * steps;
  const int index = static_cast<int>(place);
  const float below = tables.root[static_cast<std::size_t>(index)];
  return below + (place - static_cast<float>(index)) * (tables.root[static_cast<std::size_t>(index) + 1] - below);
}

// Linear sRGB to X/Xn, Y, Z/Zn of D65 (IEC 61966-2-1).
cv::Vec3f lab_of_pixel(const Tables& tables, const cv::Vec3b& rgb) {
  const float r = tables.linear[rgb[0]], g = tables.linear[rgb[1]], b = tables.linear[rgb[2]];
  const float x = root(tables, (0.412453F * r + 0.357580F * g + 0.180423F * b) / 0.950456F);
  const float y = root(tables, 0.212671F * r + 0.715160F * g + 0.072169F * b);
  const float z = root(tables, (0.019334F * r + 0.119193F * g + 0.950227F * b) / 1.088754F);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

constexpr int enough_pixels = 16'000;  // for a median

}  // namespace

cv::Mat lab_of(const cv::Mat& rgb) {
  static const Tables tables = make_tables();
  cv::Mat lab(rgb.size(), CV_32FC3);
  for (int y = 0; y < rgb.rows; ++y) {
    const auto* from = rgb.ptr<cv::Vec3b>(y);
    auto* to = lab.ptr<cv::Vec3f>(y);
    for (int x = 0; x < rgb.cols; ++x) to[x] = lab_of_pixel(tables, from[x]);
  }
  return lab;
}

LabMedian median_lab(const cv::Mat& lab, const Area& area) {
  LabMedian median;
  median.pixels = area.mask.empty() ? 0 : cv::countNonZero(area.mask);
  if (median.pixels == 0) return median;
  const int every = 1 + median.pixels / enough_pixels;
  std::array<std::vector<float>, 3> values;
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
  const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

}  // namespace zhaojian::checks

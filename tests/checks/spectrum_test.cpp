#include "checks/spectrum.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <opencv2/core.hpp>

namespace zhaojian::checks {
namespace {

TEST_CASE("waves are those of OpenCV's transform") {
  constexpr int side = Spectrum::side;
  cv::Mat values(side, side, CV_32FC2), expected;
  cv::RNG random(5);
  random.fill(values, cv::RNG::UNIFORM, -128, 128);
  const auto spectrum = std::make_unique<Spectrum>();
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      Spectrum::Row& row = spectrum->rows[static_cast<std::size_t>(y)];
      row.real[static_cast<std::size_t>(x)] = values.at<cv::Vec2f>(y, x)[0];
      row.imaginary[static_cast<std::size_t>(x)] = values.at<cv::Vec2f>(y, x)[1];
    }
  }
  transform(*spectrum);
  cv::dft(values, expected);
  float farthest = 0;
  for (int v = 0; v < side; ++v) {
    for (int u = 0; u < side; ++u) {
      const WavePlace place = place_of_wave(v, u);
      const Spectrum::Row& row = spectrum->rows[place.row];
      const auto& wave = expected.at<cv::Vec2f>(v, u);
      farthest = std::max({farthest, std::abs(row.real[place.column] - wave[0]),
                           std::abs(row.imaginary[place.column] - wave[1])});
    }
  }
  CHECK(farthest < 0.05F);  // of numbers up to some 40 000
}

}  // namespace
}  // namespace zhaojian::checks

#include "imaging/perceptual_hash.h"

#include <algorithm>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"

namespace zhaojian::imaging {
namespace {

constexpr std::size_t side = 8;
using Spectrum = std::array<float, side * side>;  // [v * 8 + u]: frequencies v + 1 down, u + 1 across

std::optional<Spectrum> spectrum_of(const Pixels& pixels) {
  if (pixels.empty()) return std::nullopt;
  constexpr int grid = 32;
  cv::Mat small, grey, values, waves;
  cv::resize(mat_of(pixels), small, {grid, grid}, 0, 0, cv::INTER_AREA);
  cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(values, CV_32F);
  cv::dct(values, waves);
  Spectrum spectrum{};
  for (std::size_t v = 0; v < side; ++v) {
    for (std::size_t u = 0; u < side; ++u) {
      spectrum[v * side + u] = waves.at<float>(static_cast<int>(v) + 1, static_cast<int>(u) + 1);
    }
  }
  return spectrum;
}

// The spectrum of upright(picture, orientation). Mirroring flips the sign of the odd frequencies along that axis, lying
// on a side swaps the axes.
Spectrum turned(const Spectrum& spectrum, int orientation) {
  const bool swapped = orientation >= 5;
  const bool mirrored_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool mirrored_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  Spectrum out{};
  for (std::size_t v = 0; v < side; ++v) {
    for (std::size_t u = 0; u < side; ++u) {
      const float value = swapped ? spectrum[u * side + v] : spectrum[v * side + u];
      const bool flip = (mirrored_x && u % 2 == 0) != (mirrored_y && v % 2 == 0);  // index 0 is frequency 1
      out[v * side + u] = flip ? -value : value;
    }
  }
  return out;
}

std::uint64_t bits_of(const Spectrum& spectrum) {
  Spectrum sorted = spectrum;
  std::ranges::nth_element(sorted, sorted.begin() + sorted.size() / 2);
  const float median = sorted[sorted.size() / 2];
  std::uint64_t bits = 0;
  for (const float value : spectrum) bits = bits << 1 | (value > median ? 1U : 0U);
  return bits;
}

}  // namespace

std::uint64_t perceptual_hash(const Pixels& pixels) {
  const auto spectrum = spectrum_of(pixels);
  return spectrum ? bits_of(*spectrum) : 0;
}

std::array<std::uint64_t, 8> dihedral_hashes(const Pixels& pixels) {
  std::array<std::uint64_t, 8> hashes{};
  const auto spectrum = spectrum_of(pixels);
  if (!spectrum) return hashes;
  for (int i = 0; i < 8; ++i) hashes[static_cast<std::size_t>(i)] = bits_of(turned(*spectrum, i + 1));
  return hashes;
}

}  // namespace zhaojian::imaging

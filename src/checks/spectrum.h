#pragma once
#include <array>
#include <cstddef>

// The waves that a picture is made of: its discrete Fourier transform in two dimensions.
namespace zhaojian::checks {

// A square of complex numbers: the pixels of a picture, or the waves in it.
struct Spectrum {
  static constexpr int side = 128;
  struct Row {
    alignas(32) std::array<float, side> real, imaginary;
    std::array<float, 16> apart;  // keeps rows from taking each other's place in the processor's nearest memory
  };
  std::array<Row, side> rows;
};

struct WavePlace {
  std::size_t row, column;
};

// In place, in a tenth of the time of OpenCV's, whose columns are not next to each other in vectors.
void transform(Spectrum& values);

// Where transform() leaves the wave that goes up and down `v` times over the height and `u` times over the width, both
// 0 … side - 1.
[[nodiscard]] WavePlace place_of_wave(int v, int u);

}  // namespace zhaojian::checks

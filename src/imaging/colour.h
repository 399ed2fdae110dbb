#pragma once
#include <cstdint>

namespace zhaojian::imaging {

struct Rgb {  // 8-bit sRGB
  std::uint8_t r = 0, g = 0, b = 0;
  bool operator==(const Rgb&) const = default;
};

struct LinearRgb {  // light, 0…1
  double r = 0, g = 0, b = 0;
};

struct Lab {  // CIE 1976 L*a*b*, white D65 (2°): L 0…100
  double l = 0, a = 0, b = 0;
};

// IEC 61966-2-1.
[[nodiscard]] double linear_of(std::uint8_t srgb);
[[nodiscard]] std::uint8_t srgb_of(double linear);  // clamped to 0…1
[[nodiscard]] LinearRgb linear_of(const Rgb& colour);
[[nodiscard]] Lab lab_of(const LinearRgb& light);
[[nodiscard]] Lab lab_of(const Rgb& colour);
[[nodiscard]] LinearRgb linear_of(const Lab& lab);  // may lie outside 0…1: not every Lab is an sRGB colour
[[nodiscard]] Rgb rgb_of(const Lab& lab);           // nearest by clamping

// CIEDE2000 with kL = kC = kH = 1 (CIE 142; Sharma, Wu, Dalal 2005). About 1 is just visible side by side.
[[nodiscard]] double ciede2000(const Lab& first, const Lab& second);
// The older Euclidean difference, CIE 1976: faster, for coarse sorting.
[[nodiscard]] double ciede1976(const Lab& first, const Lab& second);

}  // namespace zhaojian::imaging

#include "imaging/orientation.h"

#include <algorithm>

namespace zhaojian::imaging {
namespace {

// Where the upright pixel (x, y) lies in the encoded rows: first + x * right + y * down, in pixels.
struct Steps {
  std::ptrdiff_t first, right, down;
};

Steps steps_of(int orientation, std::ptrdiff_t w, std::ptrdiff_t h) {
  switch (orientation) {
    case 2: return {w - 1, -1, w};
    case 3: return {w * h - 1, -1, -w};
    case 4: return {(h - 1) * w, 1, -w};
    case 5: return {0, w, 1};
    case 6: return {(h - 1) * w, -w, 1};
    case 7: return {w * h - 1, -w, -1};
    case 8: return {w - 1, w, -1};
    default: return {0, 1, w};
  }
}

}  // namespace

void write_upright(const std::uint8_t* rgb, int width, int height, int orientation, std::uint8_t* out) {
  const Steps step = steps_of(orientation, width, height);
  const std::ptrdiff_t columns = swaps_sides(orientation) ? height : width;
  const std::ptrdiff_t rows = swaps_sides(orientation) ? width : height;
  constexpr std::ptrdiff_t tile = 32;  // both sides of a turned tile stay in the cache
  for (std::ptrdiff_t top = 0; top < rows; top += tile) {
    for (std::ptrdiff_t left = 0; left < columns; left += tile) {
      for (std::ptrdiff_t y = top; y < std::min(rows, top + tile); ++y) {
        for (std::ptrdiff_t x = left; x < std::min(columns, left + tile); ++x) {
          std::copy_n(rgb + (step.first + x * step.right + y * step.down) * 3, 3, out + (y * columns + x) * 3);
        }
      }
    }
  }
}

Pixels upright(const Pixels& encoded, int orientation) {
  Pixels turned = encoded;
  if (swaps_sides(orientation)) std::swap(turned.width, turned.height);
  write_upright(encoded.rgb.data(), encoded.width, encoded.height, orientation, turned.rgb.data());
  return turned;
}

}  // namespace zhaojian::imaging

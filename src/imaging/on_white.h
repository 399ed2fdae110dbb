#pragma once
#include <cstddef>
#include <cstdint>

namespace zhaojian::imaging {

// RGBA over white to RGB. `rgb` may be `rgba`: it is written behind what has been read.
inline void lay_on_white(const std::uint8_t* rgba, std::size_t pixels, std::uint8_t* rgb) {
  for (std::size_t i = 0; i < pixels; ++i) {
    const unsigned alpha = rgba[i * 4 + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      rgb[i * 3 + c] = static_cast<std::uint8_t>((rgba[i * 4 + c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
}

}  // namespace zhaojian::imaging

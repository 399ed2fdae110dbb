#pragma once
#include <cstdint>

#include "imaging/photo.h"

namespace zhaojian::imaging {

// EXIF orientations 5 to 8 lie on their side.
[[nodiscard]] constexpr bool swaps_sides(int orientation) { return orientation >= 5 && orientation <= 8; }

// Turns encoded RGB rows (width × height) upright into `out`, which has as many pixels (EXIF 2.32, tag 0x112).
void write_upright(const std::uint8_t* rgb, int width, int height, int orientation, std::uint8_t* out);
[[nodiscard]] Pixels upright(const Pixels& encoded, int orientation);

}  // namespace zhaojian::imaging

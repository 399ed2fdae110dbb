#pragma once
#include <array>
#include <bit>
#include <cstdint>

#include "imaging/photo.h"

namespace zhaojian::imaging {

// 64 bits that stay nearly the same when a picture is re-saved, scaled or slightly brightened: the signs, against their
// median, of the 8 × 8 lowest frequencies (without the constant ones) of a 32 × 32 grey version. 0 if empty.
[[nodiscard]] std::uint64_t perceptual_hash(const Pixels& pixels);

// The hashes of the picture mirrored and turned, from the same transform: [i] is that of upright(pixels, i + 1), so
// [0] the picture itself, [1] its mirror image. Compare one picture's [0] with all of another's to find a turned copy.
[[nodiscard]] std::array<std::uint64_t, 8> dihedral_hashes(const Pixels& pixels);

// Differing bits, 0…64. Unrelated pictures differ by about 32, two saves of one picture by less than 8.
[[nodiscard]] inline int hamming_distance(std::uint64_t first, std::uint64_t second) {
  return std::popcount(first ^ second);
}

}  // namespace zhaojian::imaging

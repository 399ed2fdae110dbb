#pragma once
#include <cstdint>

namespace zhaojian::imaging {

struct Extent {
  int width = 0;
  int height = 0;
};

// Area average of RGB rows down to `to`, which is nowhere larger than `from`. Own code, so that the confined decoder
// needs no OpenCV; elsewhere use resize.h.
void shrink(const std::uint8_t* rgb, Extent from, std::uint8_t* out, Extent to);

}  // namespace zhaojian::imaging

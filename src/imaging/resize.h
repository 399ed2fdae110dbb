#pragma once
#include "imaging/geometry.h"
#include "imaging/photo.h"

namespace zhaojian::imaging {

enum class Filter { area, lanczos };  // area for making smaller, lanczos for making larger

// Exactly width × height (each at least 1), whatever the shape was. An empty picture stays empty.
[[nodiscard]] Pixels resized(const Pixels& pixels, int width, int height, Filter filter = Filter::area);
// The longer side at most `longest_side`, shape kept; never enlarged.
[[nodiscard]] Pixels fitted(const Pixels& pixels, int longest_side);
// The part of `box` inside the picture, to whole pixels; empty when there is none.
[[nodiscard]] Pixels cropped(const Pixels& pixels, const Box& box);

}  // namespace zhaojian::imaging

#pragma once
#include <array>

namespace zhaojian::gfx {

// Sets `width` × `height` pixels of the current framebuffer from (x, y), counted from the lower left as GL does, to one
// opaque colour, 0…1. A clear: it samples and blends nothing, which software OpenGL does many times faster than drawing a
// rectangle. Leaves the scissor at that rectangle. UI thread.
void fill_pixels(int x, int y, int width, int height, const std::array<float, 3>& colour);

}  // namespace zhaojian::gfx

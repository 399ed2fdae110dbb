#include "gfx/fill.h"

#include <epoxy/gl.h>

namespace zhaojian::gfx {

void fill_pixels(int x, int y, int width, int height, const std::array<float, 3>& colour) {
  glEnable(GL_SCISSOR_TEST);
  glScissor(x, y, width, height);
  glClearColor(colour[0], colour[1], colour[2], 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace zhaojian::gfx

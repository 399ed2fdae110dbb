#include "ui/layout.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::ui {

Layout lay_out(ImVec2 size, float dp) {
  const auto px = [&](float x) { return std::round(x * dp); };
  const float width = size.x / dp;  // in design pixels
  const float line = 1;
  Layout l;
  l.header = {{0, 0}, {size.x, px(40)}};
  l.status = {{0, size.y - px(28)}, {size.x, size.y}};
  l.body = {{0, l.header.max.y + line}, {size.x, l.status.min.y - line}};

  const float queue = width < 1000 ? 0 : px(std::clamp(width * 0.15F, 212.0F, 264.0F));
  const float side = px(std::clamp(width * 0.25F, 320.0F, 424.0F));
  l.actions = {{0, l.body.max.y - px(56)}, {size.x, l.body.max.y}};
  const float bottom = l.actions.min.y - line;
  const float left = queue > 0 ? queue + line : 0;
  const float right = size.x - side;

  const float student = std::min(px(258), std::round((bottom - l.body.min.y) * 0.5F));
  l.queue = {{0, l.body.min.y}, {queue, bottom - student - line}};
  l.student = {{0, bottom - student}, {queue, bottom}};
  l.tools = {{left, l.body.min.y}, {right - line, l.body.min.y + px(40)}};
  l.strip = {{left, bottom - px(46)}, {right - line, bottom}};
  l.panes = {{left, l.tools.max.y + line}, {right - line, l.strip.min.y - line}};
  l.side = {{right, l.body.min.y}, {size.x, bottom}};
  return l;
}

}  // namespace zhaojian::ui

#pragma once
#include <imgui.h>

namespace zhaojian::ui {

struct Rect {
  ImVec2 min, max;
  [[nodiscard]] float w() const { return max.x - min.x; }
  [[nodiscard]] float h() const { return max.y - min.y; }
  [[nodiscard]] ImVec2 size() const { return {w(), h()}; }
  [[nodiscard]] ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  [[nodiscard]] bool contains(ImVec2 p) const { return p.x >= min.x && p.y >= min.y && p.x < max.x && p.y < max.y; }
};

// Where everything is (desk-mock.md): panels meet at one-pixel lines, nothing moves when data arrives.
struct Layout {
  Rect header, body, status;               // body: the whole of a list screen
  Rect queue, student, tools, panes, strip, side, actions;  // the review screen; queue and student may be empty
};

// For a window of `size` pixels; `dp` is pixels per design pixel. On a narrow window the queue gives its room to the photos.
[[nodiscard]] Layout lay_out(ImVec2 size, float dp);

}  // namespace zhaojian::ui

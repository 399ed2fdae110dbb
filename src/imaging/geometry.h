#pragma once

// Places in a picture, in pixels of the upright picture: x to the right, y down, (0,0) the outer corner of its first
// pixel.
namespace zhaojian::imaging {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Box {
  float x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] Point centre() const { return {x + w / 2, y + h / 2}; }
  bool operator==(const Box&) const = default;
};

}  // namespace zhaojian::imaging

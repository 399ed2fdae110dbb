#pragma once
#include <array>
#include <optional>

// Plane geometry of the viewer, in double so that a chain of zooms does not drift. x to the right, y down everywhere.
// Pure values: any thread.
namespace zhaojian::gfx {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  double w = 0, h = 0;
  bool operator==(const Size&) const = default;
};

struct Box {
  double x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] double right() const { return x + w; }
  [[nodiscard]] double bottom() const { return y + h; }
  [[nodiscard]] Point centre() const { return {x + w / 2, y + h / 2}; }
  bool operator==(const Box&) const = default;
};

// Turn, scale and shift, never shear or mirror: x' = a·x − b·y + tx, y' = b·x + a·y + ty. Starts as the identity.
struct Similarity {
  double a = 1, b = 0, tx = 0, ty = 0;

  [[nodiscard]] Point operator()(Point p) const { return {a * p.x - b * p.y + tx, b * p.x + a * p.y + ty}; }
  [[nodiscard]] double scale() const;    // length of a unit vector afterwards, > 0
  [[nodiscard]] double degrees() const;  // turn from +x towards +y, that is clockwise as seen on the screen; −180…180
  [[nodiscard]] Similarity inverse() const;  // scale() must not be 0
  bool operator==(const Similarity&) const = default;
};

// First `inner`, then `outer`.
[[nodiscard]] Similarity after(const Similarity& outer, const Similarity& inner);

// The one similarity that takes `from_1` to `to_1` and `from_2` to `to_2`. Nothing when either pair is one point
// (closer than a thousandth of a unit) or not finite.
[[nodiscard]] std::optional<Similarity> from_two_points(Point from_1, Point from_2, Point to_1, Point to_2);

// Where the corners of a picture of this size go: top left, top right, bottom right, bottom left.
[[nodiscard]] std::array<Point, 4> corners(const Similarity& transform, Size picture);
// The upright box round them.
[[nodiscard]] Box bounds(const Similarity& transform, const Box& box);

}  // namespace zhaojian::gfx

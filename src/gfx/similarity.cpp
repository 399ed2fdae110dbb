#include "gfx/similarity.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace zhaojian::gfx {

double Similarity::scale() const { return std::hypot(a, b); }

double Similarity::degrees() const { return std::atan2(b, a) * 180.0 / std::numbers::pi; }

Similarity Similarity::inverse() const {
  const double square = a * a + b * b;
  const double ia = a / square, ib = -b / square;
  return {ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty)};
}

Similarity after(const Similarity& outer, const Similarity& inner) {
  const Point shift = outer({inner.tx, inner.ty});
  return {outer.a * inner.a - outer.b * inner.b, outer.b * inner.a + outer.a * inner.b, shift.x, shift.y};
}

std::optional<Similarity> from_two_points(Point from_1, Point from_2, Point to_1, Point to_2) {
  constexpr double kOnePoint = 1e-3;
  const Point from{from_2.x - from_1.x, from_2.y - from_1.y};
  const Point to{to_2.x - to_1.x, to_2.y - to_1.y};
  const double square = from.x * from.x + from.y * from.y;
  // Written so that a NaN in any of the eight numbers also ends here.
  if (!(std::sqrt(square) >= kOnePoint) || !(std::hypot(to.x, to.y) >= kOnePoint)) return std::nullopt;
  // Complex division: (a + ib) = to / from.
  Similarity found{(to.x * from.x + to.y * from.y) / square, (to.y * from.x - to.x * from.y) / square, 0, 0};
  const Point moved = found(from_1);
  found.tx = to_1.x - moved.x;
  found.ty = to_1.y - moved.y;
  const bool finite =
      std::isfinite(found.a) && std::isfinite(found.b) && std::isfinite(found.tx) && std::isfinite(found.ty);
  return finite ? std::optional(found) : std::nullopt;
}

std::array<Point, 4> corners(const Similarity& transform, Size picture) {
  return {transform({0, 0}), transform({picture.w, 0}), transform({picture.w, picture.h}), transform({0, picture.h})};
}

Box bounds(const Similarity& transform, const Box& box) {
  const std::array points{transform({box.x, box.y}), transform({box.right(), box.y}),
                          transform({box.right(), box.bottom()}), transform({box.x, box.bottom()})};
  Point low = points[0], high = points[0];
  for (const Point& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace zhaojian::gfx

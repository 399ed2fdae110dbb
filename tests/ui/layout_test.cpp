#include "ui/layout.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace zhaojian::ui;

namespace {

bool inside(const Rect& inner, const Rect& outer) {
  return inner.min.x >= outer.min.x && inner.min.y >= outer.min.y && inner.max.x <= outer.max.x &&
         inner.max.y <= outer.max.y;
}
bool apart(const Rect& a, const Rect& b) {
  return a.max.x <= b.min.x || b.max.x <= a.min.x || a.max.y <= b.min.y || b.max.y <= a.min.y;
}
bool whole(const Rect& r) {
  for (const float v : {r.min.x, r.min.y, r.max.x, r.max.y})
    if (v != std::round(v)) return false;
  return r.w() >= 0 && r.h() >= 0;
}

}  // namespace

TEST_CASE("at 1920 x 1080 the panels have the measures of the drawing") {
  const Layout l = lay_out({1920, 1080}, 1);
  CHECK(l.header.h() == 40);
  CHECK(l.tools.h() == 40);
  CHECK(l.actions.h() == 56);
  CHECK(l.status.h() == 28);
  CHECK(l.queue.w() == 264);
  CHECK(l.side.w() == 424);
}

TEST_CASE("in every window the panels lie apart, inside it, on whole pixels, and the photos get most of it") {
  for (const float scale : {1.0F, 1.25F, 1.5F, 1.75F, 2.0F}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, {1366, 768}, {1440, 900}, {1920, 1080}, {2560, 1440}, {3840, 2160}}) {
      INFO(size.x << " x " << size.y << " at " << scale);
      const Layout l = lay_out(size, scale);
      const Rect window{{0, 0}, size};
      const Rect* panels[] = {&l.header, &l.queue, &l.student, &l.tools, &l.panes,
                              &l.strip,  &l.side,  &l.actions, &l.status};
      for (const Rect* panel : panels) {
        CHECK(whole(*panel));
        CHECK(inside(*panel, window));
        for (const Rect* other : panels)
          if (panel != other && panel->w() > 0 && other->w() > 0) CHECK(apart(*panel, *other));
      }
      CHECK(inside(l.body, window));
      CHECK(apart(l.body, l.header));
      CHECK(apart(l.body, l.status));
      CHECK(l.panes.w() >= 300 * scale);
      CHECK(l.panes.h() >= 150 * scale);
      if (size.x / scale >= 1280) CHECK(l.panes.w() * l.panes.h() >= 0.35F * size.x * size.y);
    }
  }
}

TEST_CASE("a point belongs to the place it is in, and to one of two neighbours only") {
  const Rect left{{0, 0}, {10, 10}}, right{{10, 0}, {20, 10}};
  CHECK(left.contains({0, 0}));
  CHECK_FALSE(left.contains({10, 5}));
  CHECK(right.contains({10, 5}));
}

#include "gfx/camera.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace zhaojian::gfx;

namespace {

void check_near(Point got, Point want, double tolerance = 1e-9) {
  CHECK(got.x == Approx(want.x).margin(tolerance));
  CHECK(got.y == Approx(want.y).margin(tolerance));
}

// A standard photo, its eyes level and 120 pixels apart.
PaneView standard_photo() {
  PaneView view{{600, 800}, {480, 640}, {}, {}};
  view.registration = similarity_from_eyes({180, 250}, {300, 250}).value();
  return view;
}

// An enrollment photo: larger, the head tilted by about 11 degrees.
PaneView enrollment_photo() {
  PaneView view{{600, 800}, {1200, 1600}, {}, {}};
  view.registration = similarity_from_eyes({400, 620}, {700, 680}).value();
  return view;
}

}  // namespace

TEST_CASE("a similarity and its inverse undo each other") {
  const Similarity t = from_two_points({10, 20}, {110, 70}, {-3, 5}, {40, -60}).value();
  check_near(t({10, 20}), {-3, 5});
  check_near(t({110, 70}), {40, -60});
  check_near(t.inverse()(t({37, -11})), {37, -11});
  check_near(after(t, t.inverse())({123, 456}), {123, 456});
}

TEST_CASE("a similarity keeps angles and multiplies all lengths alike") {
  const Similarity t = from_two_points({0, 0}, {1, 0}, {5, 5}, {5, 8}).value();
  CHECK(t.scale() == Approx(3));
  CHECK(t.degrees() == Approx(90));
  check_near(t({0, 1}), {2, 5});  // a quarter turn clockwise on the screen takes down to left
}

TEST_CASE("one similarity after another is the same as both in turn") {
  const Similarity inner{0.5, 0.25, 3, -4}, outer{-2, 1, 7, 9};
  check_near(after(outer, inner)({11, 13}), outer(inner({11, 13})));
}

TEST_CASE("eyes that coincide or are not numbers give no registration") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(similarity_from_eyes({200, 300}, {200, 300}));
  CHECK_FALSE(similarity_from_eyes({200, nan}, {300, 300}));
  CHECK_FALSE(similarity_from_eyes({200, 300}, {std::numeric_limits<double>::infinity(), 300}));
  CHECK_FALSE(similarity_from_eyes({100, 100}, {200, 100}, {5, 5}, {5, 5}));
}

TEST_CASE("registered eyes are level and equally far apart in every pane") {
  for (const PaneView& view : {standard_photo(), enrollment_photo()}) {
    const Camera camera = fit_face(view.pane);
    const Similarity eyes_to_pane = picture_to_pane(camera, view);
    const bool standard = view.picture.w == 480;
    const Point left = eyes_to_pane(standard ? Point{180, 250} : Point{400, 620});
    const Point right = eyes_to_pane(standard ? Point{300, 250} : Point{700, 680});
    CHECK(left.y == Approx(right.y));
    CHECK(right.x - left.x == Approx(camera.zoom));
    CHECK((left.x + right.x) / 2 == Approx(300));
    CHECK(left.y == Approx(400));
  }
}

TEST_CASE("eyes can be registered to any two points") {
  const Similarity t = similarity_from_eyes({10, 10}, {30, 20}, {100, 200}, {300, 200}).value();
  check_near(t({10, 10}), {100, 200});
  check_near(t({30, 20}), {300, 200});
}

TEST_CASE("fit whole shows all of the picture and touches one pair of sides") {
  const PaneView view = standard_photo();
  const auto shown = corners(picture_to_pane(fit_whole(view), view), view.picture);
  check_near(shown[0], {0, 0});  // 480x640 and 600x800 have the same shape
  check_near(shown[2], {600, 800});

  PaneView wide = view;
  wide.pane = {1000, 400};
  const auto inside = corners(picture_to_pane(fit_whole(wide, 0.1), wide), wide.picture);
  CHECK(inside[0].y == Approx(40));
  CHECK(inside[2].y == Approx(360));
  CHECK((inside[0].x + inside[2].x) / 2 == Approx(500));
}

TEST_CASE("a tilted picture fits with all four corners in the pane") {
  const PaneView view = enrollment_photo();
  for (const Point& p : corners(picture_to_pane(fit_whole(view), view), view.picture)) {
    CHECK(p.x > -1e-6);
    CHECK(p.x < 600 + 1e-6);
    CHECK(p.y > -1e-6);
    CHECK(p.y < 800 + 1e-6);
  }
}

TEST_CASE("a pane or picture without size gives a camera that can still be used") {
  PaneView empty;
  const Camera camera = fit_whole(empty);
  CHECK(camera.zoom > 0);
  CHECK(std::isfinite(camera.zoom));
  CHECK(registration_like(empty, {480, 640}) == Similarity{});
}

TEST_CASE("one to one makes a picture pixel a pane pixel and keeps the middle") {
  const PaneView view = standard_photo();
  const Camera before = fit_face(view.pane);
  const Camera camera = one_to_one(before, view);
  CHECK(magnification(camera, view) == Approx(1));
  CHECK(camera.centre == before.centre);
}

TEST_CASE("crisp puts pixels on pixels and moves nothing by more than half a pixel") {
  PaneView view{{601, 801}, {480, 640}, {}, {}};
  const Similarity loose = picture_to_pane({{240.3, 320.4}, 2}, view);
  const Similarity firm = crisp(loose);
  CHECK(firm.tx == std::round(firm.tx));
  CHECK(firm.ty == std::round(firm.ty));
  CHECK(std::abs(firm.tx - loose.tx) <= 0.5);
  CHECK(std::abs(firm.ty - loose.ty) <= 0.5);

  const Similarity fraction = picture_to_pane({{240.3, 320.4}, 1.3}, view);
  CHECK(crisp(fraction) == fraction);
  const Similarity turned = picture_to_pane({{0, 0}, 300}, enrollment_photo());
  CHECK(crisp(turned) == turned);
}

TEST_CASE("zooming about a point leaves that point where it is") {
  const auto view = GENERATE(standard_photo(), enrollment_photo());
  const ZoomLimits limits = zoom_limits(view);
  const Point mouse{123, 456};
  Camera camera = fit_whole(view);
  const Point under = pane_to_picture(camera, view, mouse);
  for (const double factor : {1.25, 1.25, 3.0, 0.4}) camera = zoom_about(camera, view, mouse, factor, limits);
  CHECK(camera.zoom == Approx(fit_whole(view).zoom * 1.25 * 1.25 * 3.0 * 0.4));
  check_near(pane_to_picture(camera, view, mouse), under, 1e-6);
}

TEST_CASE("zoom stops at its limits without drifting") {
  const PaneView view = standard_photo();
  const ZoomLimits limits = zoom_limits(view);
  Camera camera = fit_whole(view);
  for (int i = 0; i < 100; ++i) camera = zoom_about(camera, view, {10, 10}, 1.5, limits);
  CHECK(magnification(camera, view) == Approx(32));
  const Camera stuck = zoom_about(camera, view, {590, 790}, 1.5, limits);
  check_near(stuck.centre, camera.centre);
  for (int i = 0; i < 100; ++i) camera = zoom_about(camera, view, {10, 10}, 0.5, limits);
  CHECK(camera.zoom == Approx(fit_whole(view).zoom / 2));
}

TEST_CASE("dragging moves the picture with the mouse") {
  const PaneView view = enrollment_photo();
  const Camera camera = fit_face(view.pane);
  const Point grabbed = pane_to_picture(camera, view, {200, 300});
  check_near(pane_to_picture(pan(camera, {50, -20}), view, {250, 280}), grabbed, 1e-6);
}

TEST_CASE("a picture dragged far away comes back to its edge") {
  const PaneView view = standard_photo();
  const Camera camera = keep_in_view(pan(fit_whole(view), {100000, -100000}), view);
  const Point middle = pane_to_picture(camera, view, {300, 400});
  check_near(middle, {0, 640}, 1e-6);
}

TEST_CASE("synchronised panes show the same part of the face") {
  const PaneView a = standard_photo(), b = enrollment_photo();
  Camera camera = fit_face(a.pane);
  camera = zoom_about(camera, a, {420, 380}, 4, zoom_limits(a));  // to the ear in pane a
  const Point face_a = a.registration(pane_to_picture(camera, a, {420, 380}));
  const Point face_b = b.registration(pane_to_picture(camera, b, {420, 380}));
  check_near(face_a, face_b);
}

TEST_CASE("a nudge moves one pane alone and survives zoom, pan and fit") {
  const PaneView a = standard_photo();
  Camera camera = fit_face(a.pane);
  const PaneView moved = nudged(a, camera, {6, -3});
  const Point eye{180, 250};
  const Point before = picture_to_pane(camera, a)(eye), now = picture_to_pane(camera, moved)(eye);
  check_near({now.x - before.x, now.y - before.y}, {6, -3});

  camera = pan(zoom_about(camera, a, {300, 400}, 2, zoom_limits(a)), {40, 40});
  const Point at = picture_to_pane(camera, a)(eye), then = picture_to_pane(camera, moved)(eye);
  check_near({then.x - at.x, then.y - at.y}, {12, -6});
}

TEST_CASE("a picture without a face covers what its neighbour covers") {
  const PaneView neighbour = standard_photo();
  PaneView faceless{{600, 800}, {300, 400}, {}, {}};
  faceless.registration = registration_like(neighbour, faceless.picture);
  const Camera camera = fit_whole(neighbour);
  const auto shown = corners(picture_to_pane(camera, faceless), faceless.picture);
  check_near(shown[0], {0, 0});
  check_near(shown[2], {600, 800});
}

TEST_CASE("a smaller pane shows the same part of its picture, smaller, and the mouse finds what it shows") {
  const PaneView large{{400, 600}, {480, 640}, {1.0 / 640, 0, -0.375, -0.5}, {}};
  PaneView small = large;
  small.pane = {200, 300};
  small.share = 0.5;
  const Camera camera{{0.1, -0.05}, 700};
  const Point in_large = picture_to_pane(camera, large)({300, 200}), in_small = picture_to_pane(camera, small)({300, 200});
  CHECK(in_small.x == Approx(in_large.x / 2));
  CHECK(in_small.y == Approx(in_large.y / 2));
  const Point back = pane_to_picture(camera, small, in_small);
  CHECK(back.x == Approx(300));
  CHECK(back.y == Approx(200));
  CHECK(magnification(one_to_one(camera, small), small) == Approx(1));
  const Camera closer = zoom_about(camera, small, in_small, 2, zoom_limits(small));
  const Point held = picture_to_pane(closer, small)({300, 200});
  CHECK(held.x == Approx(in_small.x));
  CHECK(held.y == Approx(in_small.y));
}

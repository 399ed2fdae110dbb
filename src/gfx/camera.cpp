#include "gfx/camera.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::gfx {
namespace {

// Picture → shared with this pane's correction.
Similarity placed(const PaneView& view) {
  return after(Similarity{1, 0, view.nudge.x, view.nudge.y}, view.registration);
}

Box whole(const PaneView& view) { return bounds(placed(view), {0, 0, view.picture.w, view.picture.h}); }

double zoom_to_fit(const Box& box, Size pane, double margin) {
  const double room = 1 - 2 * std::clamp(margin, 0.0, 0.4);
  if (!(box.w > 0) || !(box.h > 0) || !(pane.w > 0) || !(pane.h > 0)) return 1;  // nothing to show, or nowhere
  return std::min(pane.w / box.w, pane.h / box.h) * room;
}

}  // namespace

std::optional<Similarity> similarity_from_eyes(Point left_eye, Point right_eye) {
  return similarity_from_eyes(left_eye, right_eye, {-0.5, 0}, {0.5, 0});
}

std::optional<Similarity> similarity_from_eyes(Point left_eye, Point right_eye, Point target_left, Point target_right) {
  return from_two_points(left_eye, right_eye, target_left, target_right);
}

Similarity registration_like(const PaneView& other, Size picture) {
  if (!(picture.w > 0) || !(picture.h > 0) || !(other.picture.w > 0) || !(other.picture.h > 0)) return {};
  const double size = std::min(other.picture.w / picture.w, other.picture.h / picture.h) * other.registration.scale();
  const Point middle = other.registration({other.picture.w / 2, other.picture.h / 2});
  return {size, 0, middle.x - size * picture.w / 2, middle.y - size * picture.h / 2};
}

Similarity picture_to_pane(const Camera& camera, const PaneView& view) {
  const double zoom = camera.zoom * view.share;
  const Similarity look{zoom, 0, view.pane.w / 2 - zoom * camera.centre.x, view.pane.h / 2 - zoom * camera.centre.y};
  return after(look, placed(view));
}

Point pane_to_picture(const Camera& camera, const PaneView& view, Point at) {
  return picture_to_pane(camera, view).inverse()(at);
}

Point pane_to_shared(const Camera& camera, const PaneView& view, Point at) {
  const double zoom = camera.zoom * view.share;
  return {camera.centre.x + (at.x - view.pane.w / 2) / zoom, camera.centre.y + (at.y - view.pane.h / 2) / zoom};
}

Similarity crisp(const Similarity& picture_to_pane) {
  constexpr double kWhole = 1e-6;
  const double times = std::round(picture_to_pane.a);
  if (times < 1 || std::abs(picture_to_pane.a - times) > kWhole || std::abs(picture_to_pane.b) > kWhole) {
    return picture_to_pane;
  }
  return {times, 0, std::round(picture_to_pane.tx), std::round(picture_to_pane.ty)};
}

double magnification(const Camera& camera, const PaneView& view) { return camera.zoom * view.share * view.registration.scale(); }

Camera fit(const Box& box, Size pane, double margin) { return {box.centre(), zoom_to_fit(box, pane, margin)}; }

Camera fit_whole(const PaneView& view, double margin) {
  const Camera camera = fit(whole(view), view.pane, margin);
  return {camera.centre, camera.zoom / view.share};
}

Camera fit_face(Size pane, double margin) { return fit(kHead, pane, margin); }

Camera one_to_one(const Camera& camera, const PaneView& view) {
  return {camera.centre, 1 / (view.registration.scale() * view.share)};
}

ZoomLimits zoom_limits(const PaneView& view) {
  constexpr double kMostPixels = 32;
  const double most = kMostPixels / (view.registration.scale() * view.share);
  return {std::min(most, 0.5 * fit_whole(view).zoom), most};
}

Camera zoom_about(const Camera& camera, const PaneView& view, Point at, double factor, ZoomLimits limits) {
  const Point held = pane_to_shared(camera, view, at);
  const double zoom = std::clamp(camera.zoom * factor, limits.least, limits.most);
  const double here = zoom * view.share;
  return {{held.x - (at.x - view.pane.w / 2) / here, held.y - (at.y - view.pane.h / 2) / here}, zoom};
}

Camera pan(const Camera& camera, Point delta) {
  return {{camera.centre.x - delta.x / camera.zoom, camera.centre.y - delta.y / camera.zoom}, camera.zoom};
}

Camera keep_in_view(const Camera& camera, const PaneView& view) {
  const Box box = whole(view);
  return {{std::clamp(camera.centre.x, box.x, box.right()), std::clamp(camera.centre.y, box.y, box.bottom())},
          camera.zoom};
}

PaneView nudged(const PaneView& view, const Camera& camera, Point delta) {
  PaneView moved = view;
  const double zoom = camera.zoom * view.share;
  moved.nudge = {view.nudge.x + delta.x / zoom, view.nudge.y + delta.y / zoom};
  return moved;
}

}  // namespace zhaojian::gfx

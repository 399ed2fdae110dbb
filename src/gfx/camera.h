#pragma once
#include <optional>

#include "gfx/similarity.h"

// Where the viewer looks. Three planes:
//   picture  pixels of the upright picture, (0,0) the outer corner of the first pixel;
//   shared   what all synchronised panes have in common. For registered faces these are face units: the eye at image
//            left is (−½, 0), the eye at image right (+½, 0), so eyes are level and one unit apart in every pane. For a
//            picture on its own the shared plane may just as well be its own pixels (registration = identity);
//   pane     framebuffer pixels of one pane, (0,0) its top left corner.
// One Camera serves all panes of a comparison; each pane adds its own registration and nudge. Pure values: any thread.
namespace zhaojian::gfx {

struct Camera {
  Point centre;     // shared plane; shown in the middle of the pane
  double zoom = 1;  // pane pixels per shared unit, > 0
  bool operator==(const Camera&) const = default;
};

struct PaneView {
  Size pane;                // pixels
  Size picture;             // pixels, of the picture itself even when a smaller copy of it is drawn
  Similarity registration;  // picture → shared
  Point nudge;              // shared units, added after registration: the reviewer's correction of this pane alone
  double share = 1;         // of the camera's zoom, > 0: a smaller pane shows the same part, smaller
  bool operator==(const PaneView&) const = default;
};

// A whole head in face units: the pupils are 63 mm apart, the head 150 mm wide and 230 mm from crown to chin with the
// eyes half way (Farkas 1994, adult means), plus a quarter for hair and ears.
inline constexpr Box kHead{-1.5, -2.3, 3.0, 4.6};
// The face alone in face units, brows to chin and cheek to cheek; and where it lies in an ID photo whose eyes are not
// known, in units of the picture's height from its middle.
inline constexpr Box kFace{-1.15, -0.9, 2.3, 2.7};
inline constexpr Box kFaceByFrame{-0.24, -0.24, 0.48, 0.44};

// Picture → face units from the two eye centres (picture pixels). Nothing when the eyes coincide.
[[nodiscard]] std::optional<Similarity> similarity_from_eyes(Point left_eye, Point right_eye);
// Picture → any target: the eyes land on the two given points.
[[nodiscard]] std::optional<Similarity> similarity_from_eyes(Point left_eye, Point right_eye, Point target_left,
                                                             Point target_right);
// For a picture in which no face was found: it is laid, upright and whole, into the area that the picture of another
// pane covers, so that synchronised panning still shows something sensible.
[[nodiscard]] Similarity registration_like(const PaneView& other, Size picture);

// Both ways between picture and pane; the inverse is `.inverse()`.
[[nodiscard]] Similarity picture_to_pane(const Camera& camera, const PaneView& view);
[[nodiscard]] Point pane_to_picture(const Camera& camera, const PaneView& view, Point at);
[[nodiscard]] Point pane_to_shared(const Camera& camera, const PaneView& view, Point at);
// Moves an unturned whole-number enlargement (1:1, 2:1 …) by less than a pixel, so that picture pixels fall on pane
// pixels and nothing is blurred. Draw and measure with the same result. Anything else comes back as it was.
[[nodiscard]] Similarity crisp(const Similarity& picture_to_pane);

// Pane pixels per picture pixel.
[[nodiscard]] double magnification(const Camera& camera, const PaneView& view);

// The camera that shows all of `box` (shared plane), with `margin` as a share of the pane left free on each side,
// 0…0.4.
[[nodiscard]] Camera fit(const Box& box, Size pane, double margin = 0);
[[nodiscard]] Camera fit_whole(const PaneView& view, double margin = 0);
// kHead for registered faces. In a plane of picture pixels pass the head's box to fit() instead.
[[nodiscard]] Camera fit_face(Size pane, double margin = 0.02);
// One picture pixel of this pane is one pane pixel; what is in the middle stays there.
[[nodiscard]] Camera one_to_one(const Camera& camera, const PaneView& view);

struct ZoomLimits {
  double least = 0, most = 0;  // Camera::zoom
};
// From half of "fit whole" to 32 pane pixels per picture pixel.
[[nodiscard]] ZoomLimits zoom_limits(const PaneView& view);

// Zooms by `factor` so that what is under `at` (pane pixels) stays there.
[[nodiscard]] Camera zoom_about(const Camera& camera, const PaneView& view, Point at, double factor, ZoomLimits limits);
// The picture follows the mouse: dragging by `delta` pane pixels.
[[nodiscard]] Camera pan(const Camera& camera, Point delta);
// Pulls the centre back onto the picture, so that it cannot be lost off screen.
[[nodiscard]] Camera keep_in_view(const Camera& camera, const PaneView& view);
// Moves this pane's picture alone by `delta` pane pixels; the shift is kept in shared units and so survives every zoom,
// pan and fit of the comparison.
[[nodiscard]] PaneView nudged(const PaneView& view, const Camera& camera, Point delta);

}  // namespace zhaojian::gfx

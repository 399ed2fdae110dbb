#pragma once
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

// Picker, ruler and angle on the submission's pixels; by mouse or with the arrow keys alike.
namespace zhaojian::ui {

// A length in pixels of the photo, as the standard's picture (`profile.height` pixels high, `dpi`) would have it.
struct Length {
  double px = 0;
  std::optional<double> mm;  // nothing when the standard names no resolution
};
[[nodiscard]] Length standard_length(double photo_px, double photo_height, const domain::StandardProfile& profile);

// Degrees of b→c against the horizontal, −90…90, positive when c lies higher at the right.
[[nodiscard]] double slope(gfx::Point b, gfx::Point c);
// The angle at `corner` between the two others, 0…180 degrees; 0 when a leg has no length.
[[nodiscard]] double angle_at(gfx::Point corner, gfx::Point a, gfx::Point b);

// Cursor and points as asked for by key and mouse since the last frame; `hovered`: the mouse is over the photos.
void move_cursor(const desk::Reviewing& shown, CompareState& state, const std::vector<Pane>& panes, bool hovered);
void draw_measure(const desk::Reviewing& shown, const CompareState& state, const UiContext& ui, const Pane& pane);

}  // namespace zhaojian::ui

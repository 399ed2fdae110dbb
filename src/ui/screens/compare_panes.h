#pragma once
#include <vector>

#include "desk/review.h"
#include "gfx/camera.h"
#include "ui/layout.h"
#include "ui/view_state.h"

namespace zhaojian::ui {

// One photo on the comparison desk and where it lies.
struct Pane {
  const desk::PaneState* photo = nullptr;
  Rect frame;                   // caption and picture
  Rect picture;                 // the part that shows the photo
  gfx::PaneView view;
  gfx::Similarity to_screen;    // picture pixels → screen pixels
  bool transformed = false;     // turned or scaled to agree with the others
};

// Which photos are shown: the submission and its references; the raw capture takes the submission's place while
// `flicker` is held. Empty only when nothing is on the desk.
[[nodiscard]] std::vector<const desk::PaneState*> shown_photos(const desk::Reviewing& shown, const CompareState& state);

// Whether the panes of this pass are to be aligned by the eyes.
[[nodiscard]] bool wants_registration(const desk::Reviewing& shown, const CompareState& state);

// Lays the panes side by side and aims the camera: registered by the eyes where they are known, fitted as asked.
[[nodiscard]] std::vector<Pane> arrange(const desk::Reviewing& shown, CompareState& state, const Rect& place, float caption);

// Screen pixels per picture pixel of the submission.
[[nodiscard]] double magnification(const std::vector<Pane>& panes);

}  // namespace zhaojian::ui

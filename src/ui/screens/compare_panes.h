#pragma once
#include <imgui.h>

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
  bool aligned = false;         // turned or scaled to agree with the others
  bool nudged = false;
};

// Pixels of the upright picture → screen pixels and back, as the pane shows it now. Whoever draws on a photo, or asks
// what the mouse is over, asks these; the result may lie outside the pane.
[[nodiscard]] ImVec2 to_screen(const Pane& pane, domain::Spot spot);
[[nodiscard]] domain::Spot to_photo(const Pane& pane, ImVec2 at);

// Which photos are shown, the submission first (last when swapped): its references as the look asks. Empty only when
// nothing is on the desk.
[[nodiscard]] std::vector<const desk::PaneState*> shown_photos(const desk::Reviewing& shown, const desk::CompareLook& look,
                                                               const CompareState& state);
// The photos that can lie beside the submission under this look, without the preview, which stands beside it whenever it
// is wanted.
[[nodiscard]] std::vector<const desk::PaneState*> beside_submission(const desk::Reviewing& shown, const desk::CompareLook& look);
// What re-processing would give, where it is to be shown.
[[nodiscard]] const desk::PaneState* preview_of(const desk::Reviewing& shown);
// The raw capture, when there is one that can be shown.
[[nodiscard]] const desk::PaneState* capture_of(const desk::Reviewing& shown);

// Pixels of another picture of the same moment → pixels of the submission, by the eyes; nothing where they are unknown.
[[nodiscard]] std::optional<gfx::Similarity> onto_submission(const desk::PaneState& submission, const desk::PaneState& other);

// Whether the panes of this pass are to be aligned by the eyes.
[[nodiscard]] bool wants_registration(const desk::Reviewing& shown, const desk::CompareLook& look, const CompareState& state);

// Lays out equal panes in as many rows as show them largest; where the standard is judged on the photo as it is, the
// submission is larger than what lies beside it. A photo that cannot be had takes a narrow column, last. Aims the camera: registered by the eyes where they are known, fitted,
// moved and zoomed as asked. While `flicker` is held the raw capture lies in the submission's pane.
[[nodiscard]] std::vector<Pane> arrange(const desk::Reviewing& shown, const desk::CompareLook& look, CompareState& state,
                                        const Rect& place, float caption, float dp);

// The pane of the submission, or of what stands in for it; null when another photo is shown alone.
[[nodiscard]] const Pane* submission_pane(const std::vector<Pane>& panes);
// Screen pixels per picture pixel of the submission.
[[nodiscard]] double magnification(const std::vector<Pane>& panes);

}  // namespace zhaojian::ui

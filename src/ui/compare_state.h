#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "desk/review.h"
#include "domain/decision.h"
#include "domain/finding.h"
#include "domain/photo_ref.h"
#include "gfx/camera.h"

namespace zhaojian::ui {

enum class Fit { whole, face, head, free };

// What stands in the submission's pane instead of the photo alone.
enum class Inspection {
  none,
  difference,    // from the raw capture, registered
  texture_loss,  // fine detail the capture has and the submission has not
};

// The place of a reason that the mouse holds, pixels of the submission.
struct PinGrab {
  ReasonCode code;
  domain::Region start{};
  domain::Spot from;
  bool resizes = false;
};

// How the photos are looked at. Nothing here affects a decision; what is kept is desk::CompareLook.
struct CompareState {
  std::uint64_t sequence = 0;      // of the case it was set for; a new case starts anew
  Fit fit = Fit::whole;
  desk::Pass pass = desk::Pass::standard;  // the one `fit` is for
  // How each pass begins, by desk::Pass: faces are compared as large as the panes allow, the standard is judged on the
  // whole picture. A fit asked for by key stays for the photos that follow.
  std::array<Fit, 2> fits{Fit::head, Fit::whole};
  gfx::Camera camera;
  bool magnifier = false;
  bool evidence = true;
  bool flicker = false;            // the key is held: the raw capture instead of the submission
  bool original = false;           // every picture as delivered: not aligned, not toned, not nudged
  bool zebra = false;              // stripes where highlights are clipped
  bool full = false;               // the photos have the whole window
  bool swapped = false;            // the submission at the right
  Inspection inspection = Inspection::none;
  int focus = -1;                  // pane shown alone, -1: all
  int beside = 0;                  // which reference, where one is shown at a time
  domain::PhotoRole active = domain::PhotoRole::submission;  // the pane that is nudged
  bool choosing = false;           // a pane was chosen to be nudged, and says so
  // Each pane's own correction, shared units (gfx/camera.h): as delivered, and aligned. A preview goes with the capture
  // it was made of.
  std::array<std::array<gfx::Point, 7>, 2> nudges{};
  std::vector<gfx::Point> points;  // set down with the ruler or the angle, pixels of the submission
  gfx::Point cursor{-1, -1};       // of picker, ruler and angle; outside: not placed yet
  gfx::Point pan_by, nudge_by;     // asked for by key, in design pixels; done when the panes are next laid out
  gfx::Point cursor_by;            // pixels of the submission
  double zoom_by = 1;
  bool place_point = false;        // where the cursor is
  bool actual_size = false;        // one to one when the panes are next laid out
  std::optional<PinGrab> pin;      // while the mouse button is down
  double magnification = 1;        // screen pixels per picture pixel of the first pane, as last drawn
};

}  // namespace zhaojian::ui

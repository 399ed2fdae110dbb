#pragma once
#include "desk/review.h"
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

namespace zhaojian::ui {

// The standard's bands over the submission photo: head top, eyes, middle; with their numbers.
void draw_guides(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);
// The pixels of the finding that was asked for, or of every problem when none was.
void draw_evidence(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);
// Regions pinned to the reasons picked so far.
void draw_pins(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);

}  // namespace zhaojian::ui

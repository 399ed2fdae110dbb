#pragma once
#include "desk/model.h"
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

namespace zhaojian::ui {

// The standard's bands over the submission photo: head top, eyes, middle; with their numbers where there is
// background to write them on: no word covers the face.
void draw_guides(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);
// The pixels of the finding that was asked for, or of every problem when none was.
void draw_evidence(const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);
// Regions pinned to the reasons picked so far, each with its reason's name.
void draw_pins(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Pane& pane);

}  // namespace zhaojian::ui

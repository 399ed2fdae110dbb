#pragma once
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

namespace zhaojian::ui {

// The line above a photo: whose it is, when it was taken, how large it is. In a narrow pane the less important is left
// out; nothing is cut in the middle as long as the first word fits.
void draw_caption(const desk::Reviewing& shown, const CompareState& state, const UiContext& ui, const Pane& pane);

}  // namespace zhaojian::ui

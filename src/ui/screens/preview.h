#pragma once
#include <string>

#include "desk/review.h"
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

namespace zhaojian::ui {

// "submission", "preview": what a pane is called by texts ("role.…") and tests ("pane/…").
[[nodiscard]] std::string pane_name(const desk::PaneState& photo);

// How far the making of the preview is, in its pane.
void draw_preview_progress(const desk::Preview& preview, const UiContext& ui, const Pane& pane);

}  // namespace zhaojian::ui

#pragma once
#include "desk/review.h"
#include "ui/context.h"
#include "ui/layout.h"

namespace zhaojian::ui {

// Who else of the batch looks like the photo, after the reviewer's own answer; returns the height it took.
float draw_lookalikes(const desk::Reviewing& shown, const UiContext& ui, ImVec2 at, float width);

}  // namespace zhaojian::ui

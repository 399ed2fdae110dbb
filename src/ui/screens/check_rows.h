#pragma once
#include "desk/check_rows.h"
#include "desk/intent.h"
#include "ui/context.h"
#include "ui/layout.h"

namespace zhaojian::ui {

// `width` of the list: a hint is wrapped in it.
[[nodiscard]] float row_height(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                               const desk::CheckRow& row, float width);
void draw_check_row(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                    const desk::CheckRow& row, const Rect& place, desk::Intents& out);

}  // namespace zhaojian::ui

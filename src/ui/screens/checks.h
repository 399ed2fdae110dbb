#pragma once
#include "desk/intent.h"
#include "ui/context.h"
#include "ui/layout.h"

namespace zhaojian::ui {

// The parts of the side panel. Each draws from `top` down in the present window and returns where it ended.
float draw_checks(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place,
                  desk::Intents& out);
[[nodiscard]] float checks_height(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                                  float width);
float draw_reasons(const desk::Model& model, const desk::Reviewing& shown, struct ViewState& view, const UiContext& ui,
                   const Rect& place, desk::Intents& out);
float draw_card(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
float draw_identity_answer(const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
void draw_identity_question(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, desk::Intents& out);

}  // namespace zhaojian::ui

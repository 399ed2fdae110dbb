#pragma once
#include <string>
#include <utility>
#include <vector>

#include "desk/intent.h"
#include "ui/context.h"
#include "ui/layout.h"

namespace zhaojian::ui {

// The parts of the side panel. Each draws from the top of its place down in the present window and returns where it
// ended, in screen pixels; the heights are what that takes. `tight`: closer lines, for a panel with little height.
// `anew`: another photo or another order; the list begins at its top.
float draw_checks(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, bool anew,
                  desk::Intents& out);
[[nodiscard]] float reasons_height(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                                   float width, bool tight);
// Where each reason stands, by its name for tests, from the corner of the section.
[[nodiscard]] std::vector<std::pair<std::string, Rect>> reason_places(const desk::Model& model, const desk::Reviewing& shown,
                                                                      const UiContext& ui, float width, bool tight);
float draw_reasons(const desk::Model& model, const desk::Reviewing& shown, struct ViewState& view, const UiContext& ui,
                   const Rect& place, bool tight, desk::Intents& out);
[[nodiscard]] float card_height(const UiContext& ui, float width, bool tight);
float draw_card(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, bool tight);
// What stands on the student's page beside the card.
float draw_long_text(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
[[nodiscard]] float identity_height(const desk::Reviewing& shown, const UiContext& ui);
float draw_identity_answer(const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
float draw_identity_advice(const desk::Reviewing& shown, const UiContext& ui, const Rect& place);
void draw_identity_question(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, desk::Intents& out);

// Of the panel in the standard pass, in pixels: the height of the checks, what is left above the reasons, and between
// the sections below.
struct SideMeasures {
  float checks = 0, above = 0, gap = 0;
  bool tight = false;
  bool alone = false;  // there is no column with the student: what was said before stands above the reasons
};
// The whole panel in the standard pass of a case that is being opened, as it will be: headings, and bars for the rest.
void draw_side_opening(const desk::Model& model, const desk::Reviewing& soon, const UiContext& ui, const Rect& place,
                       const SideMeasures& measures);

}  // namespace zhaojian::ui

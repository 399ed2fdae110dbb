#include <algorithm>
#include <cmath>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/screens.h"

namespace zhaojian::ui {
namespace {

constexpr float kTight = 760;      // dp; a lower panel has closer lines
constexpr float kLeastChecks = 104, kAbove = 8;
constexpr float kShare = 0.40F;    // of the panel, for the checks where there is room

float gap_of(const UiContext& ui, bool tight) { return ui.dp(tight ? 8 : 14); }

// How high the checks are. It does not depend on them: the reasons are found at the same place on every photo, and
// nothing moves when what was measured arrives. What must be seen without scrolling comes first.
float checks_room(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, bool tight) {
  const float must = ui.dp(kAbove + 8) + reasons_height(model, shown, ui, place.w(), tight) + card_height(ui, place.w(), tight) +
                     identity_height(shown, ui) + 2 * gap_of(ui, tight);
  return std::round(std::clamp(place.h() - must, ui.dp(kLeastChecks), std::max(ui.dp(kLeastChecks), place.h() * kShare)));
}

}  // namespace

void draw_side(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###side", place.min, place.size(), ui.theme.panel);
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  if (shown->pass == desk::Pass::identity) {
    draw_identity_question(model, *shown, ui, place, out);
    return;
  }
  const bool tight = place.h() < ui.dp(kTight);
  const float checks = checks_room(model, *shown, ui, place, tight);
  draw_checks(model, *shown, ui, {place.min, {place.max.x, place.min.y + checks}}, out);

  const float top = place.min.y + checks;
  ImGui::GetWindowDrawList()->AddLine({place.min.x, top}, {place.max.x, top}, colour(ui.theme.line));
  ImGui::SetCursorScreenPos({place.min.x, top + 1});
  const Child rest("###decide", {place.w(), std::max(1.0F, place.max.y - top - 1)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  float y = start.y + ui.dp(kAbove);
  // As wide with a scroll bar as without: it lies in the margin, so that nothing moves when it comes.
  const auto section = [&] { return Rect{{start.x, y}, {start.x + place.w(), place.max.y}}; };
  const float gap = gap_of(ui, tight);
  y = draw_reasons(model, *shown, view, ui, section(), tight, out) + gap;
  y = draw_card(model, *shown, ui, section(), tight) + gap;
  y = draw_identity_answer(*shown, ui, section()) + ui.dp(4);
  y = draw_identity_advice(*shown, ui, section()) + ui.dp(4);
  y = draw_long_text(model, *shown, ui, section()) + ui.dp(4);
  ImGui::SetCursorScreenPos({start.x, y});
  ImGui::Dummy({1, 1});
}

}  // namespace zhaojian::ui

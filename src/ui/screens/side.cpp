#include <algorithm>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/screens.h"

namespace zhaojian::ui {

void draw_side(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###side", place.min, place.size(), ui.theme.panel);
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  if (shown->pass == desk::Pass::identity) {
    draw_identity_question(model, *shown, ui, place, out);
    return;
  }
  // The checks take what they need, the rest keeps its place below; when both do not fit, each part scrolls.
  const float below = ui.dp(430);
  const float wanted = ui.dp(44) + checks_height(model, *shown, ui, place.w());
  const float most = std::max(ui.dp(140), place.h() - below);
  const bool opened = shown->show_passed || shown->show_ticks || shown->by_clause;
  const float checks = opened ? most : std::clamp(wanted, ui.dp(140), most);
  draw_checks(model, *shown, ui, {place.min, {place.max.x, place.min.y + checks}}, out);

  const float top = place.min.y + checks;
  ImGui::GetWindowDrawList()->AddLine({place.min.x, top}, {place.max.x, top}, colour(ui.theme.line));
  ImGui::SetCursorScreenPos({place.min.x, top + 1});
  const Child rest("###decide", {place.w(), std::max(1.0F, place.max.y - top - 1)});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float right = start.x + ImGui::GetContentRegionAvail().x;
  float y = start.y + ui.dp(10);
  const auto section = [&] { return Rect{{start.x, y}, {right, place.max.y}}; };
  y = draw_reasons(model, *shown, view, ui, section(), out) + ui.dp(14);
  y = draw_card(model, *shown, ui, section()) + ui.dp(10);
  y = draw_identity_answer(*shown, ui, section());
  ImGui::SetCursorScreenPos({start.x, y});
  ImGui::Dummy({1, 1});
}

}  // namespace zhaojian::ui

#include <algorithm>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {

// Every skip has a reason, one key each: the log tells what is hard to judge.
void draw_skip_menu(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!view.skip_menu || !shown) {
    view.skip_menu = false;
    return;
  }
  constexpr const char* reasons[] = {"unclear", "need_colleague", "photo_trouble", "conflict_of_interest", "other"};
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(ui.dp(380), screen.x - ui.dp(32));
  const float row = ui.dp(40), height = ui.dp(60) + (row + ui.dp(6)) * static_cast<float>(std::size(reasons)) + ui.dp(8);
  const ImVec2 at{screen.x / 2 - width / 2, std::max(ui.dp(40), screen.y / 2 - height / 2)};
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize({width, height});
  ImGui::SetNextWindowFocus();
  const WithColour fill(ImGuiCol_WindowBg, ui.theme.raised);
  const WithVar border(ImGuiStyleVar_WindowBorderSize, 1.0F);
  ImGui::Begin("###skip_menu", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  put(ui, {at.x + ui.dp(16), at.y + ui.dp(10)}, Type::strong, ui.theme.text, ui.text("skip.title"));
  put(ui, {at.x + ui.dp(16), at.y + ui.dp(33)}, Type::small, ui.theme.dim, ui.text("skip.more"), width - ui.dp(32));
  float y = at.y + ui.dp(60);
  for (int i = 0; i < static_cast<int>(std::size(reasons)); ++i) {
    const std::string id = std::string("skip/") + reasons[i];
    const desk::Chord key{static_cast<desk::Key>(static_cast<int>(desk::Key::d1) + i), false, false, false};
    const ButtonSpec spec{id, ui.text(std::string("skip.reason.") + reasons[i]), key};
    const bool pressed = button_at(ui, {at.x + ui.dp(16), y}, row, spec, width - ui.dp(32));
    if (pressed || ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + i), false)) {
      out.push_back(desk::Skip{shown->sequence, reasons[i]});
      view.skip_menu = false;
    }
    y += row + ui.dp(6);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) view.skip_menu = false;
  ImGui::End();
}

}  // namespace zhaojian::ui

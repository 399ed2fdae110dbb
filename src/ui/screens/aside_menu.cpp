#include <algorithm>

#include "desk/selectors.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::AsideKind;

constexpr std::string_view kFamilies[] = {"skip.", "escalate.", "reverse."};  // of texts

desk::Intent intent_for(AsideKind kind, std::uint64_t sequence, std::string_view reason) {
  switch (kind) {
    case AsideKind::skip: return desk::Skip{sequence, std::string(reason)};
    case AsideKind::escalate: return desk::Escalate{sequence, std::string(reason)};
    case AsideKind::reverse: return desk::Reverse{sequence, std::string(reason)};
  }
  return desk::Skip{sequence, std::string(reason)};
}

bool digit_pressed(int digit) {
  return ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + digit), false) ||
         ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad0 + digit), false);
}

}  // namespace

// To put a photo aside has a reason, one key each: the log tells what is hard to judge.
void draw_aside_menu(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!view.aside_menu) return;
  const AsideKind kind = *view.aside_menu;
  if (!shown || model.screen != desk::Screen::review || shown->sequence != view.aside_sequence) {
    // Opened for another photo than the one that is here now: it must not put that one aside.
    view.aside_menu.reset();
    out.push_back(intent_for(kind, view.aside_sequence, {}));
    return;
  }
  const auto reasons = domain::aside_reasons(kind);
  const std::string prefix(name(kind)), family(kFamilies[static_cast<int>(kind)]);
  constexpr float kFoot = 36;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float row = ui.dp(40), head = ui.dp(64);
  const float height = head + (row + ui.dp(6)) * static_cast<float>(reasons.size()) + ui.dp(8 + kFoot);
  const Modal modal(ui, "###aside_menu", {ui.dp(400), height}, std::max(ui.dp(40), (screen.y - height) / 2));
  const ImVec2 at = modal.box().min;
  const float width = modal.box().w();
  draw_dialog_keys(ui, modal.box(), kFoot, {{"Esc", "dialog.cancel"}});
  put(ui, {at.x + ui.dp(16), at.y + ui.dp(12)}, Type::strong, ui.theme.text, ui.text(family + "title"), width - ui.dp(32));
  put(ui, {at.x + ui.dp(16), at.y + ui.dp(36)}, Type::small, ui.theme.dim, ui.text(family + "more"), width - ui.dp(32));
  float y = at.y + head;
  for (int i = 0; i < static_cast<int>(reasons.size()); ++i) {
    const std::string_view reason = reasons[static_cast<std::size_t>(i)];
    const std::string id = prefix + "/" + std::string(reason);
    const desk::Chord key{static_cast<desk::Key>(static_cast<int>(desk::Key::d1) + i), false, false, false};
    const ButtonSpec spec{id, ui.text(family + "reason" + '.' + std::string(reason)), key};
    const bool pressed = button_at(ui, {at.x + ui.dp(16), y}, row, spec, width - ui.dp(32));
    if (view.aside_menu && (pressed || digit_pressed(i + 1))) {
      out.push_back(intent_for(kind, view.aside_sequence, reason));
      view.aside_menu.reset();
    }
    y += row + ui.dp(6);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) || modal.outside_clicked()) view.aside_menu.reset();
}

}  // namespace zhaojian::ui

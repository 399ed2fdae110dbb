#include <algorithm>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr int kMostRows = 9;

bool picked(const desk::Reviewing& shown, const ReasonCode& code) {
  return std::ranges::find(shown.reasons, code, &domain::GivenReason::code) != shown.reasons.end();
}

void draw_hit(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const domain::Reason& reason,
              bool selected, desk::Intents& out, ViewState& view) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ui.dp(44);
  const WithId with(reason.code.value.c_str());
  if (ImGui::InvisibleButton("###hit", {width, height})) {
    out.push_back(desk::PickReason{shown.sequence, reason.code});
    view.finder.open = false;
    view.note_focus = reason.needs_note;
  }
  ui.mark("finder/" + reason.code.value, reason.label_zh);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || ImGui::IsItemHovered())
    list.AddRectFilled(at, {at.x + width, at.y + height}, colour(selected ? ui.theme.selected : ui.theme.hover), ui.dp(3));
  const bool en = model.preferences.language == domain::Language::en;
  float x = at.x + ui.dp(10);
  if (picked(shown, reason.code)) x += put(ui, {x, at.y + ui.dp(2)}, Type::body, ui.theme.accent, icon::check) + ui.dp(4);
  x += put(ui, {x, at.y + ui.dp(2)}, Type::body, ui.theme.text, en ? reason.label_en : reason.label_zh, width * 0.6F) + ui.dp(10);
  put_right(ui, {at.x + width - ui.dp(10), at.y + ui.dp(4)}, Type::small, ui.theme.accent, reason.initials);
  put(ui, {at.x + ui.dp(10), at.y + ui.dp(23)}, Type::small, ui.theme.dim, reason.short_zh, width - ui.dp(20));
}

}  // namespace

// All reasons by pinyin initials: "bjs" finds 背景颜色不对. No input method needed.
void draw_finder(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!view.finder.open || !shown || !model.reasons) {
    view.finder.open = false;
    return;
  }
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(ui.dp(460), screen.x - ui.dp(32));
  ImGui::SetNextWindowPos({screen.x / 2 - width / 2, ui.dp(96)});
  const float row = ui.dp(48), room = screen.y - ui.dp(96 + 60 + 16);
  const int rows = std::clamp(static_cast<int>(room / row), 1, kMostRows);
  ImGui::SetNextWindowSize({width, ui.dp(60) + row * static_cast<float>(rows)});
  ImGui::SetNextWindowFocus();
  const WithColour fill(ImGuiCol_WindowBg, ui.theme.raised);
  const WithVar border(ImGuiStyleVar_WindowBorderSize, 1.0F);
  const WithVar padding(ImGuiStyleVar_WindowPadding, ImVec2(ui.dp(12), ui.dp(12)));
  ImGui::Begin("###finder", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  if (view.finder.just_opened) ImGui::SetKeyboardFocusHere();
  view.finder.just_opened = false;
  ImGui::SetNextItemWidth(-1);
  const std::string hint(ui.text("finder.hint"));
  if (ImGui::InputTextWithHint("###typed", hint.c_str(), &view.finder.typed)) view.finder.selected = 0;
  ui.mark("finder/typed", view.finder.typed);

  const auto hits = domain::search(*model.reasons, view.finder.typed);
  const int count = static_cast<int>(hits.size());
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) view.finder.selected = std::min(view.finder.selected + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) view.finder.selected = std::max(view.finder.selected - 1, 0);
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  if (enter && view.finder.selected >= 0 && view.finder.selected < count) {
    const domain::Reason& reason = *hits[static_cast<std::size_t>(view.finder.selected)];
    out.push_back(desk::PickReason{shown->sequence, reason.code});
    view.finder.open = false;
    view.note_focus = reason.needs_note;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) view.finder.open = false;
  const int first = std::clamp(view.finder.selected - rows + 1, 0, std::max(0, count - rows));
  for (int i = first; i < std::min(count, first + rows); ++i)
    draw_hit(model, *shown, ui, *hits[static_cast<std::size_t>(i)], i == view.finder.selected, out, view);
  if (count == 0) ImGui::TextUnformatted(std::string(ui.text("finder.none")).c_str());
  ImGui::End();
}

}  // namespace zhaojian::ui

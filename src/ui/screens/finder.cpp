#include <algorithm>
#include <optional>

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

// Where reasons are being chosen: for the photo on the desk, or for the marked ones of the contact sheet.
struct Choosing {
  std::uint64_t sequence = 0;
  const desk::CaseFile* file = nullptr;  // whose batch the favourites are of
  std::vector<ReasonCode> picked;

  [[nodiscard]] bool has(const ReasonCode& code) const { return std::ranges::find(picked, code) != picked.end(); }
};

std::optional<Choosing> choosing(const desk::Model& model) {
  Choosing now;
  if (model.screen == desk::Screen::sheet && !model.sheet.tiles.empty()) {
    now.sequence = model.sheet.sequence;
    now.file = model.sheet.tiles.front().file.get();
    now.picked = model.sheet.reasons;
    return now;
  }
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown || shown->past || model.screen != desk::Screen::review) return {};
  now.sequence = shown->sequence;
  now.file = shown->file.get();
  for (const domain::GivenReason& given : shown->reasons) now.picked.push_back(given.code);
  return now;
}

void pick(const desk::Model& model, ViewState& view, const domain::Reason& reason, desk::Intents& out) {
  const std::uint64_t sequence = view.finder.sequence;
  if (model.screen == desk::Screen::sheet)
    out.push_back(desk::SheetPick{sequence, reason.code});
  else
    out.push_back(desk::PickReason{sequence, reason.code});
  view.finder.open = false;
  view.note_focus = reason.needs_note && model.screen == desk::Screen::review;
}

// Nothing typed: the reasons at hand with a digit each, then all in their order. Typed: what matches, best first.
struct Hits {
  std::vector<const domain::Reason*> rows;
  std::size_t digits = 0;  // the first so many have a digit
};

Hits hits_of(const desk::Model& model, const Choosing& now, const std::string& typed) {
  Hits hits;
  if (typed.empty()) hits.rows = desk::favourite_reasons(model, *now.file);
  hits.digits = hits.rows.size();
  for (const domain::Reason* reason : domain::search(*model.reasons, typed))
    if (std::ranges::find(hits.rows, reason) == hits.rows.end()) hits.rows.push_back(reason);
  return hits;
}

void draw_hit(const desk::Model& model, const Choosing& now, const UiContext& ui, const domain::Reason& reason, int digit,
              bool selected, desk::Intents& out, ViewState& view) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ui.dp(44);
  const WithId with(reason.code.value.c_str());
  if (ImGui::InvisibleButton("###hit", {width, height})) pick(model, view, reason, out);
  ui.mark("finder/" + reason.code.value, reason.label_zh);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || ImGui::IsItemHovered())
    list.AddRectFilled(at, {at.x + width, at.y + height}, colour(selected ? ui.theme.selected : ui.theme.hover), ui.dp(3));
  const bool en = model.preferences.language == domain::Language::en;
  float x = at.x + ui.dp(10);
  if (digit > 0) x += put(ui, {x, at.y + ui.dp(2)}, Type::small_strong, ui.theme.accent, std::to_string(digit)) + ui.dp(8);
  if (now.has(reason.code)) x += put(ui, {x, at.y + ui.dp(2)}, Type::body, ui.theme.accent, icon::check) + ui.dp(4);
  x += put(ui, {x, at.y + ui.dp(2)}, Type::body, ui.theme.text, en ? reason.label_en : reason.label_zh, width * 0.6F) + ui.dp(10);
  put_right(ui, {at.x + width - ui.dp(10), at.y + ui.dp(4)}, Type::small, ui.theme.accent, reason.initials);
  put(ui, {at.x + ui.dp(10), at.y + ui.dp(23)}, Type::small, ui.theme.dim, reason.short_zh, width - ui.dp(20));
}

}  // namespace

// All reasons by pinyin initials: "bjs" finds 背景颜色不对. No input method needed.
void draw_finder(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out) {
  if (!view.finder.open) return;
  const std::optional<Choosing> now = choosing(model);
  if (!now || !model.reasons || now->sequence != view.finder.sequence) {
    // Opened for another photo than the one that is here now: the key is refused, and that is said.
    view.finder.open = false;
    out.push_back(desk::PickReason{0, {}});
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
  if (ImGui::InputTextWithHint("###typed", hint.c_str(), &view.finder.typed)) {
    view.finder.selected = 0;
    // No reason is called by a digit: alone it means one of the reasons at hand.
    const std::string& typed = view.finder.typed;
    if (typed.size() == 1 && typed[0] >= '1' && typed[0] <= '9') {
      const auto at_hand = desk::favourite_reasons(model, *now->file);
      const auto digit = static_cast<std::size_t>(typed[0] - '0');
      if (digit <= at_hand.size()) pick(model, view, *at_hand[digit - 1], out);
      view.finder.typed.clear();
    }
  }
  ui.mark("finder/typed", view.finder.typed);

  const auto [hits, digits] = hits_of(model, *now, view.finder.typed);
  const int count = static_cast<int>(hits.size());
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) view.finder.selected = std::min(view.finder.selected + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) view.finder.selected = std::max(view.finder.selected - 1, 0);
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  if (enter && view.finder.selected >= 0 && view.finder.selected < count)
    pick(model, view, *hits[static_cast<std::size_t>(view.finder.selected)], out);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) view.finder.open = false;
  const int first = std::clamp(view.finder.selected - rows + 1, 0, std::max(0, count - rows));
  for (int i = first; i < std::min(count, first + rows); ++i)
    draw_hit(model, *now, ui, *hits[static_cast<std::size_t>(i)], i < static_cast<int>(digits) ? i + 1 : 0,
             i == view.finder.selected, out, view);
  if (count == 0) ImGui::TextUnformatted(std::string(ui.text("finder.none")).c_str());
  ImGui::End();
}

}  // namespace zhaojian::ui

#include <algorithm>
#include <optional>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr int kMostRows = 9;
constexpr float kRow = 48, kField = 52, kFoot = 36;

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

// Those with a digit: what the outcome asked for wants, or what is given most.
std::vector<const domain::Reason*> at_hand(const desk::Model& model, const Choosing& now, const Finder& finder) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (finder.before && shown) return desk::wanted_reasons(model, *shown, *finder.before);
  return desk::favourite_reasons(model, *now.file);
}

// Nothing typed: the reasons at hand with a digit each, then all in their order. Typed: what matches, best first. Asked
// for by an outcome: what it wants and nothing else.
struct Hits {
  std::vector<const domain::Reason*> rows;
  std::size_t digits = 0;  // the first so many have a digit
};

Hits hits_of(const desk::Model& model, const Choosing& now, const Finder& finder) {
  Hits hits;
  const auto first = at_hand(model, now, finder);
  if (finder.typed.empty()) hits.rows = first;
  hits.digits = hits.rows.size();
  for (const domain::Reason* reason : domain::search(*model.reasons, finder.typed)) {
    const bool wanted = !finder.before || std::ranges::find(first, reason) != first.end();
    if (wanted && std::ranges::find(hits.rows, reason) == hits.rows.end()) hits.rows.push_back(reason);
  }
  return hits;
}

// What to do here, in the empty field.
std::string hint_of(const UiContext& ui, const Finder& finder) {
  if (!finder.before) return std::string(ui.text("finder.hint"));
  const bool doubt = finder.before == domain::Outcome::identity_doubt;
  return ui.format(doubt ? "finder.hint_doubt" : "finder.hint_reprocess", {desk::label(ui.key(doubt ? "review.identity_doubt" : "review.reprocess"))});
}

void draw_hit(const desk::Model& model, const Choosing& now, const UiContext& ui, const Rect& place,
              const domain::Reason& reason, int digit, bool selected, desk::Intents& out, ViewState& view) {
  const WithId with(reason.code.value.c_str());
  ImGui::SetCursorScreenPos(place.min);
  if (ImGui::InvisibleButton("###hit", place.size())) pick(model, view, reason, out);
  const bool hovered = ImGui::IsItemHovered();
  ui.mark("finder/" + reason.code.value, reason.label_zh);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || hovered) list.AddRectFilled(place.min, place.max, colour(selected ? ui.theme.selected : ui.theme.hover));
  if (selected) list.AddRectFilled(place.min, {place.min.x + ui.dp(3), place.max.y}, colour(ui.theme.accent));
  const bool en = model.preferences.language == domain::Language::en;
  const float first = place.min.y + ui.dp(3), second = place.min.y + ui.dp(25), left = place.min.x + ui.dp(44);
  const float right = place.max.x - ui.dp(16);
  // Digits and ticks have a column of their own, so that the names line up.
  if (digit > 0) put_key(ui, {place.min.x + ui.dp(14), first + ui.dp(2)}, ui.dp(20), desk::Chord{static_cast<desk::Key>(static_cast<int>(desk::Key::d0) + digit)}, ui.theme.dim);
  if (now.has(reason.code)) put(ui, {place.min.x + ui.dp(16), second}, Type::small, ui.theme.accent, icon::check);
  const float initials = put_right(ui, {right, first + ui.dp(2)}, Type::small, ui.theme.accent, reason.initials);
  put(ui, {left, first}, Type::body, ui.theme.text, en ? reason.label_en : reason.label_zh, right - initials - ui.dp(12) - left);
  put(ui, {left, second}, Type::small, ui.theme.dim, reason.short_zh, right - left);
}

void draw_field(const desk::Model& model, const Choosing& now, ViewState& view, const UiContext& ui, const Rect& box,
                desk::Intents& out) {
  const float height = ui.dp(kField);
  const WithType with(ui, Type::body);
  const float line = ImGui::GetFontSize(), y = box.min.y + (height - line) / 2;
  put(ui, {box.min.x + ui.dp(16), y}, Type::body, ui.theme.dim, icon::search);
  ImGui::SetCursorScreenPos({box.min.x + ui.dp(44), y - ui.dp(5)});
  ImGui::SetNextItemWidth(box.w() - ui.dp(60));
  const WithColour back(ImGuiCol_FrameBg, ui.theme.panel);
  const WithVar border(ImGuiStyleVar_FrameBorderSize, 0.0F);
  const WithVar padding(ImGuiStyleVar_FramePadding, ImVec2{0, ui.dp(5)});
  if (view.finder.just_opened) ImGui::SetKeyboardFocusHere();
  view.finder.just_opened = false;
  const std::string hint = hint_of(ui, view.finder);
  if (ImGui::InputTextWithHint("###typed", hint.c_str(), &view.finder.typed)) {
    view.finder.selected = 0;
    // No reason is called by a digit: alone it means one of the reasons at hand.
    const std::string& typed = view.finder.typed;
    if (typed.size() == 1 && typed[0] >= '1' && typed[0] <= '9') {
      const auto first = at_hand(model, now, view.finder);
      const auto digit = static_cast<std::size_t>(typed[0] - '0');
      if (digit <= first.size()) pick(model, view, *first[digit - 1], out);
      view.finder.typed.clear();
    }
  }
  ui.mark("finder/typed", view.finder.typed);
  ImGui::GetWindowDrawList()->AddLine({box.min.x, box.min.y + height}, {box.max.x, box.min.y + height}, colour(ui.theme.line));
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
  const float row = ui.dp(kRow), top = ui.dp(72), chrome = ui.dp(kField + kFoot + 8);
  int rows = std::clamp(static_cast<int>((ImGui::GetIO().DisplaySize.y - top - chrome - ui.dp(16)) / row), 1, kMostRows);
  if (view.finder.before) rows = std::clamp(static_cast<int>(at_hand(model, *now, view.finder).size()), 1, rows);
  const Modal modal(ui, "###finder", {ui.dp(520), chrome + row * static_cast<float>(rows)}, top);
  const Rect& box = modal.box();
  draw_field(model, *now, view, ui, box, out);
  draw_dialog_keys(ui, box, kFoot, {{"↑ ↓", "dialog.choose"}, {"Enter", "finder.pick"}, {"Esc", "dialog.close"}});

  const auto [hits, digits] = hits_of(model, *now, view.finder);
  const int count = static_cast<int>(hits.size());
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) view.finder.selected = std::min(view.finder.selected + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) view.finder.selected = std::max(view.finder.selected - 1, 0);
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  if (enter && view.finder.selected >= 0 && view.finder.selected < count)
    pick(model, view, *hits[static_cast<std::size_t>(view.finder.selected)], out);
  if (modal.outside_clicked() || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) view.finder.open = false;
  const int first = std::clamp(view.finder.selected - rows + 1, 0, std::max(0, count - rows));
  float y = box.min.y + ui.dp(kField + 4);
  for (int i = first; i < std::min(count, first + rows); ++i, y += row)
    draw_hit(model, *now, ui, {{box.min.x, y}, {box.max.x, y + row}}, *hits[static_cast<std::size_t>(i)],
             i < static_cast<int>(digits) ? i + 1 : 0, i == view.finder.selected, out, view);
  if (count == 0)
    put_wrapped(ui, {box.min.x + ui.dp(44), y + ui.dp(12)}, Type::body, ui.theme.dim, ui.text("finder.none"), box.w() - ui.dp(60));
}

}  // namespace zhaojian::ui

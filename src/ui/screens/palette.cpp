#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <string>

#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/screens/palette_entries.h"
#include "ui/screens/screens.h"
#include "ui/widgets/modal.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kRow = 36, kField = 52, kFoot = 36, kWidth = 640;
constexpr int kRows = 11;

using Entries = std::vector<PaletteEntry>;

void draw_field(Palette& palette, const UiContext& ui, const Rect& box) {
  const float height = ui.dp(kField);
  const WithType with(ui, Type::body);
  const float line = ImGui::GetFontSize();
  put(ui, {box.min.x + ui.dp(16), box.min.y + (height - line) / 2}, Type::body, ui.theme.dim, icon::search);
  ImGui::SetCursorScreenPos({box.min.x + ui.dp(42), box.min.y + (height - line) / 2 - ui.dp(5)});
  ImGui::SetNextItemWidth(box.w() - ui.dp(58));
  const WithColour back(ImGuiCol_FrameBg, ui.theme.panel);
  const WithVar border(ImGuiStyleVar_FrameBorderSize, 0.0F);
  const WithVar padding(ImGuiStyleVar_FramePadding, ImVec2{0, ui.dp(5)});
  if (palette.just_opened) {
    ImGui::SetKeyboardFocusHere();
    palette.just_opened = false;
  }
  const std::string before = palette.typed;
  ImGui::InputTextWithHint("###palette", ui.text("palette.hint").data(), &palette.typed);
  ui.mark("palette/field", palette.typed);
  if (palette.typed != before) palette.selected = 0;
  const float y = box.min.y + height;
  ImGui::GetWindowDrawList()->AddLine({box.min.x, y}, {box.max.x, y}, colour(ui.theme.line));
}

void draw_entry(const PaletteEntry& entry, const UiContext& ui, const Rect& row, bool selected, bool hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (selected || hovered) list.AddRectFilled(row.min, row.max, colour(selected ? ui.theme.selected : ui.theme.hover));
  if (selected) list.AddRectFilled(row.min, {row.min.x + ui.dp(3), row.max.y}, colour(ui.theme.accent));
  const ImVec4& ink = entry.enabled ? ui.theme.text : ui.theme.faint;
  const float line = measure(ui, Type::body, entry.label).y;
  const float y = row.min.y + (row.h() - line) / 2;
  const float keys = entry.command ? key_width(ui, ui.key(entry.command->id)) : 0;
  const float left = row.min.x + ui.dp(16), right = row.max.x - ui.dp(16) - keys;
  const float used = put(ui, {left, y}, Type::body, ink, entry.label, right - left);
  if (!entry.command) return;
  const std::string_view hint = ui.text("command." + entry.id + ".hint");
  const float small = measure(ui, Type::small, hint).y;
  put(ui, {left + used + ui.dp(14), y + line - small - ui.dp(1)}, Type::small,
      entry.enabled ? ui.theme.dim : ui.theme.faint, hint, std::max(1.0F, right - ui.dp(12) - left - used - ui.dp(14)));
  put_key(ui, {right, row.centre().y - ui.dp(10)}, ui.dp(20), ui.key(entry.command->id), ink);
}

// The entry that was clicked, or -1.
int draw_list(const Entries& entries, Palette& palette, const UiContext& ui, const Rect& place, bool moved) {
  ImGui::SetCursorScreenPos(place.min);
  const Child child("entries", place.size(), 0, ImGuiWindowFlags_NoNav);
  const float row = ui.dp(kRow), top = ImGui::GetCursorScreenPos().y;
  const float at = static_cast<float>(palette.selected) * row;
  if (moved && at < ImGui::GetScrollY()) ImGui::SetScrollY(at);
  if (moved && at + row > ImGui::GetScrollY() + place.h()) ImGui::SetScrollY(at + row - place.h());
  int clicked = -1;
  for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
    const PaletteEntry& entry = entries[static_cast<std::size_t>(i)];
    const float y = top + static_cast<float>(i) * row;
    const Rect here{{place.min.x, y}, {place.max.x, y + row}};
    const WithId with(i);
    ImGui::SetCursorScreenPos(here.min);
    if (ImGui::InvisibleButton("entry", here.size())) clicked = i;
    const bool seen = here.min.y >= place.min.y - 1 && here.max.y <= place.max.y + 1;
    if (seen) ui.mark("palette/" + entry.id, entry.label, entry.enabled);
    draw_entry(entry, ui, here, i == palette.selected, ImGui::IsItemHovered());
  }
  return clicked;
}

bool move_selection(Palette& palette, int count) {
  const int before = palette.selected;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++palette.selected;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --palette.selected;
  palette.selected = std::clamp(palette.selected, 0, std::max(0, count - 1));
  return palette.selected != before;
}

void close(Palette& palette) { palette = Palette{}; }

void choose(const PaletteEntry& entry, const desk::Model& model, ViewState& view, desk::Intents& out) {
  if (!entry.enabled) {
    view.palette.just_opened = true;  // Enter gave the focus away; typing goes on
    return;
  }
  const std::uint64_t sequence = view.palette.sequence;
  close(view.palette);
  if (!entry.command) {
    out.insert(out.end(), entry.intents.begin(), entry.intents.end());
    return;
  }
  // Opened for another photo than the one that is here now: what decides is refused, and that is said.
  if (entry.command->decides && sequence != desk::sequence_on_screen(model)) {
    out.push_back(desk::PickReason{0, {}});
    return;
  }
  const auto action = entry.command->make(model, sequence);
  if (action) carry_out(*action, model, view, out);
}

}  // namespace

void draw_palette(const desk::Model& model, ViewState& view, const UiContext& ui, desk::Intents& out) {
  Palette& palette = view.palette;
  if (!palette.open) return;
  const float height = ui.dp(kField) + ui.dp(kRow) * kRows + ui.dp(8 + kFoot);
  const Modal modal(ui, "##palette", {ui.dp(kWidth), height}, ui.dp(96));
  const Rect& box = modal.box();
  draw_field(palette, ui, box);
  Entries entries = palette_entries(model, ui, palette.typed);
  if (palette.typed.empty())
    std::ranges::stable_partition(entries, [&](const PaletteEntry& entry) { return std::ranges::find(palette.first, entry.id) != palette.first.end(); });
  const bool moved = move_selection(palette, static_cast<int>(entries.size()));
  const Rect list{{box.min.x, box.min.y + ui.dp(kField) + ui.dp(4)}, {box.max.x, box.max.y - ui.dp(4 + kFoot)}};
  draw_dialog_keys(ui, box, kFoot, {{"↑ ↓", "dialog.choose"}, {"Enter", "dialog.run"}, {"Esc", "dialog.close"}});
  int chosen = draw_list(entries, palette, ui, list, moved);
  if (entries.empty())
    put_centred(ui, {list.centre().x, list.min.y + ui.dp(56)}, Type::body, ui.theme.dim,
                ui.format("palette.nothing", {palette.typed}));
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  if (enter && !modal.appearing() && !entries.empty()) chosen = palette.selected;
  if (chosen >= 0) return choose(entries[static_cast<std::size_t>(chosen)], model, view, out);
  if (modal.outside_clicked() || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) close(palette);
}

}  // namespace zhaojian::ui

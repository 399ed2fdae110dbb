#include "ui/screens/key_map.h"

#include <vector>

#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/command_groups.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using Verdict = desk::Rebinding::Verdict;

constexpr float kRow = 34, kGroup = 40;

desk::Intent keep(const desk::Model& model, const desk::Bindings& bindings) {
  desk::Preferences changed = model.preferences;
  changed.bindings = bindings;
  return desk::SetPreferences{std::move(changed)};
}

std::string named(const UiContext& ui, const std::vector<const desk::Command*>& commands) {
  std::string names;
  for (const desk::Command* command : commands) {
    if (!names.empty()) names += ui.text("keys.and");
    names += command_words(ui, *command);
  }
  return names;
}

const char* words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::same: return "keys.same";
    case Verdict::free: return "keys.press";
    case Verdict::swaps: return "keys.swaps";
    case Verdict::reserved: return "keys.reserved";
    case Verdict::plain: return "keys.plain";
    case Verdict::taken: return "keys.taken";
  }
  return "keys.press";
}

// What the waiting line says: press a key, or why the pressed one is not simply taken.
std::string prompt(const desk::Model& model, const KeyChange& change, const UiContext& ui, const desk::Command& command) {
  if (!change.wanted) return std::string(ui.text("keys.press"));
  const desk::Rebinding made = desk::rebind(model.preferences.bindings, command, *change.wanted);
  return ui.format(words_of(made.verdict), {desk::label(*change.wanted), named(ui, made.with),
                                            desk::label(ui.key(command.id))});
}

void put_back(const desk::Model& model, const desk::Command& command, ViewState& view, desk::Intents& out) {
  const desk::Rebinding made = desk::restore(model.preferences.bindings, command);
  if (made.verdict == Verdict::free || made.verdict == Verdict::swaps)
    out.push_back(keep(model, made.after));
  else if (made.verdict != Verdict::same)
    view.key_change = {std::string(command.id), desk::chord_in(model.preferences.bindings.preset, command), false};
}

void draw_waiting_line(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& row,
                       const desk::Command& command, desk::Intents& out) {
  const bool asks = view.key_change.wanted &&
                    desk::rebind(model.preferences.bindings, command, *view.key_change.wanted).verdict == Verdict::swaps;
  const ButtonSpec no{.id = "keys/cancel", .label = ui.text("keys.cancel"), .key = desk::Chord{desk::Key::escape}};
  const ButtonSpec yes{.id = "keys/swap", .label = ui.text("keys.swap"), .key = desk::Chord{desk::Key::enter}};
  const float height = ui.dp(26), y = row.min.y + (row.h() - height) / 2;
  float right = row.max.x - ui.dp(16) - button_width(ui, no);
  if (button_at(ui, {right, y}, height, no)) view.key_change = {};
  if (asks) {
    right -= button_width(ui, yes) + ui.dp(8);
    if (button_at(ui, {right, y}, height, yes)) {
      out.push_back(keep(model, desk::rebind(model.preferences.bindings, command, *view.key_change.wanted).after));
      view.key_change = {};
      return;
    }
  }
  const std::string said = prompt(model, view.key_change, ui, command);
  const float left = row.min.x + row.w() * 0.34F;
  const ImVec4& ink = view.key_change.wanted ? ui.theme.warn : ui.theme.accent;
  const float line = measure(ui, Type::small, said).y;
  put(ui, {left, row.min.y + (row.h() - line) / 2}, Type::small, ink, said, right - ui.dp(10) - left);
  ui.mark("keys/prompt", {left, row.min.y}, {right, row.max.y}, said);
}

void draw_key(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& row,
              const desk::Command& command, desk::Intents& out) {
  const desk::Bindings& bindings = model.preferences.bindings;
  const desk::Chord chord = desk::chord_of(bindings, command);
  const float cap = ui.dp(22), y = row.min.y + (row.h() - cap) / 2;
  const float left = row.min.x + row.w() * 0.5F;
  const float used = put_key(ui, {left, y}, cap, chord, ui.theme.text) + ui.dp(12);
  const float small = measure(ui, Type::small, "好").y, text_y = row.min.y + (row.h() - small) / 2;
  const auto clash = desk::sharing(bindings, command, chord);
  if (!clash.empty()) {
    put(ui, {left + used, text_y}, Type::small, ui.theme.warn,
        std::string(icon::warn) + " " + ui.format("keys.clash", {named(ui, clash)}), row.max.x - ui.dp(16) - left - used);
  } else if (bindings.own.contains(command.id)) {
    const ButtonSpec back{.id = "keys/restore", .label = ui.text("keys.restore"), .key = desk::Chord{desk::Key::del}};
    const float width = button_width(ui, back);
    put(ui, {left + used, text_y}, Type::small, ui.theme.dim,
        ui.format("keys.changed", {desk::label(desk::chord_in(bindings.preset, command))}),
        row.max.x - ui.dp(24) - width - left - used);
    if (button_at(ui, {row.max.x - ui.dp(16) - width, row.min.y + (row.h() - ui.dp(26)) / 2}, ui.dp(26), back))
      put_back(model, command, view, out);
  }
}

// True when the line was clicked.
bool draw_line(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& row,
               const desk::Command& command, bool selected, desk::Intents& out) {
  const WithId with(command.id.data());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(row.min);
  ImGui::SetNextItemAllowOverlap();
  const bool clicked = ImGui::InvisibleButton("line", row.size());
  const bool hovered = ImGui::IsItemHovered();
  const desk::Chord chord = ui.key(command.id);
  ui.mark("keys/" + std::string(command.id), desk::label(chord));
  if (selected || hovered) list.AddRectFilled(row.min, row.max, colour(selected ? ui.theme.selected : ui.theme.hover));
  if (selected) list.AddRectFilled(row.min, {row.min.x + ui.dp(3), row.max.y}, colour(ui.theme.accent));
  list.AddLine({row.min.x, row.max.y}, row.max, colour(ui.theme.line));
  const bool waits = view.key_change.command == command.id;
  const std::string words = is_digit(command) ? ui.format("keys.digit", {ui.text("command." + std::string(command.id))})
                                              : command_words(ui, command);
  const float line = measure(ui, Type::body, words).y;
  put(ui, {row.min.x + ui.dp(16), row.min.y + (row.h() - line) / 2}, Type::body, ui.theme.text, words,
      row.w() * (waits ? 0.34F : 0.5F) - ui.dp(28));
  if (waits)
    draw_waiting_line(model, view, ui, row, command, out);
  else
    draw_key(model, view, ui, row, command, out);
  return clicked;
}

}  // namespace

int key_map_lines() { return static_cast<int>(desk::commands().size()); }

float draw_key_map(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, int& selected,
                   bool act, bool reveal, desk::Intents& out) {
  float y = place.min.y;
  int index = 0;
  for (const CommandGroup& group : command_groups()) {
    put(ui, {place.min.x + ui.dp(16), y + ui.dp(16)}, Type::small_strong, ui.theme.dim, ui.text(group.title));
    y += ui.dp(kGroup);
    for (const desk::Command* command : group.commands) {
      const Rect row{{place.min.x, y}, {place.max.x, y + ui.dp(kRow)}};
      const bool here = index == selected;
      if (draw_line(model, view, ui, row, *command, here, out)) {
        selected = index;
        view.key_change = {std::string(command->id), {}, false};
      }
      if (here && reveal) {
        ImGui::SetCursorScreenPos(row.min);
        ImGui::Dummy(row.size());
        ImGui::SetScrollHereY(0.5F);
      }
      if (here && act && ImGui::IsKeyPressed(ImGuiKey_Enter, false)) view.key_change = {std::string(command->id), {}, false};
      if (here && act && ImGui::IsKeyPressed(ImGuiKey_Delete, false)) put_back(model, *command, view, out);
      y += ui.dp(kRow);
      ++index;
    }
  }
  return y - place.min.y;
}

bool take_key_change(const desk::Model& model, ViewState& view, const desk::KeyPress& press, desk::Intents& out) {
  KeyChange& change = view.key_change;
  const desk::Command* command = desk::find_command(change.command);
  if (!command) return false;
  if (press.repeat) return true;
  const desk::Bindings& now = model.preferences.bindings;
  if (press.chord == desk::Chord{desk::Key::escape}) {
    change = {{}, {}, true};
    return true;
  }
  const bool asks = change.wanted && desk::rebind(now, *command, *change.wanted).verdict == Verdict::swaps;
  if (!asks || press.chord != desk::Chord{desk::Key::enter}) change.wanted = press.chord;
  const desk::Rebinding made = desk::rebind(now, *command, *change.wanted);
  const bool agreed = asks && press.chord == desk::Chord{desk::Key::enter};
  if (made.verdict == Verdict::free || made.verdict == Verdict::same || (made.verdict == Verdict::swaps && agreed)) {
    if (made.verdict != Verdict::same) out.push_back(keep(model, made.after));
    change = {{}, {}, true};
  }
  return true;
}

}  // namespace zhaojian::ui

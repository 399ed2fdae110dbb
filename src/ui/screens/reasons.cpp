#include <algorithm>
#include <optional>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/utf8.h"
#include "desk/selectors.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/checks.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using domain::Language;
using domain::Reason;

constexpr float kHead = 24, kNote = 52, kReadOnly = 20;
constexpr std::string_view kFind = "review.find_reason";

struct Chip {
  const Reason* reason = nullptr;  // null: the way to all others
  std::string id, digit, label;
  bool picked = false, pinned = false;
  std::optional<domain::Verdict> why;  // what suggests it
  bool past = false;  // of a decision that is looked at again: to read, not to press
  Rect place = {};  // from the section's corner
};

struct Chips {
  std::vector<Chip> chips;
  float end = 0;            // below the last line, from the section's top
  bool needs_note = false;
};

ButtonSpec spec_of(const UiContext& ui, const Chip& chip, bool tight) {
  ButtonSpec spec;
  spec.id = chip.id;
  spec.label = chip.label;
  spec.small = tight;
  spec.enabled = !chip.past;
  spec.lead = chip.digit;
  if (!chip.reason) spec.key = ui.key(kFind);
  if (chip.picked) spec.look = ButtonLook::picked;
  if (chip.why) spec.sign = verdict_icon(*chip.why), spec.sign_colour = verdict_colour(ui.theme, *chip.why);
  return spec;
}

// Under the reasons of a decision that is looked at again: what was written to them, and what can be done with it here.
std::vector<std::string> past_lines(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui) {
  std::vector<std::string> lines;
  for (const domain::GivenReason& given : shown.reasons)
    if (!given.note.empty()) lines.push_back(ui.format("past.note", {given.note}));
  const std::string back = desk::label(ui.key("review.continue"));
  lines.push_back(desk::decides(model) ? ui.format("past.what_can_be_done", {desk::label(ui.key("review.reverse")), back})
                                       : ui.format("past.leave", {back}));
  return lines;
}

// Chips that flow from line to line. A chip is as wide picked or pinned as not, so that none moves when that changes.
Chips lay_out(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, float width, bool tight) {
  Chips laid;
  const bool en = model.preferences.language == Language::en;
  const auto add = [&](const Reason& reason, int digit) {
    const auto given = std::ranges::find(shown.reasons, reason.code, &domain::GivenReason::code);
    const bool on = given != shown.reasons.end();
    laid.chips.push_back({&reason, "reason/" + reason.code.value,
                          digit > 0 ? desk::label(ui.key("review.digit_" + std::to_string(digit))) : std::string(),
                          en ? reason.label_en : reason.label_zh, on && !shown.past, on && given->region,
                          shown.past ? std::nullopt : desk::suggestion(shown, reason), shown.past.has_value()});
    laid.needs_note = laid.needs_note || (on && reason.needs_note && !shown.past);
  };
  // Of what is decided only what was given, and no way to change it.
  const auto offered = shown.past ? std::vector<const Reason*>{} : desk::offered_reasons(model, shown);
  for (std::size_t i = 0; i < offered.size(); ++i) add(*offered[i], static_cast<int>(i) + 1);
  for (const domain::GivenReason& given : shown.reasons) {
    const Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    if (reason && std::ranges::find(offered, reason) == offered.end()) add(*reason, 0);
  }
  if (!shown.past) laid.chips.push_back({nullptr, std::string(kFind), {}, std::string(ui.text("side.find_reason")), false, false, {}, false});

  const float left = ui.dp(14), right = width - ui.dp(14), height = ui.dp(tight ? 24 : 28), gap = ui.dp(tight ? 5 : 6);
  float x = left, y = ui.dp(kHead);
  for (Chip& chip : laid.chips) {
    const float wide = std::min(button_width(ui, spec_of(ui, chip, tight)), right - left);
    if (x > left && x + wide > right) x = left, y += height + gap;
    chip.place = {{x, y}, {x + wide, y + height}};
    x += wide + gap;
  }
  laid.end = y + height;
  if (shown.past) laid.end += ui.dp(kReadOnly) * static_cast<float>(past_lines(model, shown, ui).size()) + ui.dp(4);
  return laid;
}

void draw_note(const desk::Reviewing& shown, ViewState& view, const UiContext& ui, Rect place, desk::Intents& out) {
  if (view.note_sequence != shown.sequence) {
    view.note_sequence = shown.sequence;
    view.note = shown.note;
  }
  ImGui::SetCursorScreenPos(place.min);
  ImGui::SetNextItemWidth(place.w());
  const WithType type(ui, Type::small);
  if (view.note_focus) ImGui::SetKeyboardFocusHere();
  view.note_focus = false;
  const std::string hint(ui.text("side.note_hint"));
  const std::string typed = view.note;
  const bool changed = ImGui::InputTextWithHint("###note", hint.c_str(), &view.note);
  if (changed && ImGui::IsKeyPressed(ImGuiKey_Escape, false))
    view.note = typed;  // Escape leaves the field; Dear ImGui would take back what was written
  else if (changed)
    out.push_back(desk::SetNote{view.note});
  ui.mark("side/note", view.note);
  if (ImGui::IsItemActive()) {  // letters are text here: the key that makes them commands again
    const desk::Chord enter{desk::Key::enter};
    const float cap = ui.dp(18), right = place.max.x - ui.dp(5) - key_width(ui, enter);
    if (place.min.x + ImGui::CalcTextSize(view.note.c_str()).x + ui.dp(18) < right)
      put_key(ui, {right, place.min.y + (ImGui::GetItemRectSize().y - cap) / 2}, cap, enter, ui.theme.dim);
  }
  // Says at once whether the note can be sent, in words.
  const float y = place.min.y + ui.dp(30);
  const std::size_t length = characters(view.note);
  std::string said = ui.format("side.note_count", {std::to_string(length), std::to_string(domain::kLongestNote)});
  const bool too_short = length < domain::kLeastNote, too_long = length > domain::kLongestNote;
  if (too_short) said += " · " + ui.format("side.note_short", {std::to_string(domain::kLeastNote)});
  if (too_long) said += " · " + ui.format("side.note_long", {std::to_string(domain::kLongestNote)});
  put(ui, {place.min.x, y}, Type::small, too_short || too_long ? ui.theme.fail : ui.theme.dim, said, place.w());
  ui.mark("side/note_count", {place.min.x, y}, {place.max.x, y + ui.dp(20)}, said);
}

// The keys that put a reason onto the photo, in the line of the title, where they take no room of their own.
void draw_pin_hint(const UiContext& ui, const Rect& place, float from) {
  const std::string hint = std::string(icon::pin) + " " + ui.format("side.pin_hint", {desk::label(ui.key("pin.next"))});
  const float width = std::min(measure(ui, Type::small, hint).x, place.max.x - ui.dp(14) - from);
  const float x = place.max.x - ui.dp(14) - width;
  put(ui, {x, place.min.y}, Type::small, ui.theme.dim, hint, width);
  ImGui::SetCursorScreenPos({x, place.min.y});
  ImGui::Dummy({width, ui.dp(20)});
  const std::string more(ui.text("side.pin_keys"));
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort)) ImGui::SetTooltip("%s", more.c_str());
  ui.mark("side/pin_hint", hint + " · " + more);
}

void draw_past_lines(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  const auto lines = past_lines(model, shown, ui);
  float y = place.max.y - ui.dp(kReadOnly) * static_cast<float>(lines.size());
  for (const std::string& said : lines) {
    put(ui, {place.min.x, y}, Type::small, ui.theme.dim, said, place.w());
    y += ui.dp(kReadOnly);
  }
  ui.mark("side/past", {place.min.x, y - ui.dp(kReadOnly)}, place.max, lines.back());
}

}  // namespace

float reasons_height(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, float width, bool tight) {
  const Chips laid = lay_out(model, shown, ui, width, tight);
  return laid.end + (laid.needs_note ? ui.dp(6 + kNote) : 0);
}

std::vector<std::pair<std::string, Rect>> reason_places(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui,
                                                        float width, bool tight) {
  std::vector<std::pair<std::string, Rect>> places;
  for (const Chip& chip : lay_out(model, shown, ui, width, tight).chips) places.emplace_back(chip.id, chip.place);
  return places;
}

float draw_reasons(const desk::Model& model, const desk::Reviewing& shown, ViewState& view, const UiContext& ui,
                   const Rect& place, bool tight, desk::Intents& out) {
  const float x = place.min.x + ui.dp(14);
  std::string head(ui.text(shown.past ? "past.reasons" : "side.reasons"));
  if (shown.past) head = std::string(icon::lock) + " " + head;
  const float title = put(ui, {x, place.min.y}, Type::small_strong, ui.theme.dim, head);
  if (!shown.reasons.empty() && !shown.past) draw_pin_hint(ui, place, x + title + ui.dp(12));
  const Chips laid = lay_out(model, shown, ui, place.w(), tight);
  for (const Chip& chip : laid.chips) {
    const ImVec2 at{place.min.x + chip.place.min.x, place.min.y + chip.place.min.y};
    const bool pressed = button_at(ui, at, chip.place.h(), spec_of(ui, chip, tight), chip.place.w());
    if (chip.pinned) {
      const ImVec2 corner{at.x + chip.place.w() - ui.dp(4), at.y + ui.dp(4)};
      ImGui::GetWindowDrawList()->AddCircleFilled(corner, ui.dp(7), colour(ui.theme.panel));
      put_centred(ui, corner, Type::small, ui.theme.accent, icon::pin);
    }
    if (!pressed) continue;
    if (chip.reason)
      out.push_back(desk::PickReason{shown.sequence, chip.reason->code});
    else
      view.finder = {true, true, {}, 0, shown.sequence};
  }
  float y = place.min.y + laid.end;
  if (shown.past) {
    const Rect below{{x, place.min.y + ui.dp(kHead)}, {place.max.x - ui.dp(14), y}};
    if (laid.chips.empty()) put(ui, below.min, Type::small, ui.theme.dim, ui.text("past.no_reasons"), below.w());
    draw_past_lines(model, shown, ui, below);
  }
  if (!laid.needs_note) return y;
  y += ui.dp(6);
  draw_note(shown, view, ui, {{x, y}, {place.max.x - ui.dp(14), y + ui.dp(kNote)}}, out);
  return y + ui.dp(kNote);
}

}  // namespace zhaojian::ui

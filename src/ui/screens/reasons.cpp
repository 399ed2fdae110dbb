#include <algorithm>

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

const std::string& label_of(const Reason& reason, const desk::Model& model) {
  return model.preferences.language == Language::en ? reason.label_en : reason.label_zh;
}

bool picked(const desk::Reviewing& shown, const ReasonCode& code) {
  return std::ranges::find(shown.reasons, code, &domain::GivenReason::code) != shown.reasons.end();
}

// What the message would be sent as, from what is picked so far.
domain::Outcome outcome_of(const desk::Model& model, const desk::Reviewing& shown) {
  if (shown.reasons.empty()) return domain::Outcome::approve;
  const bool identity = std::ranges::all_of(shown.reasons, [&](const domain::GivenReason& given) {
    const Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    return reason && reason->identity;
  });
  return identity ? domain::Outcome::identity_doubt : domain::Outcome::retake;
}

// Chips that flow from line to line.
struct Flow {
  float left, right, x, y, height, gap;
  ImVec2 place(float width) {
    if (x > left && x + width > right) {
      x = left;
      y += height + gap;
    }
    const ImVec2 at{x, y};
    x += width + gap;
    return at;
  }
};

void draw_note(const desk::Reviewing& shown, ViewState& view, const UiContext& ui, Flow& flow, desk::Intents& out) {
  flow.x = flow.left;
  flow.y += flow.height + flow.gap;
  if (view.note_sequence != shown.sequence) {
    view.note_sequence = shown.sequence;
    view.note = shown.note;
  }
  ImGui::SetCursorScreenPos({flow.left, flow.y});
  ImGui::SetNextItemWidth(flow.right - flow.left);
  const WithType type(ui, Type::small);
  if (view.note_focus) ImGui::SetKeyboardFocusHere();
  view.note_focus = false;
  const std::string hint(ui.text("side.note_hint"));
  if (ImGui::InputTextWithHint("###note", hint.c_str(), &view.note)) out.push_back(desk::SetNote{view.note});
  ui.mark("side/note", view.note);
  // Says at once whether the note can be sent, in words.
  flow.y += ui.dp(30);
  const std::size_t length = characters(view.note);
  const std::string count = ui.format("side.note_count", {std::to_string(length), std::to_string(domain::kLongestNote)});
  const bool too_short = length < domain::kLeastNote, too_long = length > domain::kLongestNote;
  std::string said = count;
  if (too_short) said += " · " + ui.format("side.note_short", {std::to_string(domain::kLeastNote)});
  if (too_long) said += " · " + ui.format("side.note_long", {std::to_string(domain::kLongestNote)});
  put(ui, {flow.left, flow.y}, Type::small, too_short || too_long ? ui.theme.fail : ui.theme.dim, said, flow.right - flow.left);
  ui.mark("side/note_count", {flow.left, flow.y}, {flow.right, flow.y + ui.dp(20)}, said);
  flow.y -= ui.dp(8);
}

}  // namespace

float draw_reasons(const desk::Model& model, const desk::Reviewing& shown, ViewState& view, const UiContext& ui,
                   const Rect& place, desk::Intents& out) {
  put(ui, {place.min.x + ui.dp(14), place.min.y}, Type::small_strong, ui.theme.dim, ui.text("side.reasons"));
  Flow flow{place.min.x + ui.dp(14), place.max.x - ui.dp(14), place.min.x + ui.dp(14), place.min.y + ui.dp(26), ui.dp(28), ui.dp(6)};
  const auto offered = desk::offered_reasons(model, shown);
  bool needs_note = false;
  const auto chip = [&](const Reason& reason, int digit) {
    const bool pinned = std::ranges::any_of(shown.reasons, [&](const domain::GivenReason& g) { return g.code == reason.code && g.region; });
    const std::string label = (digit > 0 ? desk::label(ui.key("review.digit_" + std::to_string(digit))) + " " : std::string()) + label_of(reason, model) +
                              (pinned ? std::string(" ") + icon::pin : std::string());
    const std::string id = "reason/" + reason.code.value;
    ButtonSpec spec;
    spec.id = id;
    spec.label = label;
    const bool on = picked(shown, reason.code);
    spec.look = on ? ButtonLook::retake : ButtonLook::plain;
    if (const auto why = desk::suggestion(shown, reason)) {
      spec.sign = verdict_icon(*why);
      spec.sign_colour = verdict_colour(ui.theme, *why);
    }
    const float width = std::min(button_width(ui, spec), flow.right - flow.left);
    if (button_at(ui, flow.place(width), flow.height, spec, width)) out.push_back(desk::PickReason{shown.sequence, reason.code});
    needs_note = needs_note || (on && reason.needs_note);
  };
  for (std::size_t i = 0; i < offered.size(); ++i) chip(*offered[i], static_cast<int>(i) + 1);
  for (const domain::GivenReason& given : shown.reasons) {
    const Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    if (reason && std::ranges::find(offered, reason) == offered.end()) chip(*reason, 0);
  }
  const desk::Command& find = *desk::find_command("review.find_reason");
  const ButtonSpec spec{find.id, ui.text("side.find_reason"), ui.key(find.id)};
  if (button_at(ui, flow.place(button_width(ui, spec)), flow.height, spec)) view.finder = {true, true, {}, 0, shown.sequence};
  if (needs_note) draw_note(shown, view, ui, flow, out);
  if (shown.reasons.empty() || shown.past) return flow.y + flow.height;
  const float y = flow.y + flow.height + ui.dp(4);
  const std::string hint = std::string(icon::pin) + " " + ui.format("side.pin_hint", {desk::label(ui.key("pin.next"))});
  return y + put_wrapped(ui, {flow.left, y}, Type::small, ui.theme.dim, hint, flow.right - flow.left);
}

float draw_card(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  put(ui, {place.min.x + ui.dp(14), place.min.y}, Type::small_strong, ui.theme.dim, ui.text("side.student_sees"));
  const domain::Outcome outcome = outcome_of(model, shown);
  const Result<domain::Message> message = desk::preview(model, shown, outcome);
  const ImVec2 min{place.min.x + ui.dp(14), place.min.y + ui.dp(24)};
  // The sentence is shown whole. In a narrow panel it takes two lines, and they are kept free whatever it is, so that
  // nothing below moves.
  const float room = place.max.x - ui.dp(14) - min.x - ui.dp(96), line = ui.dp(21);
  const bool two_lines = measure(ui, Type::small, "字").x * static_cast<float>(domain::kThingCharacters) > room;
  const ImVec2 max{place.max.x - ui.dp(14), min.y + ui.dp(130) + (two_lines ? line : 0)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, colour(ui.theme.card), ui.dp(6));
  list.AddRect(min, max, colour(ui.theme.line), ui.dp(6));
  float y = min.y + ui.dp(10);
  // The card is the student's own, so it is Chinese whatever the reviewer's language.
  put(ui, {min.x + ui.dp(14), y}, Type::strong, ui.theme.card_text, "审核结果通知", max.x - min.x - ui.dp(28));
  y += ui.dp(28);
  if (!message) {
    put_wrapped(ui, {min.x + ui.dp(14), y}, Type::small, ui.theme.card_dim, ui.texts.of(message.error()), max.x - min.x - ui.dp(28));
    ui.mark("side/card", min, max, ui.texts.of(message.error()), false);
    return max.y + ui.dp(24);
  }
  const std::pair<std::string, std::string> rows[] = {
      {"审核事项", "毕业证照片"}, {"审核结果", message->card.status}, {"说明", message->card.thing}, {"时间", message->card.time}};
  for (const auto& [label, value] : rows) {
    put(ui, {min.x + ui.dp(14), y}, Type::small, ui.theme.card_dim, label);
    put_wrapped(ui, {min.x + ui.dp(82), y}, Type::small, ui.theme.card_text, value, room);
    y += two_lines && &value == &rows[2].second ? 2 * line : line;
  }
  ui.mark("side/card", min, max, message->card.thing);
  std::string under = ui.format("side.card_count", {std::to_string(characters(message->card.thing)), std::to_string(domain::kThingCharacters)});
  if (!message->reasons.empty()) under += " · " + std::string(ui.text("side.card_details"));
  if (!message->reasons.empty() && message->retake_is_free) under += " · " + std::string(ui.text("side.card_free"));
  put(ui, {min.x, max.y + ui.dp(6)}, Type::small, ui.theme.dim, under, max.x - min.x);
  y = max.y + ui.dp(30);
  if (!message->reasons.empty()) {
    put(ui, {min.x, y}, Type::small_strong, ui.theme.dim, ui.text("side.long_text"), max.x - min.x);
    y += ui.dp(22);
  }
  for (const domain::MessageReason& reason : message->reasons) {
    const std::string said = reason.label + "：" + reason.message;
    y += put_wrapped(ui, {min.x, y}, Type::small, ui.theme.text, said, max.x - min.x) + ui.dp(4);
  }
  return y;
}

}  // namespace zhaojian::ui

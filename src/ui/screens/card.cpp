#include <algorithm>

#include "base/utf8.h"
#include "desk/selectors.h"
#include "ui/screens/checks.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kHead = 22, kTitle = 24, kPad = 10, kLabel = 68;

// What the message would be sent as, from what is picked so far.
domain::Outcome outcome_of(const desk::Model& model, const desk::Reviewing& shown) {
  if (shown.past) return shown.past->decision.outcome;
  if (shown.reasons.empty())
    return desk::barred_from_approval(shown) ? domain::Outcome::retake : domain::Outcome::approve;
  const bool identity = std::ranges::all_of(shown.reasons, [&](const domain::GivenReason& given) {
    const domain::Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    return reason && reason->identity;
  });
  return identity ? domain::Outcome::identity_doubt : domain::Outcome::retake;
}

Result<domain::Message> message_of(const desk::Model& model, const desk::Reviewing& shown) {
  return desk::preview(model, shown, outcome_of(model, shown));
}

struct Measures {
  float line, room;  // of a row; for its text
  float lines;       // of the body, whatever the sentence
};
// A low panel leaves out what is the same on every card (the matter, the time): its height is worth a check more.
Measures measures_of(const UiContext& ui, float width, bool tight) {
  const float room = width - ui.dp(2 * 14 + 2 * 14 + kLabel);
  const bool two_lines = measure(ui, Type::small, "字").x * static_cast<float>(domain::kThingCharacters) > room;
  return {ui.dp(tight ? 19 : 21), room, (tight ? 2.0F : 4.0F) + (two_lines ? 1.0F : 0.0F)};
}

float body_height(const UiContext& ui, const Measures& m) {
  return ui.dp(2 * kPad + kTitle) + m.line * m.lines;
}

}  // namespace

float card_height(const UiContext& ui, float width, bool tight) {
  return ui.dp(kHead) + body_height(ui, measures_of(ui, width, tight));
}

float draw_card(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place, bool tight) {
  const ImVec2 min{place.min.x + ui.dp(14), place.min.y + ui.dp(kHead)};
  put(ui, {min.x, place.min.y}, Type::small_strong, ui.theme.dim, ui.text(shown.past ? "past.message" : "side.student_sees"));
  const Result<domain::Message> message = message_of(model, shown);
  const Measures m = measures_of(ui, place.w(), tight);
  // Always as tall, whatever the sentence, so that nothing below moves.
  const ImVec2 max{place.max.x - ui.dp(14), min.y + body_height(ui, m)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, colour(ui.theme.card), ui.dp(6));
  list.AddRect(min, max, colour(ui.theme.line), ui.dp(6));
  const float x = min.x + ui.dp(14);
  float y = min.y + ui.dp(kPad);
  // The card is the student's own, so it is Chinese whatever the reviewer's language.
  put(ui, {x, y}, Type::strong, ui.theme.card_text, "审核结果通知", max.x - x - ui.dp(14));
  y += ui.dp(kTitle);
  if (!message) {
    put_wrapped(ui, {x, y}, Type::small, ui.theme.card_dim, ui.texts.of(message.error()), max.x - x - ui.dp(14));
    ui.mark("side/card", min, max, ui.texts.of(message.error()), false);
    return max.y;
  }
  const domain::Card& card = message->card;
  const std::string count = ui.format("side.card_count", {std::to_string(characters(card.thing)), std::to_string(domain::kThingCharacters)});
  put_right(ui, {max.x, place.min.y}, Type::small, ui.theme.dim, count);
  struct Row {
    std::string_view label, value;
    bool told_apart;  // differs from card to card
  };
  const Row rows[] = {{"审核事项", "毕业证照片", false}, {"审核结果", card.status, true}, {"说明", card.thing, true}, {"时间", card.time, false}};
  for (const auto& [label, value, told_apart] : rows) {
    if (tight && !told_apart) continue;
    put(ui, {x, y}, Type::small, ui.theme.card_dim, label);
    const float height = put_wrapped(ui, {x + ui.dp(kLabel), y}, Type::small, ui.theme.card_text, value, m.room);
    y += height > m.line * 1.5F ? 2 * m.line : m.line;
  }
  ui.mark("side/card", min, max, card.thing);
  return max.y;
}

float draw_long_text(const desk::Model& model, const desk::Reviewing& shown, const UiContext& ui, const Rect& place) {
  const Result<domain::Message> message = message_of(model, shown);
  if (!message || message->reasons.empty()) return place.min.y;
  const float x = place.min.x + ui.dp(14), width = place.w() - ui.dp(28);
  std::string title(ui.text("side.long_text"));
  if (message->retake_is_free) title += " · " + std::string(ui.text("side.card_free"));
  float y = place.min.y;
  put(ui, {x, y}, Type::small_strong, ui.theme.dim, title, width);
  y += ui.dp(kHead);
  for (const domain::MessageReason& reason : message->reasons)
    y += put_wrapped(ui, {x, y}, Type::small, ui.theme.text, reason.label + "：" + reason.message, width) + ui.dp(4);
  return y;
}

}  // namespace zhaojian::ui

#include "ui/screens/list_page.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/icons.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {

using domain::DecisionState;
using domain::EventState;
using domain::Outcome;

bool keyboard_free(const ViewState& view) {
  const bool over = view.palette.open || view.help || view.notices || view.finder.open || view.aside_menu ||
                    !view.key_change.command.empty();
  return !over && !ImGui::GetIO().WantTextInput;
}

namespace {

PageBar draw_bar(const UiContext& ui, const Rect& place, std::string_view title, std::string_view sentence,
                 const ImVec4& ink, float right_room) {
  const float height = ui.dp(48);
  const Rect bar{place.min, {place.max.x, place.min.y + height}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(bar.min, bar.max, colour(ui.theme.panel));
  const float x = bar.min.x + ui.dp(16);
  const ImVec2 size = measure(ui, Type::strong, title);
  const float y = bar.min.y + (height - size.y) / 2;
  put(ui, {x, y}, Type::strong, ui.theme.text, title);
  const float small = measure(ui, Type::small, sentence).y;
  const float left = x + size.x + ui.dp(16);
  put(ui, {left, y + size.y - small - ui.dp(1)}, Type::small, ink, sentence,
      std::max(ui.dp(20), bar.max.x - ui.dp(16) - right_room - left));
  list.AddLine({bar.min.x, bar.max.y}, bar.max, colour(ui.theme.line));
  return {{{place.min.x, bar.max.y + 1}, place.max}, bar, bar.max.x};
}

}  // namespace

PageBar draw_page_head(const desk::Model& model, const UiContext& ui, const Rect& place, const PageTexts& texts,
                       const desk::Chord& key, desk::Intents& out, float more) {
  using Kind = desk::LinkState::Kind;
  const bool in = model.me.has_value();
  const ButtonSpec back{.id = "page/back",
                        .label = ui.text(in ? "page.back" : "settings.back"),
                        .key = key};
  const float width = button_width(ui, back), height = ui.dp(32), right = width + ui.dp(16) + more;
  const bool away = model.link.kind == Kind::offline || model.link.kind == Kind::refused;
  const bool refused = model.link.kind == Kind::refused;
  std::string sentence(ui.text(away && !texts.offline.empty() ? texts.offline : texts.sentence));
  if (away && !texts.offline.empty()) sentence = std::string(refused ? icon::warn : icon::offline) + " " + sentence;
  PageBar page = draw_bar(ui, place, ui.text(texts.title), sentence,
                                away && !texts.offline.empty() ? refused ? ui.theme.warn : ui.theme.text : ui.theme.dim, right);
  if (away && !texts.offline.empty()) ui.mark("page/offline", page.bar.min, page.bar.max, sentence);
  const ImVec2 at{page.bar.max.x - ui.dp(16) - width, page.bar.min.y + (page.bar.h() - height) / 2};
  if (button_at(ui, at, height, back)) out.push_back(desk::Go{in ? desk::Screen::review : desk::Screen::sign_in});
  page.right = at.x;
  return page;
}

WithDetail draw_detail_ground(const UiContext& ui, const Rect& rest, float wanted) {
  const float height = std::min(ui.dp(wanted), rest.h() * 0.45F);
  const WithDetail split{{rest.min, {rest.max.x, rest.max.y - height}}, {{rest.min.x, rest.max.y - height}, rest.max}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(split.detail.min, split.detail.max, colour(ui.theme.panel));
  list.AddLine(split.detail.min, {split.detail.max.x, split.detail.min.y}, colour(ui.theme.line));
  return split;
}

namespace {

constexpr float kNames = 88;  // dp, of the column of names in a detail pane

}  // namespace

float put_field(const UiContext& ui, ImVec2 at, std::string_view name, std::string_view value, float room) {
  const float names = ui.dp(kNames);
  put(ui, at, Type::small, ui.theme.dim, name, names - ui.dp(8));
  put(ui, {at.x + names, at.y}, Type::small, ui.theme.text, value, room - names);
  return ui.dp(24);
}

void put_field_wrapped(const UiContext& ui, ImVec2 at, std::string_view name, std::string_view value, float room) {
  put(ui, at, Type::small, ui.theme.dim, name, ui.dp(kNames) - ui.dp(8));
  put_wrapped(ui, {at.x + ui.dp(kNames), at.y}, Type::small, ui.theme.text, value, room - ui.dp(kNames));
}

std::string list_time(Instant at, Instant now) {
  const BeijingTime t = beijing(at);
  if (t.date == beijing(now).date) return clock_time(at);
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%02d-%02d %02d:%02d", t.date.month % 100, t.date.day % 100, t.hour % 100,
                t.minute % 100);
  return text.data();
}

Outlook outlook(const UiContext& ui, EventState state) {
  const Theme& t = ui.theme;
  switch (state) {
    case EventState::held: return {icon::hourglass, &t.dim, ui.text("event_state.held")};
    case EventState::ready: return {icon::clock, &t.text, ui.text("event_state.ready")};
    case EventState::inflight: return {icon::sync, &t.accent, ui.text("event_state.inflight")};
    case EventState::accepted: return {icon::check, &t.pass, ui.text("event_state.accepted")};
    case EventState::delivered: return {icon::pass, &t.pass, ui.text("event_state.delivered")};
    case EventState::refused: return {icon::warn, &t.warn, ui.text("event_state.refused")};
    case EventState::superseded: return {icon::other, &t.dim, ui.text("event_state.superseded")};
    case EventState::cancelled: return {icon::undo, &t.dim, ui.text("event_state.cancelled")};
    case EventState::dead: return {icon::fail, &t.fail, ui.text("event_state.dead")};
  }
  return {icon::fail, &t.fail, ui.text("event_state.dead")};
}

Outlook outlook(const UiContext& ui, Outcome outcome) {
  const Theme& t = ui.theme;
  switch (outcome) {
    case Outcome::approve: return {icon::pass, &t.pass, ui.text("outcome.approve")};
    case Outcome::retake: return {icon::replay, &t.fail, ui.text("outcome.retake")};
    case Outcome::identity_doubt: return {icon::badge, &t.warn, ui.text("outcome.identity_doubt")};
    case Outcome::reprocess: return {icon::sync, &t.accent, ui.text("outcome.reprocess")};
  }
  return {icon::pass, &t.pass, ui.text("outcome.approve")};
}

Outlook outlook(const UiContext& ui, DecisionState state) {
  const Theme& t = ui.theme;
  switch (state) {
    case DecisionState::held: return {icon::hourglass, &t.accent, ui.text("decision_state.held")};
    case DecisionState::released: return {icon::check, &t.text, ui.text("decision_state.released")};
    case DecisionState::undone: return {icon::undo, &t.dim, ui.text("decision_state.undone")};
    case DecisionState::cancelled: return {icon::close, &t.dim, ui.text("decision_state.cancelled")};
    case DecisionState::reversed: return {icon::history, &t.warn, ui.text("decision_state.reversed")};
    case DecisionState::opinion: return {icon::people, &t.text, ui.text("decision_state.opinion")};
  }
  return {icon::check, &t.text, ui.text("decision_state.released")};
}

}  // namespace zhaojian::ui

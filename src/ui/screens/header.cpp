#include <algorithm>

#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/screens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

struct Tab {
  desk::Screen screen;
  const char* command;
};
constexpr Tab kTabs[] = {{desk::Screen::review, "app.review"}, {desk::Screen::sheet, "app.sheet"}, {desk::Screen::outbox, "app.outbox"},
                         {desk::Screen::problems, "app.problems"}, {desk::Screen::history, "app.history"},
                         {desk::Screen::settings, "app.settings"}};

std::string badge_of(const desk::Model& model, desk::Screen screen) {
  std::int64_t count = 0;
  if (screen == desk::Screen::outbox) count = model.outbox.dead;
  if (screen == desk::Screen::problems) count = model.day.quarantined;
  return count > 0 ? std::to_string(count) : std::string();
}

float tab_width(const desk::Model& model, const UiContext& ui, const Tab& tab) {
  const std::string_view label = ui.text(std::string("command.") + tab.command);
  const std::string badge = badge_of(model, tab.screen);
  return measure(ui, model.screen == tab.screen ? Type::strong : Type::body, label).x + ui.dp(20) +
         (badge.empty() ? 0 : measure(ui, Type::small, badge).x + ui.dp(14));
}

// The contact sheet gives way where all the tabs do not fit; it keeps its key.
bool all_fit(const desk::Model& model, const UiContext& ui, float room) {
  for (const Tab& tab : kTabs) room -= tab_width(model, ui, tab);
  return room >= 0;
}

float draw_tab(const desk::Model& model, const UiContext& ui, const Tab& tab, ImVec2 at, float height, desk::Intents& out) {
  const std::string label(ui.text(std::string("command.") + tab.command));
  const bool here = model.screen == tab.screen;
  const std::string badge = badge_of(model, tab.screen);
  const Type type = here ? Type::strong : Type::body;
  const float text = measure(ui, type, label).x;
  const float width = tab_width(model, ui, tab);
  ImGui::SetCursorScreenPos(at);
  if (ImGui::InvisibleButton(tab.command, {width, height})) out.push_back(desk::Go{tab.screen});
  ui.mark(tab.command, label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered()) list.AddRectFilled(at, {at.x + width, at.y + height}, colour(ui.theme.hover));
  if (here) list.AddRectFilled({at.x + ui.dp(10), at.y + height - ui.dp(3)}, {at.x + ui.dp(10) + text, at.y + height}, colour(ui.theme.accent));
  const float y = at.y + (height - measure(ui, type, label).y) / 2;
  put(ui, {at.x + ui.dp(10), y}, type, here ? ui.theme.text : ui.theme.dim, label);
  if (!badge.empty()) {
    const float x = at.x + ui.dp(16) + text;
    const ImVec2 size = measure(ui, Type::small, badge);
    const float by = at.y + (height - size.y) / 2;
    list.AddRectFilled({x - ui.dp(2), by}, {x + size.x + ui.dp(6), by + size.y}, colour(ui.theme.retake_fill), ui.dp(8));
    put(ui, {x + ui.dp(2), by}, Type::small, ui.theme.retake_text, badge);
  }
  return width;
}

std::string day_text(const desk::Model& model, const UiContext& ui) {
  std::string text = ui.format("header.day", {std::to_string(model.day.decided_by_me), std::to_string(model.day.waiting)});
  if (model.day.clear_at) text += " · " + ui.format("header.clear_at", {clock_time(*model.day.clear_at).substr(0, 5)});
  return text;
}

}  // namespace

void draw_header(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###header", place.min, place.size(), ui.theme.panel);
  const float height = place.h();
  const auto centre_y = [&](Type type) { return place.min.y + (height - measure(ui, type, "照").y) / 2; };
  float x = place.min.x + ui.dp(14);
  x += put(ui, {x, centre_y(Type::strong)}, Type::strong, ui.theme.text, ui.text("app.name")) + ui.dp(16);
  if (model.me) {
    const bool every = all_fit(model, ui, place.max.x - ui.dp(12) - x);
    for (const Tab& tab : kTabs)
      if (every || tab.screen != desk::Screen::sheet) x += draw_tab(model, ui, tab, {x, place.min.y}, height, out);
  }

  float right = place.max.x - ui.dp(12);
  if (model.me) {
    right -= put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.text, model.me->name) + ui.dp(4);
    right -= put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.dim, icon::person) + ui.dp(14);
    const desk::Command& palette = *desk::find_command("app.palette");
    const ButtonSpec spec{palette.id, ui.text("command.app.palette"), ui.key(palette.id)};
    const float width = button_width(ui, spec);
    if (right - width > x) {
      if (button_at(ui, {right - width, place.min.y + (height - ui.dp(28)) / 2}, ui.dp(28), spec)) view.palette = {true, true, {}, 0};
      right -= width + ui.dp(16);
    }
    const std::string day = day_text(model, ui);
    if (right - measure(ui, Type::small, day).x > x + ui.dp(12)) {
      const float w = put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.dim, day);
      ui.mark("header/day", {right - w, place.min.y}, {right, place.max.y}, day);
    }
  }
}

void draw_status(const desk::Model& model, const UiContext& ui, const Rect& place) {
  const Panel panel("###status", place.min, place.size(), ui.theme.background);
  const float y = place.min.y + (place.h() - measure(ui, Type::small, "照").y) / 2;
  float x = place.min.x + ui.dp(12);
  const float gap = ui.dp(18);
  const auto say = [&](const ImVec4& ink, std::string_view text, std::string_view id) {
    const float room = place.max.x - ui.dp(120) - x;
    if (room < ui.dp(40)) return;
    const float w = put(ui, {x, y}, Type::small, ink, text, room);
    ui.mark(id, {x, place.min.y}, {x + w, place.max.y}, text);
    x += w + gap;
  };
  using Kind = desk::LinkState::Kind;
  const desk::LinkState& link = model.link;
  const char* sign = link.kind == Kind::connected ? icon::connected : link.kind == Kind::connecting ? icon::sync : icon::offline;
  const ImVec4& ink = link.kind == Kind::connected ? ui.theme.pass : link.kind == Kind::connecting ? ui.theme.dim : ui.theme.fail;
  x += put(ui, {x, y}, Type::small, ink, sign) + ui.dp(6);
  constexpr const char* kinds[] = {"status.connecting", "status.connected", "status.offline", "status.refused"};
  const bool trouble = link.kind == Kind::offline || link.kind == Kind::refused;
  std::string words(ui.text(kinds[static_cast<int>(link.kind)]));
  if (trouble && !link.problem.empty()) words += " · " + std::string(ui.text(link.problem));
  say(trouble ? ui.theme.fail : ui.theme.dim, words, "status/link");
  if (link.last_sync) say(ui.theme.dim, ui.format("status.sync", {clock_time(*link.last_sync), std::to_string(link.new_items)}), "status/sync");
  if (link.photos_wanted > 0)
    say(ui.theme.dim, ui.format("status.pulling", {std::to_string(link.photos_done), std::to_string(link.photos_done + link.photos_wanted)}), "status/pull");
  if (model.day.to_check > 0) say(ui.theme.dim, ui.format("status.checking", {std::to_string(model.day.to_check)}), "status/check");
  if (model.me) say(ui.theme.dim, ui.format("status.prefetch", {std::to_string(std::min<std::size_t>(model.prefetched.size(), 5))}), "status/prefetch");
  const desk::OutboxState& box = model.outbox;
  const bool alarm = box.dead > 0 || box.endpoint_off;
  say(alarm ? ui.theme.fail : ui.theme.dim,
      ui.format("status.outbox", {std::to_string(box.held), std::to_string(box.pending), std::to_string(box.dead)}), "status/outbox");
  if (box.endpoint_off) say(ui.theme.fail, ui.text("status.endpoint_off"), "status/endpoint_off");
  if (!model.pending.empty()) say(model.store_failure ? ui.theme.fail : ui.theme.dim, ui.format("status.unsaved", {std::to_string(model.pending.size())}), "status/unsaved");
  if (const auto* shown = std::get_if<desk::Reviewing>(&model.review); shown && model.screen == desk::Screen::review) {
    const auto looked = std::max<std::int64_t>(0, (model.now - shown->shown_at).micros / 1'000'000);
    put_right(ui, {place.max.x - ui.dp(12), y}, Type::small, ui.theme.dim, ui.format("status.looked", {std::to_string(looked)}));
  }
}

}  // namespace zhaojian::ui

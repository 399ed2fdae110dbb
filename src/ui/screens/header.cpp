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

bool counts(desk::Screen screen) { return screen == desk::Screen::outbox || screen == desk::Screen::problems; }

// Two figures at most: the page itself says how many.
std::string badge_of(const desk::Model& model, desk::Screen screen) {
  std::int64_t count = 0;
  if (screen == desk::Screen::outbox) count = model.outbox.dead;
  if (screen == desk::Screen::problems) count = model.day.quarantined;
  if (count <= 0) return {};
  return count > 9 ? "9+" : std::to_string(count);
}

// How much is said in the line: everything, without the keys of the tabs, or without the contact sheet, which keeps its key.
enum class Detail { all, no_keys, least };

// The same for the present tab and the others, with a count or without: no tab ever moves. A count stands where the key
// stands otherwise.
float tab_width(const UiContext& ui, const Tab& tab, Detail detail) {
  float width = measure(ui, Type::strong, ui.text(std::string("command.") + tab.command)).x + ui.dp(18);
  if (detail == Detail::all) width += measure(ui, Type::small, desk::label(ui.key(tab.command))).x + ui.dp(5);
  if (detail != Detail::all && counts(tab.screen)) width += ui.dp(10);
  return width;
}

float tabs_width(const UiContext& ui, Detail detail) {
  float width = 0;
  for (const Tab& tab : kTabs)
    if (detail != Detail::least || tab.screen != desk::Screen::sheet) width += tab_width(ui, tab, detail);
  return width;
}

float draw_tab(const desk::Model& model, const UiContext& ui, const Tab& tab, Detail detail, ImVec2 at, float height,
               desk::Intents& out) {
  const std::string label(ui.text(std::string("command.") + tab.command));
  const bool here = model.screen == tab.screen;
  const Type type = here ? Type::strong : Type::body;
  const float text = measure(ui, Type::strong, label).x, side = ui.dp(9);
  const float width = tab_width(ui, tab, detail);
  ImGui::SetCursorScreenPos(at);
  if (ImGui::InvisibleButton(tab.command, {width, height})) out.push_back(desk::Go{tab.screen});
  ui.mark(tab.command, label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered()) list.AddRectFilled(at, {at.x + width, at.y + height}, colour(ui.theme.hover));
  if (here) list.AddRectFilled({at.x + side, at.y + height - ui.dp(3)}, {at.x + side + text, at.y + height}, colour(ui.theme.accent));
  const float y = at.y + (height - measure(ui, type, label).y) / 2;
  put(ui, {at.x + side, y}, type, here ? ui.theme.text : ui.theme.dim, label);
  const float small = measure(ui, Type::small, "照").y, small_y = at.y + (height - small) / 2;
  const float x = at.x + side + text + ui.dp(4);
  if (const std::string badge = badge_of(model, tab.screen); !badge.empty()) {
    const float inside = measure(ui, Type::small, badge).x;
    list.AddRectFilled({x, small_y}, {x + inside + ui.dp(8), small_y + small}, colour(ui.theme.retake_fill), ui.dp(8));
    put(ui, {x + ui.dp(4), small_y}, Type::small, ui.theme.retake_text, badge);
  } else if (detail == Detail::all) {
    put(ui, {x + ui.dp(1), small_y + ui.dp(1)}, Type::small, ui.theme.faint, desk::label(ui.key(tab.command)));
  }
  return width;
}

std::string day_text(const desk::Model& model, const UiContext& ui) {
  std::string text = ui.format("header.day", {grouped(model.day.decided_by_me), grouped(model.day.waiting)});
  if (model.day.clear_at) {
    const BeijingTime now = beijing(model.now), then = beijing(*model.day.clear_at);
    const std::string_view when = then.date == now.date ? "header.clear_at" : "header.clear_tomorrow";
    text += " · " + ui.format(when, {clock_time(*model.day.clear_at).substr(0, 5)});
  }
  return text;
}

}  // namespace

void draw_header(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, desk::Intents& out) {
  const Panel panel("###header", place.min, place.size(), ui.theme.panel);
  const float height = place.h();
  const auto centre_y = [&](Type type) { return place.min.y + (height - measure(ui, type, "照").y) / 2; };
  float x = place.min.x + ui.dp(14);
  x += put(ui, {x, centre_y(Type::strong)}, Type::strong, ui.theme.text, ui.text("app.name")) + ui.dp(16);
  if (!model.me) return;
  const ButtonSpec palette{"app.palette", ui.text("command.app.palette"), ui.key("app.palette")};
  const std::string day = day_text(model, ui);
  const float who = measure(ui, Type::small, model.me->name).x + measure(ui, Type::small, icon::person).x + ui.dp(30);
  const float asides = who + button_width(ui, palette) + ui.dp(28) + measure(ui, Type::small, day).x;
  const auto fits = [&](Detail detail, float beside) { return x + tabs_width(ui, detail) + beside <= place.max.x; };
  const Detail detail = fits(Detail::all, asides) ? Detail::all : fits(Detail::no_keys, ui.dp(12)) ? Detail::no_keys : Detail::least;
  for (const Tab& tab : kTabs)
    if (detail != Detail::least || tab.screen != desk::Screen::sheet) x += draw_tab(model, ui, tab, detail, {x, place.min.y}, height, out);

  float right = place.max.x - ui.dp(12);
  if (right - who > x) {
    right -= put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.text, model.me->name) + ui.dp(4);
    right -= put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.dim, icon::person) + ui.dp(14);
  }
  const float width = button_width(ui, palette);
  if (right - width > x) {
    if (button_at(ui, {right - width, place.min.y + (height - ui.dp(28)) / 2}, ui.dp(28), palette)) carry_out(desk::ViewAction::palette, model, view, out);
    right -= width + ui.dp(16);
  }
  if (right - measure(ui, Type::small, day).x > x + ui.dp(12)) {
    const float w = put_right(ui, {right, centre_y(Type::small)}, Type::small, ui.theme.dim, day);
    ui.mark("header/day", {right - w, place.min.y}, {right, place.max.y}, day);
  }
}

void draw_status(const desk::Model& model, const UiContext& ui, const Rect& place, const Rect& taken) {
  const Panel panel("###status", place.min, place.size(), ui.theme.background);
  const float y = place.min.y + (place.h() - measure(ui, Type::small, "照").y) / 2;
  float x = place.min.x + ui.dp(12);
  const float gap = ui.dp(18);
  const auto say = [&](const ImVec4& ink, std::string_view text, std::string_view id) {
    const float room = std::min(place.max.x - ui.dp(120), taken.min.x - gap) - x;
    if (room < ui.dp(40) || (taken.w() > 0 && measure(ui, Type::small, text).x > room)) return;
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
  // That the network is away is said by the state itself; any other cause is worth a sentence.
  std::string words(ui.text(kinds[static_cast<int>(link.kind)]));
  if (trouble && !link.problem.empty() && link.problem != "error.net.unreachable") words += " · " + std::string(ui.text(link.problem));
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
  if (!model.pending.empty()) say(model.store_failure ? ui.theme.fail : ui.theme.dim, ui.format(model.store_failure ? "status.unsaved" : "status.saving", {std::to_string(model.pending.size())}), "status/unsaved");
  if (const auto* shown = std::get_if<desk::Reviewing>(&model.review); shown && model.screen == desk::Screen::review && taken.w() <= 0) {
    const auto looked = std::max<std::int64_t>(0, (model.now - shown->shown_at).micros / 1'000'000);
    put_right(ui, {place.max.x - ui.dp(12), y}, Type::small, ui.theme.dim, ui.format("status.looked", {std::to_string(looked)}));
  }
}

}  // namespace zhaojian::ui

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "ui/icons.h"
#include "ui/problem_words.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::OutboxRow;
using domain::EventState;
using Rows = std::vector<OutboxRow>;

constexpr float kDetail = 144;  // dp

struct Count {
  const char* id;
  const char* icon;
  std::int64_t number;
  const char* text;
  const ImVec4* ink;
};

// How many wait, and how many need somebody: in one line, figures first.
Rect draw_counts(const desk::OutboxState& box, const UiContext& ui, const Rect& place) {
  const Theme& t = ui.theme;
  const Count counts[] = {
      {"outbox/held", icon::hourglass, box.held, "outbox.count.held", &t.dim},
      {"outbox/pending", icon::clock, box.pending, "outbox.count.pending", &t.text},
      {"outbox/refused", icon::warn, box.refused, "outbox.count.refused", box.refused > 0 ? &t.warn : &t.dim},
      {"outbox/dead", icon::fail, box.dead, "outbox.count.dead", box.dead > 0 ? &t.fail : &t.dim}};
  const float height = ui.dp(64);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = std::min(ui.dp(200), place.w() / 4);
  float x = place.min.x;
  for (const Count& count : counts) {
    const float left = x + ui.dp(16), right = x + width;
    const std::string figure = std::to_string(count.number);
    put(ui, {left, place.min.y + ui.dp(4)}, Type::title, *count.ink, figure, right - left);
    put(ui, {left, place.min.y + ui.dp(37)}, Type::small, *count.ink, count.icon);
    put(ui, {left + ui.dp(20), place.min.y + ui.dp(37)}, Type::small, t.dim, ui.text(count.text),
        right - left - ui.dp(24));
    ui.mark(count.id, {x, place.min.y}, {right, place.min.y + height}, figure);
    x = right;
  }
  list.AddLine({place.min.x, place.min.y + height}, {place.max.x, place.min.y + height}, colour(t.line));
  return {{place.min.x, place.min.y + height + 1}, place.max};
}

Rect draw_alarms(const desk::Model& model, const UiContext& ui, Rect place) {
  const desk::OutboxState& box = model.outbox;
  if (box.endpoint_off) return banner_at(ui, place, Tone::alarm, "outbox/endpoint_off", ui.text("outbox.endpoint_off"));
  if (!box.problem.empty()) return banner_at(ui, place, Tone::warning, "outbox/problem", ui.text(box.problem));
  return place;
}

std::string receipt_of(const UiContext& ui, const domain::OutboxEvent& event) {
  if (event.receipt_status.empty()) return std::string(ui.text("outbox.no_receipt"));
  const std::string key = "receipt." + event.receipt_status;
  std::string said(ui.texts.has(key) ? ui.text(key) : std::string_view(event.receipt_status));
  if (!event.receipt_code.empty()) said += " " + event.receipt_code;
  return said;
}

// Only what will still be sent has a next time.
std::string next_try(const UiContext& ui, const domain::OutboxEvent& event, Instant now) {
  if (event.state == EventState::held || event.state == EventState::ready)
    return event.next_at <= now ? std::string(ui.text("outbox.now")) : list_time(event.next_at, now);
  return "–";
}

void draw_row(Table& table, const OutboxRow& row, const desk::Model& model, const UiContext& ui) {
  const Theme& t = ui.theme;
  const domain::OutboxEvent& event = row.event;
  const Outlook look = outlook(ui, event.state);
  table.text(list_time(event.created_at, model.now), t.dim);
  table.text(row.student_number, t.text);
  const std::string type = "event_type." + event.type;
  table.text(ui.texts.has(type) ? ui.text(type) : std::string_view(event.type), t.text);
  table.state(look.icon, *look.ink, look.word);
  table.text(std::to_string(event.attempts), t.text);
  table.text(next_try(ui, event, model.now), t.dim);
  table.text(sending_problem(ui, event).said, event.state == EventState::dead ? t.fail : t.dim, Type::small);
  table.text(receipt_of(ui, event), t.dim, Type::small);
}

// What is selected, in full, and what can be done about it. True when it is to be sent again.
bool draw_detail(const OutboxRow& row, const UiContext& ui, const Rect& place) {
  const bool dead = row.event.state == EventState::dead;
  const ButtonSpec replay{.id = "outbox/replay",
                          .label = ui.text("outbox.replay"),
                          .key = desk::Chord{desk::Key::r},
                          .icon = icon::replay,
                          .enabled = dead};
  const float button = button_width(ui, replay);
  const ImVec2 at{place.min.x + ui.dp(16), place.min.y + ui.dp(10)};
  const float room = place.w() - ui.dp(48) - button;
  float y = at.y;
  const auto field = [&](std::string_view name, const std::string& value) {
    if (y + ui.dp(22) <= place.max.y) y += put_field(ui, {at.x, y}, name, value, room);
  };
  field(ui.text("outbox.detail.event"), row.event.id.value);
  field(ui.text("outbox.detail.submission"), row.event.submission.value);
  field(ui.text("outbox.detail.receipt"), receipt_of(ui, row.event));
  const ProblemWords words = sending_problem(ui, row.event);
  field(ui.text("outbox.detail.problem"), words.said.empty() ? std::string(ui.text("outbox.detail.no_problem")) : words.said + " " + words.advice);
  if (!words.detail.empty()) field(ui.text("outbox.detail.raw"), words.detail);
  // A key that is grey says why.
  if (!dead) put_right(ui, {place.max.x - ui.dp(16), at.y + ui.dp(42)}, Type::small, ui.theme.dim, ui.text("outbox.replay_dead_only"));
  return button_at(ui, {place.max.x - ui.dp(16) - button, at.y}, ui.dp(36), replay);
}

void draw_rows(const Rows& rows, const desk::Model& model, ViewState& view, const UiContext& ui,
               const WithDetail& place, std::span<const Column> columns, desk::Intents& out) {
  const bool keys = keyboard_free(view);
  bool replay = false;
  {
    Table table(ui, "outbox", place.table, columns, static_cast<int>(rows.size()), view.list_selected, keys);
    while (table.next()) draw_row(table, rows[static_cast<std::size_t>(table.row())], model, ui);
    replay = table.chosen();
  }
  const OutboxRow& selected = rows[static_cast<std::size_t>(view.list_selected)];
  replay |= draw_detail(selected, ui, place.detail);
  replay |= keys && !ImGui::GetIO().KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_R, false);
  if (replay && selected.event.state == EventState::dead) out.push_back(desk::ReplayEvent{selected.event.id});
}

}  // namespace

void draw_outbox(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                 desk::Intents& out) {
  const Panel panel("##outbox", place.min, place.size(), ui.theme.background);
  Rect rest = draw_page_head(model, ui, place, {"outbox.title", "outbox.sentence", "outbox.offline"}, kEscape, out).rest;
  rest = draw_counts(model.outbox, ui, rest);
  rest = draw_alarms(model, ui, rest);
  const Column columns[] = {{ui.text("column.time"), 92},
                            {ui.text("column.student"), 110},
                            {ui.text("outbox.column.type"), 104},
                            {ui.text("column.state"), 128},
                            {ui.text("outbox.column.attempts"), 44, 0, Align::right},
                            {ui.text("outbox.column.next"), 92, 0, Align::left, 720},
                            {ui.text("outbox.column.problem"), 120, 3, Align::left, 1000},
                            {ui.text("outbox.column.receipt"), 120, 1, Align::left, 800}};
  draw_list(ui, rest, model.outbox_rows, {icon::mail, nullptr, "outbox.empty.title", "outbox.empty.sentence", "outbox/retry", kDetail}, columns,
            out, [&](const Rows& rows, const WithDetail& at) { draw_rows(rows, model, view, ui, at, columns, out); });
}

}  // namespace zhaojian::ui

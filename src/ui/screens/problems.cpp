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

using desk::ProblemRow;
using Rows = std::vector<ProblemRow>;

constexpr std::size_t kMostRaw = 20'000;  // bytes shown; a larger item is for the log, not for the eye

constexpr float kDetail = 260;  // dp

// What is wrong and what to do, where it came from, and the text as it came.
void draw_raw(const ProblemRow& row, const UiContext& ui, const Rect& place) {
  const float left = place.min.x + ui.dp(16), room = place.w() - ui.dp(32);
  float y = place.min.y + ui.dp(10);
  const ProblemWords words = item_problem(ui, row.fault, row.problem);
  y += put_wrapped(ui, {left, y}, Type::strong, ui.theme.text, words.said, room) + ui.dp(2);
  if (!words.advice.empty()) y += put_wrapped(ui, {left, y}, Type::body, ui.theme.dim, words.advice, room);
  y += ui.dp(8);
  std::string facts = ui.format("problems.raw", {source_words(ui, row.source), row.id, grouped(static_cast<std::int64_t>(row.raw.size()))});
  if (!words.detail.empty()) facts += " · " + words.detail;
  put(ui, {left, y}, Type::small, ui.theme.dim, facts, room);
  ui.mark("problems/facts", {left, y}, {left + room, y + ui.dp(18)}, facts);
  y += ui.dp(26);
  if (y + ui.dp(20) > place.max.y) return;

  ImGui::SetCursorScreenPos({left, y});
  const Child child("raw", {room, place.max.y - y - ui.dp(8)}, 0, ImGuiWindowFlags_NoNav);
  const std::string shown = clean_utf8(std::string_view(row.raw).substr(0, kMostRaw));
  const WithType with(ui, Type::small);
  const WithColour ink(ImGuiCol_Text, ui.theme.dim);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(shown.empty() ? ui.text("problems.no_raw").data() : shown.c_str());
  if (row.raw.size() > kMostRaw) ImGui::TextUnformatted(ui.text("problems.cut").data());
  ImGui::PopTextWrapPos();
}

void draw_rows(const Rows& rows, const desk::Model& model, ViewState& view, const UiContext& ui, const WithDetail& place,
               std::span<const Column> columns) {
  {
    Table table(ui, "problems", place.table, columns, static_cast<int>(rows.size()), view.list_selected,
                keyboard_free(view));
    while (table.next()) {
      const ProblemRow& row = rows[static_cast<std::size_t>(table.row())];
      table.text(list_time(row.at, model.now), ui.theme.dim);
      table.text(one_line(source_words(ui, row.source), 60), ui.theme.text);
      table.text(one_line(row.id, 60), ui.theme.text);
      table.state(icon::warn, ui.theme.warn, item_problem(ui, row.fault, row.problem).said);
    }
  }
  draw_raw(rows[static_cast<std::size_t>(view.list_selected)], ui, place.detail);
}

}  // namespace

void draw_problems(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                   desk::Intents& out) {
  const Panel panel("##problems", place.min, place.size(), ui.theme.background);
  const Rect rest = draw_page_head(model, ui, place, {"problems.title", "problems.sentence", "problems.offline"}, kEscape, out).rest;
  const Column columns[] = {{ui.text("column.time"), 92},
                            {ui.text("problems.column.source"), 120},
                            {ui.text("problems.column.id"), 220, 0, Align::left, 760},
                            {ui.text("problems.column.problem"), 160, 1}};
  draw_list(ui, rest, model.problem_rows, {icon::pass, &ui.theme.pass, "problems.empty.title", "problems.empty.sentence", "problems/retry", kDetail}, columns,
            out, [&](const Rows& rows, const WithDetail& at) { draw_rows(rows, model, view, ui, at, columns); });
}

}  // namespace zhaojian::ui

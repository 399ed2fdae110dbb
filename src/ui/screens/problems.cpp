#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "ui/icons.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::ProblemRow;
using Rows = std::vector<ProblemRow>;

constexpr std::size_t kMostRaw = 20'000;  // bytes shown; a larger item is for the log, not for the eye

std::string_view said(const UiContext& ui, const std::string& problem) {
  return ui.texts.has(problem) ? ui.text(problem) : std::string_view(problem);
}

void draw_raw(const ProblemRow& row, const UiContext& ui, const Rect& place) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(place.min, place.max, colour(ui.theme.panel));
  list.AddLine(place.min, {place.max.x, place.min.y}, colour(ui.theme.line));
  const float left = place.min.x + ui.dp(16), room = place.w() - ui.dp(32);
  float y = place.min.y + ui.dp(10);
  y += put_wrapped(ui, {left, y}, Type::body, ui.theme.text, one_line(said(ui, row.problem), 300), room) + ui.dp(6);
  const bool cut = row.raw.size() > kMostRaw;
  const std::string facts = ui.format("problems.raw", {row.source, row.id, std::to_string(row.raw.size())});
  put(ui, {left, y}, Type::small, ui.theme.dim, facts, room);
  y += ui.dp(26);
  if (y + ui.dp(20) > place.max.y) return;

  ImGui::SetCursorScreenPos({left, y});
  const Child child("raw", {room, place.max.y - y - ui.dp(8)}, 0, ImGuiWindowFlags_NoNav);
  const std::string shown = clean_utf8(std::string_view(row.raw).substr(0, kMostRaw));
  const WithType with(ui, Type::small);
  const WithColour ink(ImGuiCol_Text, ui.theme.dim);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(shown.empty() ? ui.text("problems.no_raw").data() : shown.c_str());
  if (cut) ImGui::TextUnformatted(ui.text("problems.cut").data());
  ImGui::PopTextWrapPos();
}

void draw_rows(const Rows& rows, const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
               std::span<const Column> columns) {
  const float raw = std::min(ui.dp(260), place.h() * 0.45F);
  const Rect table_place{place.min, {place.max.x, place.max.y - raw}};
  {
    Table table(ui, "problems", table_place, columns, static_cast<int>(rows.size()), view.list_selected,
                keyboard_free(view));
    while (table.next()) {
      const ProblemRow& row = rows[static_cast<std::size_t>(table.row())];
      table.text(list_time(row.at, model.now), ui.theme.dim);
      table.text(one_line(row.source, 60), ui.theme.text);
      table.text(one_line(row.id, 60), ui.theme.text);
      table.state(icon::warn, ui.theme.warn, one_line(said(ui, row.problem), 200));
    }
  }
  draw_raw(rows[static_cast<std::size_t>(view.list_selected)], ui, {{place.min.x, table_place.max.y}, place.max});
}

}  // namespace

void draw_problems(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                   desk::Intents& out) {
  const Panel panel("##problems", place.min, place.size(), ui.theme.background);
  Rect rest = draw_page_bar(ui, place, ui.text("problems.title"), ui.text("problems.sentence")).rest;
  rest = offline_banner(model, ui, rest, "problems.offline");
  const Column columns[] = {{ui.text("column.time"), 92},
                            {ui.text("problems.column.source"), 120},
                            {ui.text("problems.column.id"), 220, 0, Align::left, 760},
                            {ui.text("problems.column.problem"), 160, 1}};
  if (const auto* failed = std::get_if<desk::Failed>(&model.problem_rows)) {
    if (failed_at(ui, rest, failed->error, "problems/retry")) out.push_back(desk::Refresh{});
  } else if (const auto* rows = std::get_if<Rows>(&model.problem_rows)) {
    if (rows->empty())
      empty_at(ui, rest,
               {icon::pass,
                std::string(ui.text("problems.empty.title")),
                std::string(ui.text("problems.empty.sentence")),
                {},
                &ui.theme.pass});
    else
      draw_rows(*rows, model, view, ui, rest, columns);
  } else {
    draw_table_outline(ui, rest, columns);
  }
}

}  // namespace zhaojian::ui

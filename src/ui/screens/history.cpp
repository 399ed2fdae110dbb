#include <algorithm>
#include <string>

#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/screens/list_page.h"
#include "ui/screens/screens.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

using desk::HistoryRow;
using domain::Decision;
using domain::DecisionState;
using Rows = std::vector<HistoryRow>;

constexpr float kDetail = 120;  // dp

// The list was read some time ago; the undo strip hears at once what became of a decision.
DecisionState newest_state(const desk::Model& model, const Decision& decision) {
  DecisionState state = decision.state;
  for (const desk::RecentDecision& recent : model.recent)
    if (recent.decision.id == decision.id) state = recent.decision.state;
  if (state == DecisionState::held && decision.release_at <= model.now) return DecisionState::released;
  return state;
}

bool undoable(const desk::Model& model, const Decision& decision) {
  return newest_state(model, decision) == DecisionState::held;
}

std::string state_text(const desk::Model& model, const UiContext& ui, const Decision& decision) {
  const DecisionState state = newest_state(model, decision);
  const Outlook look = outlook(ui, state);
  if (state != DecisionState::held) return std::string(look.word);
  const std::int64_t left = ((decision.release_at - model.now).micros + 999'999) / 1'000'000;
  return ui.format("history.held", {std::to_string(left)});
}

std::string reasons_text(const desk::Model& model, const Decision& decision) {
  std::string all;
  for (const domain::GivenReason& given : decision.reasons) {
    if (!all.empty()) all += model.preferences.language == domain::Language::zh_cn ? "、" : ", ";
    const domain::Reason* reason = model.reasons ? model.reasons->find(given.code) : nullptr;
    if (!reason)
      all += given.code.value;
    else
      all += model.preferences.language == domain::Language::zh_cn ? reason->label_zh : reason->label_en;
    if (given.region) all += std::string(" ") + icon::pin;
    if (!given.note.empty()) all += " (" + given.note + ")";
  }
  return all;
}

std::string identity_text(const UiContext& ui, const Decision& decision) {
  if (!decision.identity) return std::string(ui.text("history.no_identity"));
  const std::string first = std::to_string(decision.identity->first);
  if (!decision.identity->changed_to) return ui.format("history.identity", {first});
  return ui.format("history.identity_changed", {first, std::to_string(*decision.identity->changed_to)});
}

void draw_row(Table& table, const HistoryRow& row, const desk::Model& model, const UiContext& ui) {
  const Theme& t = ui.theme;
  const Decision& decision = row.decision;
  const Outlook outcome = outlook(ui, decision.outcome);
  const Outlook state = outlook(ui, newest_state(model, decision));
  table.text(list_time(decision.decided_at, model.now), t.dim);
  table.text(domain::masked_name(row.student_name), t.text, Type::strong);
  table.text(row.student_number, t.text);
  table.state(outcome.icon, *outcome.ink, outcome.word);
  table.text(reasons_text(model, decision), t.text);
  table.text(ui.format("history.seconds", {number(static_cast<double>(decision.looked_ms) / 1000, 1)}), t.dim);
  table.state(state.icon, *state.ink, state_text(model, ui, decision));
}

// The selected decision in full; true when it is to be taken back, or looked at again where that is too late.
bool draw_detail(const HistoryRow& row, const desk::Model& model, const UiContext& ui, const Rect& place) {
  const ButtonSpec undo{.id = "history/undo",
                        .label = ui.text(undoable(model, row.decision) ? "command.review.undo" : "history.look"),
                        .key = desk::Chord{desk::Key::enter},
                        .icon = undoable(model, row.decision) ? icon::undo : icon::photo};
  const float button = button_width(ui, undo);
  const ImVec2 at{place.min.x + ui.dp(16), place.min.y + ui.dp(10)};
  const float room = place.w() - ui.dp(48) - button;
  float y = at.y;
  const auto field = [&](std::string_view name, std::string_view value) {
    if (y + ui.dp(22) <= place.max.y) y += put_field(ui, {at.x, y}, name, value, room);
  };
  const std::string reasons = reasons_text(model, row.decision);
  field(ui.text("history.detail.reasons"), reasons.empty() ? ui.text("history.no_reasons") : reasons);
  field(ui.text("history.detail.identity"), identity_text(ui, row.decision));
  field(ui.text("history.detail.submission"),
        ui.format("history.submission", {row.decision.submission.value, std::to_string(row.decision.version)}));
  field(ui.text("history.detail.decision"), row.decision.id.value);
  return button_at(ui, {place.max.x - ui.dp(16) - button, at.y}, ui.dp(36), undo);
}

void draw_rows(const Rows& rows, const desk::Model& model, ViewState& view, const UiContext& ui,
               const WithDetail& place, std::span<const Column> columns, desk::Intents& out) {
  bool undo = false;
  {
    Table table(ui, "history", place.table, columns, static_cast<int>(rows.size()), view.list_selected,
                keyboard_free(view));
    while (table.next()) draw_row(table, rows[static_cast<std::size_t>(table.row())], model, ui);
    undo = table.chosen();
  }
  const HistoryRow& selected = rows[static_cast<std::size_t>(view.list_selected)];
  undo |= draw_detail(selected, model, ui, place.detail);
  if (!undo) return;
  if (undoable(model, selected.decision))
    out.push_back(desk::Undo{selected.decision.id});
  else
    out.push_back(desk::LookBack{selected.decision.id});
}

}  // namespace

void draw_history(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place,
                  desk::Intents& out) {
  const Panel panel("##history", place.min, place.size(), ui.theme.background);
  const Rect rest = draw_page_head(model, ui, place, {"history.title", "history.sentence", "history.offline"}, kEscape, out).rest;
  const Column columns[] = {{ui.text("column.time"), 92},
                            {ui.text("column.name"), 72, 0, Align::left, 660},
                            {ui.text("column.student"), 110},
                            {ui.text("history.column.outcome"), 136},
                            {ui.text("history.column.reasons"), 120, 1, Align::left, 900},
                            {ui.text("history.column.looked"), 64, 0, Align::right, 780},
                            {ui.text("column.state"), 150}};
  draw_list(ui, rest, model.history_rows, {icon::history, nullptr, "history.empty.title", "history.empty.sentence", "history/retry", kDetail}, columns,
            out, [&](const Rows& rows, const WithDetail& at) { draw_rows(rows, model, view, ui, at, columns, out); });
}

}  // namespace zhaojian::ui

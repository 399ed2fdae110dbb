#include <algorithm>

#include "desk/check_rows.h"
#include "desk/notices.h"
#include "desk/parts.h"

namespace zhaojian::desk {
namespace {

// Where the cursor can stand: a finding or a tick.
struct Stop {
  std::optional<FindingId> finding;
  std::optional<TickId> tick;
};

std::vector<Stop> stops_of(const Reviewing& reviewing) {
  std::vector<Stop> stops;
  for (const CheckRow& row : check_rows(reviewing)) {
    if (const auto* finding = std::get_if<FindingRow>(&row)) stops.push_back({finding->finding->id, {}});
    if (const auto* tick = std::get_if<TickRow>(&row)) stops.push_back({{}, tick->tick->id});
  }
  return stops;
}

bool stands_on(const Reviewing& reviewing, const Stop& stop) {
  return stop.tick ? reviewing.shown_tick == stop.tick : reviewing.shown_finding == stop.finding;
}

bool is_ticked(const Reviewing& reviewing, const TickId& id) {
  return std::ranges::find(reviewing.ticks, id) != reviewing.ticks.end();
}

// The first tick at or behind the cursor that is not ticked yet, else the first one at all.
std::optional<TickId> next_open(const Reviewing& reviewing) {
  std::optional<TickId> first;
  bool behind = !reviewing.shown_tick;
  for (const domain::Clause& clause : reviewing.file->profile->clauses) {
    for (const domain::Tick& tick : clause.ticks) {
      if (reviewing.shown_tick == tick.id) behind = true;
      if (is_ticked(reviewing, tick.id)) continue;
      if (behind) return tick.id;
      if (!first) first = tick.id;
    }
  }
  return first;
}

}  // namespace

Effects show_finding(Model& model, const ShowFinding& intent) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) {
    const bool again = reviewing->shown_finding == intent.id;
    reviewing->shown_finding = again ? std::nullopt : intent.id;
    reviewing->shown_tick.reset();
  }
  return {};
}

Effects step_finding(Model& model, const StepFinding& intent) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing) return {};
  const std::vector<Stop> stops = stops_of(*reviewing);
  if (stops.empty()) {
    notify(model, NoticeKind::info, "notice.no_checks");
    return {};
  }
  const auto count = static_cast<int>(stops.size());
  int at = intent.by > 0 ? -1 : count;
  for (int i = 0; i < count; ++i)
    if (stands_on(*reviewing, stops[static_cast<std::size_t>(i)])) at = i;
  const int next = at + intent.by;
  // Past either end the evidence is put away.
  const Stop stop = next < 0 || next >= count ? Stop{} : stops[static_cast<std::size_t>(next)];
  reviewing->shown_finding = stop.finding;
  reviewing->shown_tick = stop.tick;
  return {};
}

Effects toggle_passed(Model& model) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) reviewing->show_passed = !reviewing->show_passed;
  return {};
}

// With the key: the first press shows the ticks and where it will tick, each further one ticks and goes on. What is
// ticked already is unticked only where the cursor stands.
Effects tick_clause(Model& model, const TickClause& intent) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing || reviewing->sequence != intent.sequence) {
    notify(model, NoticeKind::warning, "notice.late_key");
    return {};
  }
  if (reviewing->past) {
    notify(model, NoticeKind::warning, "notice.past_is_read_only");
    return {};
  }
  const bool hidden = !reviewing->show_ticks && !reviewing->by_clause;
  const bool pointed = intent.id.has_value();
  const std::optional<TickId> wanted = pointed ? intent.id : reviewing->shown_tick;
  if (hidden || !wanted) {
    reviewing->show_ticks = reviewing->show_ticks || !reviewing->by_clause;
    reviewing->shown_tick = next_open(*reviewing);
    reviewing->shown_finding.reset();
    return {};
  }
  if (!reviewing->file->profile->tick(*wanted)) return {};
  reviewing->shown_finding.reset();
  reviewing->shown_tick = wanted;
  if (std::erase(reviewing->ticks, *wanted) > 0) return {};
  reviewing->ticks.push_back(*wanted);
  if (!pointed)
    if (const auto next = next_open(*reviewing)) reviewing->shown_tick = next;
  return {};
}

Effects toggle_ticks(Model& model) {
  auto* reviewing = std::get_if<Reviewing>(&model.review);
  if (!reviewing) return {};
  reviewing->show_ticks = !reviewing->show_ticks;
  if (!reviewing->show_ticks) reviewing->shown_tick.reset();
  return {};
}

Effects group_by_clause(Model& model) {
  if (auto* reviewing = std::get_if<Reviewing>(&model.review)) {
    reviewing->by_clause = !reviewing->by_clause;
    if (!reviewing->by_clause && !reviewing->show_ticks) reviewing->shown_tick.reset();
  }
  return {};
}

}  // namespace zhaojian::desk

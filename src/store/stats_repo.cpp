#include "store/stats_repo.h"

namespace zhaojian::store {

Instant start_of_beijing_day(Instant now) {
  const BeijingTime t = beijing(now);
  const std::int64_t into_second = ((now.micros % 1'000'000) + 1'000'000) % 1'000'000;
  const Duration into_day{seconds(t.hour * 3600 + t.minute * 60 + t.second).micros + into_second};
  return now - into_day;
}

Result<StatsRepo::Tally> StatsRepo::tally(std::string_view sql, const Values& bound) {
  Tally tally;
  bool wrong = false;
  TRY(db_.query(sql, bound, [&](Row& row) {
    const std::string what = row.text();
    tally[what] = row.integer();
    wrong = row.wrong();
    return !wrong;
  }));
  if (wrong) return Error{Errc::corrupt, "a count cannot be read", "error.store.corrupt"};
  return tally;
}

Result<Counts> StatsRepo::counts(Instant now) {
  Counts counts;
  const Tally stages =
      TRY(tally("SELECT stage, sum(cases) FROM queue_counts GROUP BY stage HAVING sum(cases) > 0", {}));
  for (const auto& [stage, cases] : stages) counts.stages[TRY(domain::stage_from(stage))] = cases;
  const Tally events = TRY(tally("SELECT state, events FROM event_counts WHERE events > 0", {}));
  for (const auto& [state, n] : events) counts.events[TRY(domain::event_state_from(state))] = n;
  Tally photos = TRY(tally("SELECT state, photos FROM photo_counts", {}));
  counts.photos_wanted = photos["wanted"];
  counts.photos_present = photos["present"];
  counts.photos_missing = photos["missing"];
  counts.photos_broken = photos["broken"];
  counts.quarantined = TRY(number(db_, "SELECT count(*) FROM quarantine", {}));
  constexpr std::string_view kDecided =
      "SELECT count(*) FROM decisions WHERE decided_at >= $1 AND decided_at <= $2 AND state <> 'undone' "
      "AND reverses IS NULL";
  counts.decided_today = TRY(number(db_, kDecided, values(start_of_beijing_day(now), now)));
  counts.decided_last_hour = TRY(number(db_, kDecided, values(now - hours(1), now)));
  if (counts.decided_last_hour > 0) {
    const auto first = TRY(number(db_,
                                  "SELECT min(decided_at) FROM decisions WHERE decided_at >= $1 AND decided_at <= $2 "
                                  "AND state <> 'undone' AND reverses IS NULL",
                                  values(now - hours(1), now)));
    counts.first_of_last_hour = Instant{first};
  }
  return counts;
}

Result<std::int64_t> StatsRepo::decided_today(const OperatorId& by, Instant now) {
  return number(db_,
                "SELECT count(*) FROM decisions WHERE operator = $1 AND decided_at >= $2 AND decided_at <= $3 "
                "AND state <> 'undone' AND reverses IS NULL",
                values(by, start_of_beijing_day(now), now));
}

Result<StatsRepo::Tally> StatsRepo::outcomes(Instant from) {
  return tally(
      "SELECT outcome, count(*) FROM decisions WHERE decided_at >= $1 AND state IN ('held', 'released') "
      "AND reverses IS NULL "
      "GROUP BY outcome",
      values(from));
}

Result<StatsRepo::Tally> StatsRepo::reasons(Instant from) {
  return tally(
      "SELECT r.code, count(*) FROM decisions d JOIN decision_reasons r ON r.decision = d.id "
      "WHERE d.decided_at >= $1 AND d.state IN ('held', 'released') AND d.reverses IS NULL GROUP BY r.code",
      values(from));
}

}  // namespace zhaojian::store

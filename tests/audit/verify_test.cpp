#include "audit/verify.h"

#include <catch2/catch.hpp>

#include "log_builder.h"

using namespace zhaojian;
using namespace zhaojian::test;
using audit::Trouble;

namespace {

std::vector<Trouble> troubles(const Log& log, std::vector<audit::Checkpoint> checkpoints = {},
                              std::set<StationId> stations = {}) {
  std::vector<Trouble> found;
  for (const auto& problem : verified(log, std::move(checkpoints), std::move(stations)).problems)
    found.push_back(problem.trouble);
  return found;
}

using Troubles = std::vector<Trouble>;

}  // namespace

TEST_CASE("clean logs of any length give no alarm") {
  for (int length = 0; length < 60; ++length) {
    const Log log = a_log(1 + length % 3, length);
    const auto report = verified(log, log.checkpoints(), log.stations());
    INFO("length " << length);
    CHECK(report.clean());
    CHECK(report.problems.empty());
    CHECK(report.records == static_cast<std::int64_t>(log.records.size()));
  }
}

TEST_CASE("an altered record is named") {
  Log log = a_log(1, 5);
  log.records[0].entry.outcome = "retake";
  CHECK(troubles(log) == Troubles{Trouble::altered, Trouble::decision_differs});
}

TEST_CASE("a removed record leaves a gap and an unaccounted decision") {
  Log log = a_log(1, 6);
  log.records.erase(log.records.begin() + 1);
  CHECK(troubles(log) == Troubles{Trouble::removed, Trouble::record_missing, Trouble::record_missing});
}

TEST_CASE("a cut-off end is found by the decisions and, without them, by the checkpoint") {
  Log log = a_log(2, 6);
  const auto checkpoints = log.checkpoints();
  log.records.pop_back();
  CHECK(troubles(log).empty());  // the last is a release: nothing but the checkpoint knows of it
  CHECK(troubles(log, checkpoints) == Troubles{Trouble::removed});
  log.records.pop_back();
  CHECK(troubles(log).size() == 2);
}

TEST_CASE("a whole chain that is gone is found by its checkpoint") {
  Log log = a_log(2, 3);
  const auto checkpoints = log.checkpoints();
  log = a_log(1, 3);
  CHECK(troubles(log, checkpoints) == Troubles{Trouble::removed});
}

TEST_CASE("who has the audit key but not the checkpoint cannot rewrite the past") {
  Log log = a_log(1, 6);
  const auto checkpoints = log.checkpoints();
  std::optional<domain::AuditRecord> head;
  for (auto& record : log.records) {
    if (record.seq == 2) {
      log.decisions[1].outcome = domain::Outcome::approve;
      log.decisions[1].reasons.clear();
      record.entry.outcome = "approve";
      record.entry.reasons.clear();
    }
    record = *(head = audit::link(head, record.station, record.entry, kAuditKey));
  }
  CHECK(troubles(log).empty());
  CHECK(troubles(log, checkpoints) == Troubles{Trouble::altered});
}

TEST_CASE("a foreign station and a clock that ran back are told, the clock as a warning") {
  Log log = a_log(2, 3);
  CHECK(troubles(log, {}, {StationId("station_0")}) == Troubles(3, Trouble::unknown_station));

  Log late;
  std::optional<domain::AuditRecord> head;
  for (const std::int64_t minute : {0, 10, 6, 4, 11}) {
    domain::AuditEntry entry;
    entry.kind = domain::AuditKind::signed_in;
    entry.at = kSomeDay + minutes(minute);
    late.records.push_back(*(head = audit::link(head, StationId("s"), entry, kAuditKey)));
  }
  const auto report = verified(late, {}, {});
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].trouble == Trouble::time_ran_back);
  CHECK(report.problems[0].seq == 4);
  CHECK(report.clean());
}

TEST_CASE("decisions, events and records account for each other") {
  const Log clean = a_log(1, 4);
  Log log = clean;
  log.decisions.pop_back();
  CHECK(troubles(log) == Troubles{Trouble::decision_missing});
  log = clean;
  log.events[0].decision = DecisionId("made up");
  CHECK(troubles(log) == Troubles{Trouble::record_missing});
  for (const auto& change : std::vector<std::function<void(domain::Decision&)>>{
           [](auto& d) { d.op = OpId("x"); }, [](auto& d) { d.by = OperatorId("x"); }, [](auto& d) { ++d.epoch; },
           [](auto& d) { d.outcome = domain::Outcome::reprocess; }, [](auto& d) { d.photo[0] ^= 1; },
           [](auto& d) { ++d.version; }, [](auto& d) { d.submission = SubmissionId("x"); },
           [](auto& d) { d.station = StationId("x"); },
           [](auto& d) {
             d.reasons.push_back({ReasonCode("x"), "", std::nullopt});
           }}) {
    log = clean;
    change(log.decisions[0]);
    CHECK(troubles(log) == Troubles{Trouble::decision_differs});
  }
  // What may change later is no trouble.
  log = clean;
  log.decisions[0].state = domain::DecisionState::released;
  log.decisions[0].identity = domain::IdentityAnswer{7, 2};
  CHECK(troubles(log).empty());
}

TEST_CASE("a reversal is accounted for whether its record names the old decision or the new one") {
  for (const bool names_old : {false, true}) {
    Log log = a_log(1, 2);
    domain::Decision back = log.decisions[0];
    back.id = DecisionId("back");
    back.op = OpId("op back");
    back.reverses = log.decisions[0].id;
    auto entry = audit::entry_of(back, case_key(back));
    if (names_old) entry.decision = *back.reverses;
    log.records.push_back(audit::link(log.records.back(), back.station, entry, kAuditKey));
    log.decisions.push_back(back);
    domain::OutboxEvent correction;
    correction.id = EventId("correction");
    correction.decision = back.id;
    log.events.push_back(correction);
    CHECK(troubles(log).empty());
  }
}

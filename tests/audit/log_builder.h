#pragma once
#include <string>
#include <vector>

#include "audit/chain.h"
#include "audit/verify.h"
#include "support/decision_builder.h"

namespace zhaojian::test {

inline const Sha256 kAuditKey = hash_of("audit key");

// A log of several stations together with the decisions it accounts for.
struct Log {
  std::vector<domain::AuditRecord> records;  // in the order of station and seq
  std::vector<domain::Decision> decisions;
  std::vector<domain::OutboxEvent> events;

  [[nodiscard]] std::vector<audit::Checkpoint> checkpoints() const {
    std::vector<audit::Checkpoint> heads;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const bool last = i + 1 == records.size() || records[i + 1].station != records[i].station;
      if (last) heads.push_back(audit::checkpoint_of(records[i]));
    }
    return heads;
  }
  [[nodiscard]] std::set<StationId> stations() const {
    std::set<StationId> all;
    for (const auto& record : records) all.insert(record.station);
    return all;
  }
};

inline Sha256 case_key(const domain::Decision& decision) { return hash_of("key of " + decision.submission.value); }

// `length` records a station: two decisions, then a release, and so on; 20 seconds apart.
inline Log a_log(int stations, int length) {
  Log log;
  for (int s = 0; s < stations; ++s) {
    const StationId station("station_" + std::to_string(s));
    std::optional<domain::AuditRecord> head;
    for (int i = 0; i < length; ++i) {
      const Instant at = kSomeDay + seconds(20 * i);
      domain::AuditEntry entry;
      if (i % 3 == 2) {
        entry.kind = domain::AuditKind::released;
        entry.decision = log.decisions.back().id;
        entry.at = at;
      } else {
        domain::Decision d = a_decision("sub_" + std::to_string(s) + "_" + std::to_string(i)).decided_at(at);
        d.station = station;
        if (i % 2 == 1) d.outcome = domain::Outcome::retake, d.reasons = {{ReasonCode("OTHER"), "note", std::nullopt}};
        if (i % 5 == 4) d.state = domain::DecisionState::opinion;
        entry = audit::entry_of(d, case_key(d));
        domain::OutboxEvent event;
        event.id = EventId("evt_" + d.id.value);
        event.decision = d.id;
        log.events.push_back(event);
        log.decisions.push_back(std::move(d));
      }
      head = audit::link(head, station, std::move(entry), kAuditKey);
      log.records.push_back(*head);
    }
  }
  return log;
}

inline audit::Report verified(const Log& log, std::vector<audit::Checkpoint> checkpoints,
                              std::set<StationId> stations) {
  audit::Verifier verifier(kAuditKey, std::move(checkpoints), std::move(stations));
  for (const auto& record : log.records) verifier.record(record);
  for (const auto& decision : log.decisions) verifier.decision(decision, case_key(decision));
  for (const auto& event : log.events) verifier.event(event);
  return verifier.finish();
}

}  // namespace zhaojian::test

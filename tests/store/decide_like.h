#pragma once
#include "fixture.h"
#include "store/sql/connection.h"

namespace zhaojian::test {

// What deciding writes: the case, the decision, its event and its audit record, in one transaction. (The hashes of the
// record are made up: the store does not look at them.)
inline Done decide_like(store::Store& store, const SubmissionId& id, const std::string& op) {
  return store.transact([&]() -> Done {
    auto found = TRY(store.submissions().find(id));
    if (!found) return Error{Errc::not_found, "no case"};
    if (found->place.stage != domain::Stage::leased) return Error{Errc::stale, "not leased"};
    found->place.stage = domain::Stage::held;
    found->holder.reset();
    const domain::Decision decision = a_decision(found->submission)
                                          .with_id(op)
                                          .retake("GLASSES_GLARE")
                                          .because("OTHER", "帽子")
                                          .with_epoch(found->epoch);
    found->decision = decision.id;
    TRY(store.submissions().save(*found));
    TRY(store.decisions().add(decision));
    domain::OutboxEvent event;
    event.id = EventId("evt_" + op);
    event.decision = decision.id;
    event.submission = id;
    event.student = found->submission.student.ref;
    event.type = "photo.retake_requested";
    event.body = "{\"reasons\":[]}";
    event.created_at = event.next_at = decision.decided_at;
    TRY(store.outbox().add(event));
    const StationId station = decision.station;
    const auto head = TRY(store.audit().head(station));
    domain::AuditRecord record;
    record.station = station;
    record.seq = head ? head->seq + 1 : 1;
    record.entry.subject = TRY(store.audit().case_key(id));
    record.entry.decision = decision.id;
    record.entry.op = decision.op;
    return store.audit().append(record);
  });
}

inline Result<std::vector<domain::Lease>> claimed(store::Store& store, const store::ClaimRequest& request) {
  std::vector<domain::Lease> leases;
  const auto done = store.transact([&]() -> Done {
    leases = TRY(store.submissions().claim(request));
    return {};
  });
  if (!done) return done.error();
  return leases;
}

// How many of the four parts of a decision are there, read by somebody else.
inline int parts_there(store::Store& store, const SubmissionId& id, const std::string& op) {
  const auto one = store.submissions().find(id);
  const auto decision = store.decisions().find_op(OpId("op_" + op));
  const auto event = store.outbox().find(EventId("evt_" + op));
  bool recorded = false;
  const auto read = store.audit().read([&](const domain::AuditRecord& record) {
    recorded = recorded || record.entry.op == OpId("op_" + op);
    return true;
  });
  REQUIRE(one);
  REQUIRE(decision);
  REQUIRE(event);
  REQUIRE(read);
  const bool whole = decision->has_value() && (*decision)->reasons.size() == 2;
  return ((*one)->decision.has_value() ? 1 : 0) + (whole ? 1 : 0) + (event->has_value() ? 1 : 0) + (recorded ? 1 : 0);
}

// Puts `count` cases in line, "1" to be claimed first.
inline void fill(store::Store& store, int count) {
  REQUIRE(store.transact([&]() -> Done {
    for (int i = 1; i <= count; ++i) {
      const auto s = a_submission("sub_" + std::to_string(i)).submitted_at(kSomeDay + seconds(i));
      TRY(store.submissions().add(a_case(s)));
    }
    return {};
  }));
}

// "ok" when the database file is sound.
inline std::string integrity(store::Connection& db) {
  std::string said;
  REQUIRE(db.query("PRAGMA integrity_check", {}, [&](store::Row& row) {
    said = row.text();
    return false;
  }));
  return said;
}

}  // namespace zhaojian::test

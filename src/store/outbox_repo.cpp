#include "store/outbox_repo.h"

#include "store/sql/transaction.h"

namespace zhaojian::store {
namespace {

using domain::EventState;
using domain::OutboxEvent;

constexpr std::string_view kColumns =
    "id, decision, submission, student, seq, type, body, state, attempts, next_at, epoch, created_at, last_problem, "
    "receipt_status, receipt_code, last_text";

Result<OutboxEvent> read_event(Row& row) {
  OutboxEvent e;
  e.id = row.id<EventId>();
  e.decision = row.id<DecisionId>();
  e.submission = row.id<SubmissionId>();
  e.student = row.id<StudentRef>();
  e.seq = row.integer();
  e.type = row.text();
  e.body = row.text();
  e.state = TRY(domain::event_state_from(row.text()));
  e.attempts = row.small();
  e.next_at = row.instant();
  e.epoch = row.integer();
  e.created_at = row.instant();
  e.last_problem = row.text();
  e.receipt_status = row.text();
  e.receipt_code = row.text();
  e.last_text = row.text();
  return e;
}

Result<StudentRef> read_student(Row& row) { return row.id<StudentRef>(); }

// "('held', 'ready')"; the names are ours.
std::string one_of(const std::vector<EventState>& states) {
  std::string names;
  for (const EventState state : states) names += (names.empty() ? "'" : ", '") + std::string(name(state)) + "'";
  return "(" + names + ")";
}

std::string events_where(std::string_view rest) {
  return "SELECT " + std::string(kColumns) + " FROM events " + std::string(rest);
}

}  // namespace

Done OutboxRepo::add(const OutboxEvent& e) {
  return atomically(db_, [&]() -> Done {
    TRY(db_.execute(
        "INSERT INTO events (id, decision, submission, student, type, body, state, attempts, next_at, epoch, "
        "created_at, last_problem, receipt_status, receipt_code, last_text, head) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)",
        values(e.id, e.decision, e.submission, e.student, e.type, e.body, name(e.state), e.attempts, e.next_at, e.epoch,
               e.created_at, e.last_problem, e.receipt_status, e.receipt_code, e.last_text)));
    TRY(show_receipt(e.id));
    return choose_head(e.student);
  });
}

Result<std::optional<OutboxEvent>> OutboxRepo::find(const EventId& id) {
  return first(db_, events_where("WHERE id = $1"), values(id), &read_event);
}

Result<std::optional<OutboxEvent>> OutboxRepo::of(const DecisionId& decision) {
  return first(db_, events_where("WHERE decision = $1"), values(decision), &read_event);
}

Result<std::vector<OutboxEvent>> OutboxRepo::list(const OutboxFilter& filter, std::int64_t limit) {
  const std::string where = filter.states.empty() ? "" : "WHERE state IN " + one_of(filter.states);
  return all(db_, events_where(where + " ORDER BY seq DESC LIMIT $1"), values(limit), &read_event);
}

Result<bool> OutboxRepo::move(const EventId& id, const std::vector<EventState>& from, EventState to,
                              const Problem& problem) {
  if (from.empty()) return false;
  // A replay by a person starts the schedule anew; who held it in flight loses it.
  return update(
      "UPDATE events SET attempts = CASE WHEN state = 'dead' THEN 0 ELSE attempts END, "
      "epoch = CASE WHEN state = 'inflight' THEN epoch + 1 ELSE epoch END, "
      "state = $2, last_problem = $3, last_text = $4 WHERE id = $1 AND state IN " +
          one_of(from) + " RETURNING student",
      values(id, name(to), problem.said, problem.text));
}

Result<std::vector<OutboxEvent>> OutboxRepo::claim(Instant now, Duration claim_length, std::int64_t limit) {
  std::vector<OutboxEvent> taken;
  const auto read_id = +[](Row& row) -> Result<EventId> { return row.id<EventId>(); };
  const Done done = atomically(db_, [&]() -> Done {
    const auto ids = TRY(all(db_,
                             "SELECT id, next_at, seq FROM events WHERE state = 'ready' AND head = 1 AND next_at <= $1 "
                             "UNION ALL SELECT id, next_at, seq FROM events WHERE state = 'inflight' AND head = 1 "
                             "AND claimed_at <= $2 ORDER BY next_at, seq LIMIT $3",
                             values(now, now - claim_length, limit), read_id));
    for (const EventId& id : ids) {
      auto event = TRY(first(db_,
                             "UPDATE events SET state = 'inflight', epoch = epoch + 1, claimed_at = $2 WHERE id = $1 "
                             "RETURNING " +
                                 std::string(kColumns),
                             values(id, now), &read_event));
      if (event) taken.push_back(std::move(*event));
    }
    return {};
  });
  if (!done) return done.error();
  return taken;
}

Result<bool> OutboxRepo::finish(const EventId& id, std::int64_t epoch, EventState to, Instant next_at, int status,
                                const Problem& problem, Instant at) {
  bool ours = false;
  const Done done = atomically(db_, [&]() -> Done {
    ours =
        TRY(update("UPDATE events SET state = $3, next_at = $4, last_problem = $5, last_text = $6, attempts = attempts + 1, "
                   "claimed_at = NULL WHERE id = $1 AND epoch = $2 AND state = 'inflight' RETURNING student",
                   values(id, epoch, name(to), next_at, problem.said, problem.text)));
    TRY(db_.execute(
        "INSERT INTO event_attempts (event, epoch, at, status, became, problem) VALUES ($1, $2, $3, $4, $5, $6)",
        values(id, epoch, at, status, ours ? name(to) : "late", problem.said)));
    return {};
  });
  if (!done) return done.error();
  return ours;
}

Result<bool> OutboxRepo::put_receipt(const Receipt& receipt) {
  bool fresh = false;
  const Done done = atomically(db_, [&]() -> Done {
    const auto added =
        TRY(db_.execute("INSERT INTO receipts (event, status, channel, code, at) VALUES ($1, $2, $3, $4, $5) "
                        "ON CONFLICT (event, status) DO NOTHING",
                        values(receipt.event, receipt.status, receipt.channel, receipt.code, receipt.at)));
    fresh = added > 0;
    return fresh ? show_receipt(receipt.event) : Done();
  });
  if (!done) return done.error();
  return fresh;
}

Result<std::optional<Instant>> OutboxRepo::next_due() {
  const auto read = +[](Row& row) -> Result<Instant> { return row.instant(); };
  return first(db_, "SELECT next_at FROM events WHERE state = 'ready' AND head = 1 ORDER BY next_at LIMIT 1", {}, read);
}

Result<bool> OutboxRepo::update(std::string_view sql, const Values& bound) {
  bool changed = false;
  const Done done = atomically(db_, [&]() -> Done {
    const auto student = TRY(first(db_, sql, bound, &read_student));
    if (!student) return {};
    changed = true;
    return choose_head(*student);
  });
  if (!done) return done.error();
  return changed;
}

Done OutboxRepo::choose_head(const StudentRef& student) {
  TRY(
      db_.execute("UPDATE events SET head = CASE WHEN seq = (SELECT min(seq) FROM events WHERE student = $1 "
                  "AND state IN ('held', 'ready', 'inflight')) THEN 1 ELSE 0 END "
                  "WHERE student = $1 AND state IN ('held', 'ready', 'inflight')",
                  values(student)));
  return {};
}

// The newest of what was said about it, also when it was said before the event was known.
Done OutboxRepo::show_receipt(const EventId& id) {
  TRY(db_.execute(
      "UPDATE events SET (receipt_status, receipt_code) = (SELECT status, code FROM receipts WHERE event = $1 "
      "ORDER BY at DESC, status DESC LIMIT 1) WHERE id = $1 AND EXISTS (SELECT 1 FROM receipts WHERE event = $1)",
      values(id)));
  return {};
}

}  // namespace zhaojian::store

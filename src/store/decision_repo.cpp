#include "store/decision_repo.h"

#include "store/names.h"
#include "store/sql/transaction.h"
#include "store/text_list.h"

namespace zhaojian::store {
namespace {

using domain::Decision;

constexpr std::string_view kDecisions =
    "SELECT id, op, submission, version, photo, round, outcome, identity_first, identity_changed_to, operator, "
    "station, "
    "epoch, decided_at, release_at, looked_ms, state, reverses, ticks FROM decisions ";

Result<Decision> read_decision(Row& row) {
  Decision d;
  d.id = row.id<DecisionId>();
  d.op = row.id<OpId>();
  d.submission = row.id<SubmissionId>();
  d.version = row.small();
  d.photo = row.digest();
  d.round = TRY(domain::round_from(row.text()));
  d.outcome = row.one_of<domain::Outcome>(kOutcomes);
  const auto answer = row.maybe(&Row::small);
  const auto changed_to = row.maybe(&Row::small);
  if (answer) d.identity = domain::IdentityAnswer{*answer, changed_to};
  d.by = row.id<OperatorId>();
  d.station = row.id<StationId>();
  d.epoch = row.integer();
  d.decided_at = row.instant();
  d.release_at = row.instant();
  d.looked_ms = row.integer();
  d.state = row.one_of<domain::DecisionState>(kDecisionStates);
  if (auto reverses = row.maybe(&Row::text)) d.reverses = DecisionId(std::move(*reverses));
  d.ticks = TRY(ids_from_text<TickId>(row.text()));
  return d;
}

Result<domain::GivenReason> read_reason(Row& row) {
  domain::GivenReason reason;
  reason.code = row.id<ReasonCode>();
  reason.note = row.text();
  if (!row.null()) {
    const double x = row.real(), y = row.real(), w = row.real(), h = row.real();
    reason.region = domain::Region{x, y, w, h};
  }
  return reason;
}

Result<domain::Aside> read_aside(Row& row) {
  domain::Aside aside;
  aside.submission = row.id<SubmissionId>();
  aside.version = row.small();
  aside.by = row.id<OperatorId>();
  aside.reason = row.text();
  aside.at = row.instant();
  aside.kind = TRY(domain::aside_kind_from(row.text()));
  return aside;
}

Done must_exist(std::int64_t changed) {
  if (changed == 0) return Error{Errc::not_found, "no such decision"};
  return {};
}

}  // namespace

Done DecisionRepo::add(const Decision& d) {
  return atomically(db_, [&]() -> Done {
    const auto first = d.identity ? std::optional(d.identity->first) : std::nullopt;
    const auto changed_to = d.identity ? d.identity->changed_to : std::nullopt;
    auto added = db_.execute(
        "INSERT INTO decisions (id, op, submission, version, photo, round, outcome, identity_first, "
        "identity_changed_to, "
        "operator, station, epoch, decided_at, release_at, looked_ms, state, reverses, ticks) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        values(d.id, d.op, d.submission, d.version, d.photo, name(d.round), word(d.outcome), first, changed_to, d.by,
               d.station, d.epoch, d.decided_at, d.release_at, d.looked_ms, word(d.state), d.reverses,
               list_to_text(d.ticks)));
    if (!added) {
      if (added.error().code == Errc::conflict) added.error().text = "error.store.decided_already";
      return std::move(added).error();
    }
    int position = 0;
    for (const domain::GivenReason& r : d.reasons) {
      const auto side = [&](std::size_t i) { return r.region ? std::optional((*r.region)[i]) : std::nullopt; };
      TRY(
          db_.execute("INSERT INTO decision_reasons (decision, position, code, note, x, y, w, h) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                      values(d.id, position++, r.code, r.note, side(0), side(1), side(2), side(3))));
    }
    return {};
  });
}

Result<std::optional<Decision>> DecisionRepo::find(const DecisionId& id) {
  auto found = TRY(list("WHERE id = $1", values(id)));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::optional<Decision>> DecisionRepo::find_op(const OpId& op) {
  auto found = TRY(list("WHERE op = $1", values(op)));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Done DecisionRepo::set_state(const DecisionId& id, domain::DecisionState state) {
  return must_exist(TRY(db_.execute("UPDATE decisions SET state = $2 WHERE id = $1", values(id, word(state)))));
}

Done DecisionRepo::set_identity(const DecisionId& id, const domain::IdentityAnswer& answer) {
  return must_exist(TRY(db_.execute("UPDATE decisions SET identity_first = $2, identity_changed_to = $3 WHERE id = $1",
                                    values(id, answer.first, answer.changed_to))));
}

Result<std::vector<Decision>> DecisionRepo::of(const SubmissionId& submission) {
  return list("WHERE submission = $1 ORDER BY decided_at, row_id", values(submission));
}

Result<std::vector<Decision>> DecisionRepo::recent(const OperatorId& by, std::int64_t limit) {
  return list("WHERE operator = $1 ORDER BY decided_at DESC, row_id DESC LIMIT $2", values(by, limit));
}

Result<std::vector<Decision>> DecisionRepo::due(Instant now, std::int64_t limit) {
  return list("WHERE state = 'held' AND release_at <= $1 ORDER BY release_at, row_id LIMIT $2", values(now, limit));
}

Done DecisionRepo::read(const std::function<bool(const Decision&)>& each) {
  std::optional<Error> problem;
  TRY(db_.query(std::string(kDecisions) + "ORDER BY row_id", {}, [&](Row& row) {
    auto one = read_decision(row);
    if (one && row.wrong()) one = Error{Errc::corrupt, "a decision cannot be read", "error.store.corrupt"};
    if (one) {
      if (auto reasons = add_reasons(*one); !reasons) one = std::move(reasons).error();
    }
    if (!one) return problem = std::move(one).error(), false;
    return each(*one);
  }));
  if (problem) return *std::move(problem);
  return {};
}

Done DecisionRepo::add_aside(const domain::Aside& aside) {
  TRY(db_.execute(
      "INSERT INTO skips (submission, version, operator, reason, at, kind) VALUES ($1, $2, $3, $4, $5, $6)",
      values(aside.submission, aside.version, aside.by, aside.reason, aside.at, name(aside.kind))));
  return {};
}

Result<std::vector<domain::Aside>> DecisionRepo::asides_of(const SubmissionId& submission) {
  return all(db_,
             "SELECT submission, version, operator, reason, at, kind FROM skips WHERE submission = $1 ORDER BY at, row_id",
             values(submission), &read_aside);
}

Result<std::vector<ReasonCode>> DecisionRepo::frequent_reasons(const BatchId& batch, Instant since,
                                                               std::int64_t limit) {
  // The newest of all batches are looked at and no more: a season's decisions would take long to count.
  const auto read = +[](Row& row) -> Result<ReasonCode> { return row.id<ReasonCode>(); };
  return all(db_,
             "SELECT r.code FROM (SELECT id, submission FROM decisions WHERE reverses IS NULL AND decided_at >= $2 "
             "AND state IN ('held', 'released') ORDER BY decided_at DESC LIMIT 2000) d "
             "JOIN submissions s ON s.id = d.submission JOIN decision_reasons r ON r.decision = d.id "
             "WHERE s.batch = $1 GROUP BY r.code ORDER BY count(*) DESC, r.code LIMIT $3",
             values(batch, since, limit), read);
}

Result<std::vector<Decision>> DecisionRepo::list(std::string_view rest, const Values& bound) {
  auto found = TRY(all(db_, std::string(kDecisions) + std::string(rest), bound, &read_decision));
  for (Decision& one : found) TRY(add_reasons(one));
  return found;
}

Done DecisionRepo::add_reasons(Decision& decision) {
  decision.reasons =
      TRY(all(db_, "SELECT code, note, x, y, w, h FROM decision_reasons WHERE decision = $1 ORDER BY position",
              values(decision.id), &read_reason));
  return {};
}

}  // namespace zhaojian::store

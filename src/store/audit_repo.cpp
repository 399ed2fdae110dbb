#include "store/audit_repo.h"

#include "store/text_list.h"

namespace zhaojian::store {
namespace {

using domain::AuditRecord;

constexpr std::string_view kRecords =
    "SELECT station, seq, prev, hash, kind, actor, subject, epoch, outcome, reasons, decision, op, at, ticks FROM "
    "audit_records ";

Result<AuditRecord> read_record(Row& row) {
  AuditRecord r;
  r.station = row.id<StationId>();
  r.seq = row.integer();
  r.prev = row.digest();
  r.hash = row.digest();
  r.entry.kind = TRY(domain::audit_kind_from(row.text()));
  r.entry.actor = row.id<OperatorId>();
  r.entry.subject = row.digest();
  r.entry.epoch = row.integer();
  r.entry.outcome = row.text();
  r.entry.reasons = TRY(ids_from_text<ReasonCode>(row.text()));
  r.entry.decision = row.id<DecisionId>();
  r.entry.op = row.id<OpId>();
  r.entry.at = row.instant();
  r.entry.ticks = TRY(ids_from_text<TickId>(row.text()));
  if (row.wrong()) return Error{Errc::corrupt, "an audit record cannot be read", "error.store.corrupt"};
  return r;
}

Result<Sha256> read_key(Row& row) { return row.digest(); }

}  // namespace

Result<std::optional<AuditRecord>> AuditRepo::head(const StationId& station) {
  return first(db_, std::string(kRecords) + "WHERE station = $1 ORDER BY seq DESC LIMIT 1", values(station),
               &read_record);
}

Done AuditRepo::append(const AuditRecord& r) {
  const domain::AuditEntry& e = r.entry;
  TRY(
      db_.execute("INSERT INTO audit_records (station, seq, prev, hash, kind, actor, subject, epoch, outcome, reasons, "
                  "decision, op, at, ticks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                  values(r.station, r.seq, r.prev, r.hash, name(e.kind), e.actor, e.subject, e.epoch, e.outcome,
                         list_to_text(e.reasons), e.decision, e.op, e.at, list_to_text(e.ticks))));
  return {};
}

Done AuditRepo::read(const std::function<bool(const AuditRecord&)>& each) {
  std::optional<Error> problem;
  TRY(db_.query(std::string(kRecords) + "ORDER BY station, seq", {}, [&](Row& row) {
    const auto record = read_record(row);
    if (record) return each(*record);
    return problem = record.error(), false;
  }));
  if (problem) return *std::move(problem);
  return {};
}

Result<std::optional<Sha256>> AuditRepo::kept_case_key(const SubmissionId& submission) {
  return first(db_, "SELECT key FROM case_keys WHERE submission = $1", values(submission), &read_key);
}

Result<Sha256> AuditRepo::case_key(const SubmissionId& submission) {
  if (const auto known = TRY(kept_case_key(submission))) return *known;
  // Two at once: the first one's key stays, and both read it.
  TRY(db_.execute("INSERT INTO case_keys (submission, key) VALUES ($1, $2) ON CONFLICT (submission) DO NOTHING",
                  values(submission, sha256(random_bytes(32)))));
  const auto made = TRY(kept_case_key(submission));
  if (!made) return Error{Errc::internal, "a case key went away"};
  return *made;
}

}  // namespace zhaojian::store

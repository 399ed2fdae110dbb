#include "audit/chain.h"

namespace zhaojian::audit {
namespace {

using domain::AuditEntry;
using domain::AuditKind;
using domain::AuditRecord;

constexpr char kRecordVersion = 1;
constexpr char kCommitmentVersion = 2;  // another one, so that neither can be passed off as the other
constexpr char kTickedVersion = 3;      // a record with ticks; one without is written as it always was

void add(std::string& bytes, std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xff);
}

void add(std::string& bytes, std::string_view text) {
  add(bytes, static_cast<std::int64_t>(text.size()));
  bytes += text;
}

void add(std::string& bytes, const Sha256& digest) { bytes += text_of(std::as_bytes(std::span(digest))); }

}  // namespace

std::string canonical_bytes(const StationId& station, std::int64_t seq, const Sha256& prev, const AuditEntry& entry) {
  std::string bytes(1, entry.ticks.empty() ? kRecordVersion : kTickedVersion);
  add(bytes, station.value);
  add(bytes, seq);
  add(bytes, prev);
  add(bytes, name(entry.kind));
  add(bytes, entry.actor.value);
  add(bytes, entry.subject);
  add(bytes, entry.epoch);
  add(bytes, entry.outcome);
  add(bytes, static_cast<std::int64_t>(entry.reasons.size()));
  for (const ReasonCode& reason : entry.reasons) add(bytes, reason.value);
  add(bytes, entry.decision.value);
  add(bytes, entry.op.value);
  add(bytes, entry.at.micros);
  if (entry.ticks.empty()) return bytes;
  add(bytes, static_cast<std::int64_t>(entry.ticks.size()));
  for (const TickId& tick : entry.ticks) add(bytes, tick.value);
  return bytes;
}

Sha256 hash_of(const AuditRecord& record, const Sha256& audit_key) {
  const std::string bytes = canonical_bytes(record.station, record.seq, record.prev, record.entry);
  return hmac_sha256(std::as_bytes(std::span(audit_key)), bytes_of(bytes));
}

AuditRecord link(const std::optional<AuditRecord>& head, const StationId& station, AuditEntry entry,
                 const Sha256& audit_key) {
  AuditRecord record;
  record.station = station;
  record.seq = head ? head->seq + 1 : 1;
  if (head) record.prev = head->hash;
  record.entry = std::move(entry);
  record.hash = hash_of(record, audit_key);
  return record;
}

Sha256 commitment(const Sha256& case_key, const SubmissionId& submission, int version, const Sha256& photo) {
  std::string bytes(1, kCommitmentVersion);
  add(bytes, submission.value);
  add(bytes, std::int64_t{version});
  add(bytes, photo);
  return hmac_sha256(std::as_bytes(std::span(case_key)), bytes_of(bytes));
}

AuditEntry entry_of(const domain::Decision& decision, const Sha256& case_key) {
  AuditEntry entry;
  entry.kind = decision.reverses                                  ? AuditKind::reversed
               : decision.state == domain::DecisionState::opinion ? AuditKind::doubted
                                                                  : AuditKind::decided;
  entry.actor = decision.by;
  entry.subject = commitment(case_key, decision.submission, decision.version, decision.photo);
  entry.epoch = decision.epoch;
  entry.outcome = name(decision.outcome);
  for (const domain::GivenReason& reason : decision.reasons) entry.reasons.push_back(reason.code);
  entry.ticks = decision.ticks;
  entry.decision = decision.id;
  entry.op = decision.op;
  entry.at = decision.decided_at;
  return entry;
}

}  // namespace zhaojian::audit

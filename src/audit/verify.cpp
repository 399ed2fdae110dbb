#include "audit/verify.h"

#include <algorithm>

#include "audit/chain.h"

namespace zhaojian::audit {
namespace {

using domain::AuditEntry;
using domain::AuditKind;
using domain::AuditRecord;

constexpr Duration kClockSlack = minutes(5);

bool tells_a_decision(AuditKind kind) {
  return kind == AuditKind::decided || kind == AuditKind::doubted || kind == AuditKind::reversed;
}

// What decision and record must agree on, in one comparable piece. Their kind is left out: an opinion that was taken
// back is `undone` by now, and its record still says `doubted`.
Sha256 facts_of(const StationId& station, AuditEntry entry) {
  entry.kind = AuditKind::decided;
  entry.subject = {};
  entry.at = {};
  return sha256(bytes_of(canonical_bytes(station, 0, {}, entry)));
}

}  // namespace

std::string_view name(Trouble trouble) {
  constexpr std::string_view names[kTroubleCount] = {"altered",          "removed",          "inserted",
                                                     "reordered",        "unknown_station",  "record_missing",
                                                     "decision_missing", "decision_differs", "time_ran_back"};
  return names[static_cast<int>(trouble)];
}

bool Report::clean() const {
  return std::ranges::all_of(problems, [](const Problem& problem) { return is_warning(problem.trouble); });
}

Verifier::Verifier(const Sha256& audit_key, std::vector<Checkpoint> checkpoints, std::set<StationId> stations)
    : key_(audit_key), stations_(std::move(stations)) {
  for (Checkpoint& one : checkpoints) checkpoints_.insert_or_assign(one.station, std::move(one));
}

void Verifier::say(Trouble trouble, const AuditRecord& record, std::string about) {
  report_.problems.push_back({trouble, record.station, record.seq, std::move(about)});
}

void Verifier::record(const AuditRecord& record) {
  ++report_.records;
  if (!stations_.empty() && !stations_.contains(record.station)) say(Trouble::unknown_station, record, "");
  if (hash_of(record, key_) != record.hash) say(Trouble::altered, record, "hash");
  Chain& chain = chains_[record.station];
  check_place(record, chain);
  check_checkpoint(record);
  if (tells_a_decision(record.entry.kind)) note_decision(record);
  if (record.seq < chain.seq) return;  // go on from the furthest
  chain = {record.seq, record.hash, std::max(chain.at, record.entry.at)};
}

void Verifier::check_place(const AuditRecord& record, Chain& chain) {
  if (record.seq == chain.seq && chain.seq > 0) return say(Trouble::inserted, record, "the number is there twice");
  if (record.seq <= chain.seq) return say(Trouble::reordered, record, "after " + std::to_string(chain.seq));
  if (record.seq > chain.seq + 1) {
    return say(Trouble::removed, record, std::to_string(record.seq - chain.seq - 1) + " before it");
  }
  if (record.prev != chain.hash) say(Trouble::inserted, record, "does not follow the record before it");
  if (record.entry.at < chain.at - kClockSlack) say(Trouble::time_ran_back, record, rfc3339(record.entry.at));
}

void Verifier::check_checkpoint(const AuditRecord& record) {
  const auto found = checkpoints_.find(record.station);
  if (found == checkpoints_.end() || found->second.seq != record.seq || found->second.hash == record.hash) return;
  say(Trouble::altered, record, "not what its checkpoint says");
}

void Verifier::note_decision(const AuditRecord& record) {
  const AuditEntry& entry = record.entry;
  // A reversal is told either by the decision that takes back or by the one that is taken back.
  if (entry.kind == AuditKind::reversed) reversals_.insert(entry.op);
  const auto [at, fresh] = told_.try_emplace(
      entry.decision, Told{record.station, record.seq, facts_of(record.station, entry), entry.subject, false});
  if (fresh || entry.kind == AuditKind::reversed) return;
  say(Trouble::inserted, record, "the decision has a record already: " + entry.decision.value);
}

void Verifier::decision(const domain::Decision& decision, const std::optional<Sha256>& case_key) {
  ++report_.decisions;
  const auto found = told_.find(decision.id);
  if (found == told_.end()) {
    if (decision.reverses && reversals_.contains(decision.op)) {
      corrections_.insert(decision.id);
      return;
    }
    report_.problems.push_back({Trouble::record_missing, {}, 0, "decision " + decision.id.value});
    return;
  }
  Told& told = found->second;
  const AuditEntry entry = entry_of(decision, case_key.value_or(Sha256{}));
  const bool same_photo = !case_key || entry.subject == told.subject;
  if (told.matched || !same_photo || facts_of(decision.station, entry) != told.facts) {
    report_.problems.push_back({Trouble::decision_differs, told.station, told.seq, "decision " + decision.id.value});
  }
  told.matched = true;
}

void Verifier::event(const domain::OutboxEvent& event) {
  ++report_.events;
  if (told_.contains(event.decision) || corrections_.contains(event.decision)) return;
  report_.problems.push_back({Trouble::record_missing, {}, 0, "event " + event.id.value});
}

Report Verifier::finish() {
  for (const auto& [id, told] : told_) {
    if (!told.matched) report_.problems.push_back({Trouble::decision_missing, told.station, told.seq, id.value});
  }
  for (const auto& [station, checkpoint] : checkpoints_) {
    const auto chain = chains_.find(station);
    const std::int64_t seq = chain == chains_.end() ? 0 : chain->second.seq;
    if (seq >= checkpoint.seq) continue;
    report_.problems.push_back(
        {Trouble::removed, station, seq, "the chain ends before its checkpoint at " + std::to_string(checkpoint.seq)});
  }
  report_.stations = static_cast<std::int64_t>(chains_.size());
  return std::move(report_);
}

}  // namespace zhaojian::audit

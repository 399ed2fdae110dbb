#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"

// One record of the audit log. It holds no personal data: what it is about is committed to by a keyed hash whose key can
// be deleted with the case (reliability.md §3.3), and the log still verifies.
namespace zhaojian::domain {

enum class AuditKind {
  decided, undone, released, reversed, escalated, skipped, doubted, identity_changed,
  withdrawn, superseded, replayed, signed_in, profile_published, key_rotated, profile_drafted, profile_rolled_back,
  looked_up,    // somebody asked for a student; outcome: what he was shown
  looked_back,  // a decision was opened to look at again
};
inline constexpr int kAuditKindCount = 18;
[[nodiscard]] std::string_view name(AuditKind kind);
[[nodiscard]] Result<AuditKind> audit_kind_from(std::string_view name);

struct AuditEntry {
  AuditKind kind = AuditKind::decided;
  OperatorId actor;       // empty: the program itself
  Sha256 subject{};       // HMAC-SHA256(case key, submission id, version, photo hash)
  std::int64_t epoch = 0;
  std::string outcome;    // "approve" … or what the kind needs
  std::vector<ReasonCode> reasons;
  std::vector<TickId> ticks;
  DecisionId decision;    // empty when there is none
  OpId op;
  Instant at;
  bool operator==(const AuditEntry&) const = default;
};

// An entry in its station's chain: seq counts from 1 without a gap, prev is the hash of seq-1 (zeros before the first),
// hash = HMAC-SHA256(audit key, canonical bytes of station, seq, prev, entry).
struct AuditRecord {
  StationId station;
  std::int64_t seq = 0;
  Sha256 prev{};
  AuditEntry entry;
  Sha256 hash{};
  bool operator==(const AuditRecord&) const = default;
};

}  // namespace zhaojian::domain

#pragma once
#include <optional>
#include <string>

#include "base/hash.h"
#include "domain/audit_record.h"
#include "domain/decision.h"

// The audit log of a station is a chain: each record names the hash of the one before it, and each hash needs the audit
// key. A record that is changed, taken out, put in or moved no longer fits (reliability.md §3). Pure.
namespace zhaojian::audit {

// What a record's hash is made of: a version byte, then every field in the order of its declaration; texts and lists
// with their length in front, numbers as 8 bytes big endian. Two different records never have the same bytes.
[[nodiscard]] std::string canonical_bytes(const StationId& station, std::int64_t seq, const Sha256& prev,
                                          const domain::AuditEntry& entry);
[[nodiscard]] Sha256 hash_of(const domain::AuditRecord& record, const Sha256& audit_key);

// The next record of a station's chain. `head` is the station's newest record, nothing before the first.
[[nodiscard]] domain::AuditRecord link(const std::optional<domain::AuditRecord>& head, const StationId& station,
                                       domain::AuditEntry entry, const Sha256& audit_key);

// Ties a record to a photo without naming it: only who has the case's key can tell, and nobody after it was deleted.
[[nodiscard]] Sha256 commitment(const Sha256& case_key, const SubmissionId& submission, int version,
                                const Sha256& photo);

// The entry of a decision: `doubted` for a first opinion, `reversed` for one that takes another back, else `decided`.
[[nodiscard]] domain::AuditEntry entry_of(const domain::Decision& decision, const Sha256& case_key);

}  // namespace zhaojian::audit

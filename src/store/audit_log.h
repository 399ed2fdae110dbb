#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/audit_record.h"

namespace zhaojian::store {

// Append only. The chain itself is computed by `audit`; the store only refuses a second record with the same seq.
class AuditLog {
 public:
  virtual ~AuditLog() = default;
  [[nodiscard]] virtual Result<std::optional<domain::AuditRecord>> head(const StationId& station) = 0;
  [[nodiscard]] virtual Done append(const domain::AuditRecord& record) = 0;
  // Every record in order of station, seq; stops when `each` returns false.
  [[nodiscard]] virtual Done read(const std::function<bool(const domain::AuditRecord&)>& each) = 0;
  // The key below if there is one: none before the first use and after the purge.
  [[nodiscard]] virtual Result<std::optional<Sha256>> kept_case_key(const SubmissionId& submission) = 0;
  // The random key that commits a case's records to it; made on first use, deleted when the case is purged.
  [[nodiscard]] virtual Result<Sha256> case_key(const SubmissionId& submission) = 0;
};

}  // namespace zhaojian::store

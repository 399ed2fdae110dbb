#pragma once
#include "store/audit_log.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class AuditRepo final : public AuditLog {
 public:
  explicit AuditRepo(Connection& db) : db_(db) {}

  Result<std::optional<domain::AuditRecord>> head(const StationId& station) override;
  Done append(const domain::AuditRecord& record) override;
  Done read(const std::function<bool(const domain::AuditRecord&)>& each) override;
  Result<std::optional<Sha256>> kept_case_key(const SubmissionId& submission) override;
  Result<Sha256> case_key(const SubmissionId& submission) override;

 private:
  Connection& db_;
};

}  // namespace zhaojian::store

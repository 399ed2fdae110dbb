#pragma once
#include "store/decisions.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class DecisionRepo final : public Decisions {
 public:
  explicit DecisionRepo(Connection& db) : db_(db) {}

  Done add(const domain::Decision& decision) override;
  Result<std::optional<domain::Decision>> find(const DecisionId& id) override;
  Result<std::optional<domain::Decision>> find_op(const OpId& op) override;
  Done set_state(const DecisionId& id, domain::DecisionState state) override;
  Done set_identity(const DecisionId& id, const domain::IdentityAnswer& answer) override;
  Result<std::vector<domain::Decision>> of(const SubmissionId& submission) override;
  Result<std::vector<domain::Decision>> recent(const OperatorId& by, std::int64_t limit) override;
  Result<std::vector<domain::Decision>> due(Instant now, std::int64_t limit) override;
  Done read(const std::function<bool(const domain::Decision&)>& each) override;
  Done add_aside(const domain::Aside& aside) override;
  Result<std::vector<domain::Aside>> asides_of(const SubmissionId& submission) override;
  Result<std::vector<ReasonCode>> frequent_reasons(const BatchId& batch, Instant since, std::int64_t limit) override;

 private:
  [[nodiscard]] Result<std::vector<domain::Decision>> list(std::string_view rest, const Values& bound);
  [[nodiscard]] Done add_reasons(domain::Decision& decision);

  Connection& db_;
};

}  // namespace zhaojian::store

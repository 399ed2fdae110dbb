#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/aside.h"
#include "domain/decision.h"

namespace zhaojian::store {

class Decisions {
 public:
  virtual ~Decisions() = default;
  // `conflict` when op, id, or (submission, version, round in force) is already there.
  [[nodiscard]] virtual Done add(const domain::Decision& decision) = 0;
  [[nodiscard]] virtual Result<std::optional<domain::Decision>> find(const DecisionId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<domain::Decision>> find_op(const OpId& op) = 0;
  [[nodiscard]] virtual Done set_state(const DecisionId& id, domain::DecisionState state) = 0;
  [[nodiscard]] virtual Done set_identity(const DecisionId& id, const domain::IdentityAnswer& answer) = 0;
  [[nodiscard]] virtual Result<std::vector<domain::Decision>> of(const SubmissionId& submission) = 0;  // oldest first
  [[nodiscard]] virtual Result<std::vector<domain::Decision>> recent(const OperatorId& by, std::int64_t limit) = 0;
  // Held ones whose release_at has come.
  [[nodiscard]] virtual Result<std::vector<domain::Decision>> due(Instant now, std::int64_t limit) = 0;
  // Every decision in the order they were made; stops when `each` returns false. For comparing with the audit log.
  [[nodiscard]] virtual Done read(const std::function<bool(const domain::Decision&)>& each) = 0;

  // Skipped, escalated, reversed: each is logged with its reason.
  [[nodiscard]] virtual Done add_aside(const domain::Aside& aside) = 0;
  [[nodiscard]] virtual Result<std::vector<domain::Aside>> asides_of(const SubmissionId& submission) = 0;  // oldest first

  // Which reasons were given most in this batch since then, most frequent first; of decisions that count.
  [[nodiscard]] virtual Result<std::vector<ReasonCode>> frequent_reasons(const BatchId& batch, Instant since,
                                                                         std::int64_t limit) = 0;
};

}  // namespace zhaojian::store

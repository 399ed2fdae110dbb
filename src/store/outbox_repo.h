#pragma once
#include "store/outbox.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

class OutboxRepo final : public Outbox {
 public:
  explicit OutboxRepo(Connection& db) : db_(db) {}

  Done add(const domain::OutboxEvent& event) override;
  Result<std::optional<domain::OutboxEvent>> find(const EventId& id) override;
  Result<std::optional<domain::OutboxEvent>> of(const DecisionId& decision) override;
  Result<std::vector<domain::OutboxEvent>> list(const OutboxFilter& filter, std::int64_t limit) override;
  Result<bool> move(const EventId& id, const std::vector<domain::EventState>& from, domain::EventState to,
                    const Problem& problem) override;
  Result<std::vector<domain::OutboxEvent>> claim(Instant now, Duration claim_length, std::int64_t limit) override;
  Result<bool> finish(const EventId& id, std::int64_t epoch, domain::EventState to, Instant next_at, int status,
                      const Problem& problem, Instant at) override;
  Result<bool> put_receipt(const Receipt& receipt) override;
  Result<std::optional<Instant>> next_due() override;

 private:
  // Finds the first event of this student that is still on its way, and marks it alone.
  [[nodiscard]] Done choose_head(const StudentRef& student);
  [[nodiscard]] Done show_receipt(const EventId& id);
  // Runs an UPDATE … RETURNING student; moves the student's head along when it changed a row.
  [[nodiscard]] Result<bool> update(std::string_view sql, const Values& bound);

  Connection& db_;
};

}  // namespace zhaojian::store

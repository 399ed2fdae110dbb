#pragma once
#include "store/sql/connection.h"
#include "store/statistics.h"

namespace zhaojian::store {

// A decision counts as made unless its maker took it back; in force are held and released ones.
class StatsRepo final : public Statistics {
 public:
  explicit StatsRepo(Connection& db) : db_(db) {}

  Result<Counts> counts(Instant now) override;
  Result<std::int64_t> decided_today(const OperatorId& by, Instant now) override;
  Result<std::map<std::string, std::int64_t>> outcomes(Instant from) override;
  Result<std::map<std::string, std::int64_t>> reasons(Instant from) override;

 private:
  using Tally = std::map<std::string, std::int64_t>;
  [[nodiscard]] Result<Tally> tally(std::string_view sql, const Values& bound);

  Connection& db_;
};

// Midnight in China before `now`.
[[nodiscard]] Instant start_of_beijing_day(Instant now);

}  // namespace zhaojian::store

#pragma once
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/sql/connection.h"
#include "store/submissions.h"

namespace zhaojian::store {

// Who holds which case. Time is the clock's monotonic one together with the boot it belongs to: after a restart of the
// machine every lease counts as lapsed, and no jump of the wall clock frees or freezes one (reliability.md §1.5).
class LeaseRepo {
 public:
  LeaseRepo(Connection& db, const Clock& clock, std::string boot) : db_(db), clock_(clock), boot_(std::move(boot)) {}

  [[nodiscard]] Result<std::vector<domain::Lease>> claim(const ClaimRequest& request);
  [[nodiscard]] Result<bool> renew(const domain::Lease& lease, Duration length);
  [[nodiscard]] Result<std::vector<domain::Lease>> of(const OperatorId& who, const StationId& station);
  [[nodiscard]] Result<std::vector<SubmissionId>> lapsed(Duration grace, std::int64_t limit);

 private:
  struct Free;
  [[nodiscard]] Result<std::vector<Free>> free_cases(const ClaimRequest& request);
  [[nodiscard]] Result<domain::Lease> grant(const Free& one, const ClaimRequest& request);

  Connection& db_;
  const Clock& clock_;
  const std::string boot_;
};

}  // namespace zhaojian::store

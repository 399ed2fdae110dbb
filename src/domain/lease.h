#pragma once
#include <cstdint>

#include "base/ids.h"
#include "base/time.h"

namespace zhaojian::domain {

// A reviewer's hold on a case (租约). The epoch is the fence: it rises with each grant, and a decision counts only if its
// epoch is still the case's. `until` only says from when others may be given the case; it is measured on the store's
// monotonic clock, so that a jump of the wall clock neither frees nor freezes it (reliability.md §1.5).
struct Lease {
  SubmissionId submission;
  OperatorId holder;
  StationId station;
  std::int64_t epoch = 0;
  Duration until;  // store's monotonic time, meaningful within one boot
  bool operator==(const Lease&) const = default;
};

// reliability.md §1.5: 120 s, renewed every 40 s, prefetched cases included.
struct LeaseTerms {
  Duration length = seconds(120);
  Duration renew_every = seconds(40);
  int prefetch = 5;  // at most this many beside the one on screen
};

}  // namespace zhaojian::domain

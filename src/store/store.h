#pragma once
#include <functional>
#include <memory>

#include "store/audit_log.h"
#include "store/decisions.h"
#include "store/faces.h"
#include "store/fingerprints.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/profile_versions.h"
#include "store/statistics.h"
#include "store/submissions.h"

// The persistence port. No SQL above it. One Store object belongs to one thread; several may be open on one database.
namespace zhaojian::store {

class Store {
 public:
  virtual ~Store() = default;

  // Runs `work` in one durable transaction: all of it or nothing. Rolls back when it returns an error. Not nested.
  // The transaction takes the write ticket first, so `work` must be short and must not wait for anything.
  [[nodiscard]] virtual Done transact(const std::function<Done()>& work) = 0;

  [[nodiscard]] virtual Submissions& submissions() = 0;
  [[nodiscard]] virtual Decisions& decisions() = 0;
  [[nodiscard]] virtual Outbox& outbox() = 0;
  [[nodiscard]] virtual AuditLog& audit() = 0;
  [[nodiscard]] virtual People& people() = 0;
  [[nodiscard]] virtual Statistics& statistics() = 0;
  [[nodiscard]] virtual ProfileVersions& profiles() = 0;
  [[nodiscard]] virtual Fingerprints& fingerprints() = 0;
  [[nodiscard]] virtual Faces& faces() = 0;

  // A number that is another one after anybody else wrote: another thread, another program. What this Store writes leaves
  // it alone. For asking whether there is news at all.
  [[nodiscard]] virtual Result<std::int64_t> change_mark() = 0;

  // The store's monotonic time (boot-bound); leases are measured on it. Same for all stores of this machine.
  [[nodiscard]] virtual Duration lease_now() const = 0;
};

}  // namespace zhaojian::store

#pragma once
#include <map>
#include <memory>

#include "base/clock.h"
#include "domain/reason.h"
#include "domain/standard_profile.h"
#include "store/store.h"

namespace zhaojian::workflow {

using Profiles = std::map<ProfileId, std::shared_ptr<const domain::StandardProfile>>;

// What every use case works with. Belongs to the thread that owns the store.
struct Services {
  store::Store& store;
  const Clock& clock;
  StationId station;
  Sha256 audit_key{};
  const Profiles& profiles;  // as they ship with the program
  std::shared_ptr<const domain::ReasonCatalogue> reasons;
  domain::LeaseTerms lease;

  // The version in force: what was published here, else what ships with the program. `not_found` naming the profile when
  // the batch asks for one that is not configured.
  [[nodiscard]] Result<std::shared_ptr<const domain::StandardProfile>> profile(const ProfileId& id) const;
};

// Writes the entry into the audit log; inside the transaction of what it tells of.
[[nodiscard]] Done record(const Services& services, domain::AuditEntry entry);
// What an audit entry is about, committed to without naming it.
[[nodiscard]] Result<Sha256> subject_of(const Services& services, const domain::Submission& submission);

}  // namespace zhaojian::workflow

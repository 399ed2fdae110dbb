#include "workflow/services.h"

#include "audit/append.h"

namespace zhaojian::workflow {

Result<std::shared_ptr<const domain::StandardProfile>> Services::profile(const ProfileId& id) const {
  // Asked each time: another station, or the command line, may have published since.
  if (auto published = TRY(store.profiles().in_force(id))) return published;
  const auto it = profiles.find(id);
  if (it != profiles.end()) return it->second;
  return Error{Errc::not_found, "no standard profile \"" + id.value + "\"", "error.profile.unknown"};
}

Done record(const Services& services, domain::AuditEntry entry) {
  if (entry.at == Instant{}) entry.at = services.clock.now();
  return audit::append(services.store.audit(), services.station, entry, services.audit_key);
}

Result<Sha256> subject_of(const Services& services, const domain::Submission& submission) {
  const Sha256 key = TRY(services.store.audit().case_key(submission.id));
  const domain::PhotoRef* photo = submission.photo(domain::PhotoRole::submission);
  return audit::commitment(key, submission.id, submission.version, photo ? photo->sha256 : Sha256{});
}

}  // namespace zhaojian::workflow

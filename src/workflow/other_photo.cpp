#include "workflow/other_photo.h"

#include "codec/submission_json.h"

namespace zhaojian::workflow {

Result<bool> named_another_photo(const Services& services, const domain::Submission& submission) {
  for (const store::QuarantinedItem& kept : TRY(services.store.submissions().quarantined_of(submission.id))) {
    if (kept.fault.kind != domain::FaultKind::other_photo) continue;
    const auto item = codec::submission_from_json(bytes_of(kept.raw));
    if (item && item->version == submission.version) return true;
  }
  return false;
}

}  // namespace zhaojian::workflow

#include "workflow/look_back.h"

#include "workflow/claim.h"

namespace zhaojian::workflow {
namespace {

// The student may have replaced the photo since: what was judged is the one the decision names.
void as_it_was(domain::CaseFile& file, const domain::Decision& decision) {
  domain::Submission& submission = file.review_case.submission;
  if (submission.version == decision.version) return;
  submission.version = decision.version;
  for (std::size_t i = 0; i < submission.photos.size(); ++i) {
    domain::PhotoRef& photo = submission.photos[i];
    if (photo.role != domain::PhotoRole::submission || photo.sha256 == decision.photo) continue;
    photo.sha256 = decision.photo;
    photo.width.reset();
    photo.height.reset();
    photo.bytes.reset();
    if (i < file.photo_states.size()) file.photo_states[i] = domain::PhotoState::present;  // or the cache will say
  }
}

}  // namespace

Result<PastCase> look_back(const Services& services, const DecisionId& id) {
  PastCase past;
  auto decision = TRY(services.store.decisions().find(id));
  const auto found = decision ? TRY(services.store.submissions().find(decision->submission)) : std::nullopt;
  if (!found) return Error{Errc::not_found, "no such decision", "error.undo.not_found"};
  past.decision = *std::move(decision);
  auto file = std::make_shared<domain::CaseFile>(*TRY(open_case(services, *found, {})));
  as_it_was(*file, past.decision);
  file->assessment = TRY(services.store.submissions().assessment(past.decision.submission, past.decision.version));
  past.file = std::move(file);
  if (const auto event = TRY(services.store.outbox().of(id))) past.told = event->state;
  return past;
}

}  // namespace zhaojian::workflow

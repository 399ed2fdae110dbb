#include "workflow/look_again.h"

#include "workflow/claim.h"

namespace zhaojian::workflow {

using domain::CaseFile;
using domain::GoneWhy;
using domain::Stage;

Result<domain::CaseFilePtr> look_again(const Services& services, const CaseFile& open) {
  const auto found = TRY(services.store.submissions().find(open.review_case.submission.id));
  const bool ours = found && found->place.stage == Stage::leased && found->epoch == open.lease.epoch &&
                    found->submission.version == open.review_case.submission.version;
  if (!ours) return domain::CaseFilePtr();
  const domain::CaseFilePtr now = TRY(open_case(services, *found, open.lease));
  CaseFile before = open;
  const bool same_profile = now->profile == open.profile || (open.profile && *now->profile == *open.profile);
  if (same_profile) before.profile = now->profile;  // a version published here is read anew each time
  return before == *now ? domain::CaseFilePtr() : now;
}

Result<domain::LostCase> became_of(const Services& services, const CaseFile& open) {
  const domain::Submission& submission = open.review_case.submission;
  domain::LostCase lost{submission.id, GoneWhy::lease_lost, {}, {}};
  const auto found = TRY(services.store.submissions().find(submission.id));
  if (!found || found->place.stage == Stage::purged) return lost;
  const bool withdrawn = found->place.stage == Stage::withdrawn;
  const bool replaced = found->place.stage == Stage::superseded || found->submission.version != submission.version;
  if (withdrawn || replaced) {  // a withdrawal raises the version, too
    lost.why = withdrawn ? GoneWhy::withdrawn : GoneWhy::superseded;
    return lost;
  }
  lost.by = found->holder;
  if (found->holder) return lost;
  for (const domain::Decision& decision : TRY(services.store.decisions().of(submission.id))) {
    const bool counts = decision.state == domain::DecisionState::held || decision.state == domain::DecisionState::released;
    const bool stands = (counts || decision.state == domain::DecisionState::opinion) && !decision.reverses;
    if (!stands || decision.version != submission.version || decision.epoch < open.lease.epoch) continue;
    lost.why = GoneWhy::decided;
    lost.by = decision.by;
    lost.outcome = counts ? std::optional(decision.outcome) : std::nullopt;
  }
  return lost;
}

}  // namespace zhaojian::workflow

#include "cli/held_case.h"

#include <algorithm>

#include "domain/decision_rules.h"
#include "workflow/claim.h"

namespace zhaojian::cli {

Result<domain::CaseFilePtr> take_case(const workflow::Services& services, const domain::Operator& who,
                                      const SubmissionId& id) {
  const auto found = TRY(services.store.submissions().find(id));
  if (!found) return Error{Errc::not_found, "no submission \"" + id.value + "\"", "error.decide.not_found"};
  const auto mine = TRY(services.store.submissions().leases_of(who.id, services.station));
  const auto held = std::ranges::find(mine, id, &domain::Lease::submission);
  if (held != mine.end()) return workflow::open_case(services, *found, *held);
  TRY(domain::may_claim(who, *found));
  const auto claimed = TRY(workflow::claim(services, who, 1, id));
  if (!claimed.empty()) return claimed.front();
  return Error{Errc::conflict, id.value + " is " + std::string(name(found->place.stage)), "error.decide.not_claimable"};
}

void let_go(const Session& session, const workflow::Services& services, const domain::CaseFilePtr& file) {
  if (const Done done = workflow::give_back(services, {file->lease}); !done) session.fail(done.error());
}

}  // namespace zhaojian::cli

#pragma once
#include <string>

#include "cli/session.h"
#include "domain/case_file.h"
#include "domain/operator.h"

namespace zhaojian::cli {

// The case in the operator's hands: claimed now, or already this operator's on this station (the window's, say).
// Otherwise the reason why not: error.decide.not_found, error.decide.not_claimable, error.decide.same_person …
[[nodiscard]] Result<domain::CaseFilePtr> take_case(const workflow::Services& services, const domain::Operator& who,
                                                    const SubmissionId& id);
// Gives the case back, so that nobody waits for a lease to lapse.
void let_go(const Session& session, const workflow::Services& services, const domain::CaseFilePtr& file);

}  // namespace zhaojian::cli

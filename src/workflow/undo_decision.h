#pragma once
#include "domain/case_file.h"
#include "domain/operator.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// Takes a held decision back within its hold time: its event never leaves, and the case is the operator's again.
// `denied` for somebody else's decision, `stale` when the hold time is over (text error.undo.too_late)
// or it was an opinion of several, which somebody else goes on with (error.undo.opinion).
[[nodiscard]] Result<domain::CaseFilePtr> undo_decision(const Services& services, const domain::Operator& who,
                                                        const DecisionId& id);

// Ends the hold of every decision whose time has come: its event may leave now. Returns their ids. Called often.
[[nodiscard]] Result<std::vector<DecisionId>> release_due(const Services& services);

}  // namespace zhaojian::workflow

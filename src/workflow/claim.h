#pragma once
#include <optional>
#include <vector>

#include "domain/case_file.h"
#include "domain/operator.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// Takes up to `count` cases in queue order, or `this_one`; puts lapsed leases back in line first. Empty: nothing free.
// A case whose profile is not configured is left in line, and its error returned only when there is no other case.
// `denied` (error.decide.*) for an operator who decides nothing.
[[nodiscard]] Result<std::vector<domain::CaseFilePtr>> claim(const Services& services, const domain::Operator& who,
                                                             int count, const std::optional<SubmissionId>& this_one);

// Where the photos of a submission are, in its own order.
[[nodiscard]] Result<std::vector<domain::PhotoState>> photo_states(const Services& services,
                                                                   const domain::Submission& submission);

// Reads what a reviewer needs of a case we hold.
[[nodiscard]] Result<domain::CaseFilePtr> open_case(const Services& services, const domain::ReviewCase& review_case,
                                                    const domain::Lease& lease);

// Gives cases back; those that are no longer ours are left alone.
[[nodiscard]] Done give_back(const Services& services, const std::vector<domain::Lease>& leases);

// Longer leases for all that this operator holds here. Returns those that are lost; look_again.h tells what became of them.
[[nodiscard]] Result<std::vector<domain::Lease>> renew(const Services& services, const std::vector<domain::Lease>& leases);

}  // namespace zhaojian::workflow

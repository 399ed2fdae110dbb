#pragma once
#include <optional>

#include "domain/case_file.h"
#include "domain/outbox.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// A decision with what it was made on: the photo that was on the screen and its checks, whatever came after.
struct PastCase {
  domain::Decision decision;
  domain::CaseFilePtr file;                  // without a lease: for looking only
  std::optional<domain::EventState> told;    // how far its message is; nothing for an opinion
};

// `not_found` (error.undo.not_found) when there is no such decision, or its case was purged.
[[nodiscard]] Result<PastCase> look_back(const Services& services, const DecisionId& id);

}  // namespace zhaojian::workflow

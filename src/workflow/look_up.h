#pragma once
#include <optional>
#include <string_view>

#include "domain/review_case.h"
#include "workflow/services.h"

namespace zhaojian::workflow {

// What is known of one student, for whoever answers the phone (客服).
struct LookedUp {
  std::optional<domain::ReviewCase> latest;  // the newest submission; nothing when nobody has that number
  std::optional<DecisionId> decision;        // the newest judgement of any of them, undone ones too
  bool of_latest = false;                    // it is about `latest`; else that came after it
};

// `typed`: a whole student number or submission id, or a part of them or of the name that only one student has.
[[nodiscard]] Result<LookedUp> look_up(const Services& services, std::string_view typed);

}  // namespace zhaojian::workflow

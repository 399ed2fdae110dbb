#pragma once
#include <vector>

#include "domain/decision.h"
#include "domain/finding.h"
#include "domain/reason.h"

namespace zhaojian::domain {

// Was the old reason fixed? By the checks that suggest it: all pass → cleared, any fails → still there, else unknown.
enum class OldReason { cleared, still_there, unknown };
struct OldReasonState {
  ReasonCode code;
  OldReason state = OldReason::unknown;
  bool operator==(const OldReasonState&) const = default;
};
[[nodiscard]] std::vector<OldReasonState> compare_with_old(std::span<const GivenReason> old_reasons,
                                                           const Assessment& now, const ReasonCatalogue& catalogue);

}  // namespace zhaojian::domain

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

// Whether this decision sent the photo back for its file alone (too large, not a JPEG): then the same picture, saved
// properly, is what the student was asked for.
[[nodiscard]] bool sent_back_for_the_file(const Decision& decision, const ReasonCatalogue& catalogue);

}  // namespace zhaojian::domain

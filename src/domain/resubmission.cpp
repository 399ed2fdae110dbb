#include "domain/resubmission.h"

#include <algorithm>

namespace zhaojian::domain {
namespace {

OldReason state_of(const Reason& reason, const Assessment& now) {
  bool all_pass = !reason.suggested_by.empty();
  for (const FindingId& id : reason.suggested_by) {
    const Finding* finding = now.find(id);
    if (finding == nullptr || finding->verdict == Verdict::not_assessable) {
      all_pass = false;
      continue;
    }
    // A head that was too large and is too small now has another fault, not the old one.
    const bool old_fault = suggests(*finding, reason);
    if (old_fault && finding->verdict == Verdict::fail) return OldReason::still_there;
    if (old_fault) all_pass = false;
  }
  return all_pass ? OldReason::cleared : OldReason::unknown;
}

}  // namespace

std::vector<OldReasonState> compare_with_old(std::span<const GivenReason> old_reasons, const Assessment& now,
                                             const ReasonCatalogue& catalogue) {
  std::vector<OldReasonState> states;
  for (const GivenReason& old : old_reasons) {
    const Reason* reason = catalogue.find(old.code);
    states.push_back({old.code, reason == nullptr ? OldReason::unknown : state_of(*reason, now)});
  }
  return states;
}

bool sent_back_for_the_file(const Decision& decision, const ReasonCatalogue& catalogue) {
  const auto of_the_file = [&](const GivenReason& given) {
    const Reason* reason = catalogue.find(given.code);
    return reason && reason->level == ReasonLevel::machine;
  };
  return decision.outcome == Outcome::retake && !decision.reasons.empty() && std::ranges::all_of(decision.reasons, of_the_file);
}

}  // namespace zhaojian::domain

#pragma once
#include <optional>

#include "base/ids.h"
#include "domain/decision.h"

namespace zhaojian::domain {

// Why a case that somebody has open is his no longer: withdrawn or replaced by the student, with somebody else or back in
// line because he let the lease lapse, judged elsewhere meanwhile.
enum class GoneWhy { withdrawn, superseded, lease_lost, decided };

struct LostCase {
  SubmissionId submission;
  GoneWhy why = GoneWhy::lease_lost;
  std::optional<OperatorId> by;      // who has it now, or who judged it; absent: nobody, or it is not known
  std::optional<Outcome> outcome;    // only of a judgement that counts: an opinion before another's stays unknown to him
  bool operator==(const LostCase&) const = default;
};

}  // namespace zhaojian::domain

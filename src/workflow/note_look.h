#pragma once
#include "domain/operator.h"
#include "workflow/look_back.h"
#include "workflow/look_up.h"

// Who looked at whose data, and when, for the audit log: by the case's keyed hash and the decision's id, never by name or
// number, as the log outlives the case. Each in a transaction of its own, after the look: an error means that the look is
// not on record, and takes nothing from it.
namespace zhaojian::workflow {

// One look-up, also one that found nobody (its subject is zeros).
[[nodiscard]] Done note_look_up(const Services& services, const domain::Operator& who, const LookedUp& found);
// One decision opened to look at again.
[[nodiscard]] Done note_look_back(const Services& services, const domain::Operator& who, const PastCase& past);

}  // namespace zhaojian::workflow

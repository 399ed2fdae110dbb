#pragma once
#include <variant>

#include "domain/decision.h"
#include "domain/operator.h"
#include "workflow/services.h"

// Decisions and what ends a review without one. Each is one durable transaction: case, decision, outbox row and audit
// record, all or nothing; replaying the same op writes nothing again.
namespace zhaojian::workflow {

struct Decided {
  domain::Decision decision;
  bool replayed = false;
};
struct LeaseLost {};   // somebody else has the case now, or it went back in line
struct Withdrawn {};   // by the student, while it was looked at
struct Superseded {};  // replaced by the student, while it was looked at; also when another photo was on screen
using DecideOutcome = std::variant<Decided, LeaseLost, Withdrawn, Superseded>;

// `decision` names op, submission, version, photo, round, outcome, reasons, identity, by, station, epoch, looked_ms;
// id and times are set here. An error means nothing was written.
[[nodiscard]] Result<DecideOutcome> decide(const Services& services, const domain::Operator& who,
                                           domain::Decision decision);

struct Ended {};
using EndOutcome = std::variant<Ended, LeaseLost, Withdrawn, Superseded>;
// To the supervisors, with the reason logged; the one who escalates does not get it again.
[[nodiscard]] Result<EndOutcome> escalate(const Services& services, const domain::Operator& who,
                                          const domain::Lease& lease, int version, const OpId& op,
                                          const std::string& reason);
// Back in line, with the reason logged; others get it first.
[[nodiscard]] Result<EndOutcome> skip(const Services& services, const domain::Operator& who, const domain::Lease& lease,
                                      int version, const OpId& op, const std::string& reason);
// The one logged change of the identity answer after the reveal.
[[nodiscard]] Done note_identity_change(const Services& services, const domain::Operator& who,
                                        const domain::Submission& submission, std::int64_t epoch,
                                        const domain::IdentityAnswer& answer);

}  // namespace zhaojian::workflow

#include "workflow/reverse_decision.h"

#include "audit/chain.h"
#include "codec/event_json.h"
#include "domain/decision_rules.h"
#include "domain/message.h"
#include "workflow/claim.h"

namespace zhaojian::workflow {
namespace {

using domain::Decision;
using domain::DecisionState;
using domain::Happening;
using domain::ReviewCase;

Error went_on(domain::Stage stage) {
  std::string message = "the case is " + std::string(name(stage));
  if (stage == domain::Stage::exported || stage == domain::Stage::purged)
    return {Errc::conflict, std::move(message), "error.reverse.exported"};
  return {Errc::conflict, std::move(message), "error.reverse.went_on"};
}

Result<ReviewCase> case_of(const Services& services, const Decision& decision) {
  const auto found = TRY(services.store.submissions().find(decision.submission));
  if (!found) return Error{Errc::internal, "a decision without its case", {}};
  const bool same = found->decision == decision.id && found->submission.version == decision.version;
  if (!same || !domain::advance(found->place, Happening::reversed)) return went_on(found->place.stage);
  return *found;
}

Decision act_of(const Services& services, const domain::Operator& who, const Decision& decision, const OpId& op) {
  Decision act = decision;
  act.op = op;
  act.reasons.clear();
  act.ticks.clear();
  act.identity.reset();
  act.by = who.id;
  act.station = services.station;
  act.decided_at = act.release_at = services.clock.now();
  act.id = DecisionId(uuid_v7(act.decided_at.micros / 1000));
  act.looked_ms = 0;
  act.state = DecisionState::reversed;
  act.reverses = decision.id;
  return act;
}

Done correct(const Services& services, const ReviewCase& review_case, const Decision& decision, const Decision& act) {
  const StudentRef& student = review_case.submission.student.ref;
  domain::OutboxEvent event;
  event.id = EventId("evt_" + act.id.value);
  event.decision = act.id;
  event.submission = act.submission;
  event.student = student;
  event.type = codec::reversal_type;
  event.body = codec::reversal_body(decision, act.id, act.decided_at, domain::correction(act.decided_at), student);
  event.state = domain::EventState::ready;  // what was wrong must not stand longer than it has to
  event.next_at = event.created_at = act.decided_at;
  return services.store.outbox().add(event);
}

Result<domain::CaseFilePtr> take(const Services& services, const domain::Operator& who, const SubmissionId& id) {
  const store::ClaimRequest request{
      who.id, services.station, services.lease.length, 1, who.role == domain::Role::supervisor, id};
  const auto leases = TRY(services.store.submissions().claim(request));
  if (leases.empty()) return Error{Errc::internal, "the reversed case cannot be taken", {}};
  const auto mine = TRY(services.store.submissions().find(id));
  return open_case(services, *mine, leases.front());
}

Result<Reversal> replay(const Services& services, const domain::Operator& who, const Decision& act) {
  Reversal reversal{act, nullptr, true};
  const auto found = TRY(services.store.submissions().find(act.submission));
  for (const domain::Lease& lease : TRY(services.store.submissions().leases_of(who.id, services.station)))
    if (found && lease.submission == act.submission) reversal.file = TRY(open_case(services, *found, lease));
  return reversal;
}

Result<Reversal> reverse(const Services& services, const domain::Operator& who, const DecisionId& id, const OpId& op,
                         const std::string& reason) {
  const auto before = TRY(services.store.decisions().find_op(op));
  if (before && before->reverses == id) return replay(services, who, *before);
  const auto decision = TRY(services.store.decisions().find(id));
  if (!decision) return Error{Errc::not_found, "no such decision", "error.undo.not_found"};
  TRY(domain::may_reverse(who, *decision));
  ReviewCase review_case = TRY(case_of(services, *decision));
  review_case.place = TRY(domain::advance(review_case.place, Happening::reversed));
  review_case.place = TRY(domain::advance(review_case.place, Happening::requeued));
  review_case.decision.reset();
  review_case.holder.reset();
  review_case.judged_by.clear();  // judged anew: what was thought of it before bars nobody
  TRY(services.store.submissions().save(review_case));
  TRY(services.store.decisions().set_state(id, DecisionState::reversed));
  Reversal reversal{act_of(services, who, *decision, op), nullptr, false};
  TRY(services.store.decisions().add(reversal.act));
  TRY(services.store.decisions().add_aside({domain::AsideKind::reverse, decision->submission, decision->version, who.id,
                                            reason, services.clock.now()}));
  TRY(correct(services, review_case, *decision, reversal.act));
  TRY(record(services, audit::entry_of(reversal.act, TRY(services.store.audit().case_key(decision->submission)))));
  reversal.file = TRY(take(services, who, decision->submission));
  return reversal;
}

}  // namespace

Result<Reversal> reverse_decision(const Services& services, const domain::Operator& who, const DecisionId& id,
                                  const OpId& op, const std::string& reason) {
  Reversal reversal;
  TRY(services.store.transact([&]() -> Done {
    reversal = TRY(reverse(services, who, id, op, reason));
    return {};
  }));
  return reversal;
}

}  // namespace zhaojian::workflow

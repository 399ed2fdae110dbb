#include "workflow/undo_decision.h"

#include "workflow/claim.h"

namespace zhaojian::workflow {
namespace {

using domain::AuditEntry;
using domain::AuditKind;
using domain::Decision;
using domain::DecisionState;
using domain::EventState;
using domain::Happening;
using domain::ReviewCase;

constexpr std::int64_t kReleaseAtOnce = 50;

Done note(const Services& services, const ReviewCase& review_case, const Decision& decision, AuditKind kind,
          const OperatorId& actor) {
  AuditEntry entry;
  entry.kind = kind;
  entry.actor = actor;
  entry.subject = TRY(subject_of(services, review_case.submission));
  entry.epoch = review_case.epoch;
  entry.outcome = name(decision.outcome);
  entry.decision = decision.id;
  return record(services, std::move(entry));
}

Result<Decision> undoable(const Services& services, const domain::Operator& who, const DecisionId& id) {
  const auto decision = TRY(services.store.decisions().find(id));
  if (!decision) return Error{Errc::not_found, "no such decision", "error.undo.not_found"};
  if (decision->by != who.id) return Error{Errc::denied, "somebody else's decision", "error.undo.not_yours"};
  if (decision->state == DecisionState::opinion)
    return Error{Errc::stale, "an opinion waits for another's and is not undone", "error.undo.opinion"};
  if (decision->state != DecisionState::held || decision->release_at <= services.clock.now())
    return Error{Errc::stale, "the hold time is over", "error.undo.too_late"};
  return *decision;
}

// Whether it was released; cancelled otherwise.
Result<bool> release(const Services& services, const Decision& decision) {
  const auto found = TRY(services.store.submissions().find(decision.submission));
  const auto event = TRY(services.store.outbox().of(decision.id));
  if (!found || found->decision != decision.id || found->place.stage != domain::Stage::held) {
    // The case went on without it (withdrawn or replaced meanwhile): the decision must not leave.
    if (event)
      TRY(services.store.outbox().move(event->id, {EventState::held}, EventState::cancelled, "the case went on"));
    TRY(services.store.decisions().set_state(decision.id, DecisionState::cancelled));
    return false;
  }
  ReviewCase review_case = *found;
  review_case.place = TRY(domain::advance(review_case.place, Happening::hold_over));
  TRY(services.store.submissions().save(review_case));
  TRY(services.store.decisions().set_state(decision.id, DecisionState::released));
  if (event) TRY(services.store.outbox().move(event->id, {EventState::held}, EventState::ready, ""));
  TRY(note(services, review_case, decision, AuditKind::released, {}));
  return true;
}

}  // namespace

Result<domain::CaseFilePtr> undo_decision(const Services& services, const domain::Operator& who, const DecisionId& id) {
  domain::CaseFilePtr file;
  TRY(services.store.transact([&]() -> Done {
    const Decision decision = TRY(undoable(services, who, id));
    const auto found = TRY(services.store.submissions().find(decision.submission));
    if (!found) return Error{Errc::internal, "a decision without its case", {}};
    const auto event = TRY(services.store.outbox().of(id));
    if (event && !TRY(services.store.outbox().move(event->id, {EventState::held}, EventState::cancelled, "undone")))
      return Error{Errc::stale, "the event is on its way", "error.undo.too_late"};

    ReviewCase review_case = *found;
    review_case.place = TRY(domain::advance(review_case.place, Happening::undone));
    review_case.place = TRY(domain::advance(review_case.place, Happening::returned));
    review_case.decision.reset();
    TRY(services.store.submissions().save(review_case));
    TRY(services.store.decisions().set_state(id, DecisionState::undone));
    TRY(note(services, review_case, decision, AuditKind::undone, who.id));

    const store::ClaimRequest again{
        who.id, services.station, services.lease.length, 1, who.role == domain::Role::supervisor, decision.submission};
    const auto leases = TRY(services.store.submissions().claim(again));
    if (leases.empty()) return Error{Errc::internal, "the undone case cannot be taken again", {}};
    const auto mine = TRY(services.store.submissions().find(decision.submission));
    file = TRY(open_case(services, *mine, leases.front()));
    return {};
  }));
  return file;
}

Result<std::vector<DecisionId>> release_due(const Services& services) {
  const auto due = TRY(services.store.decisions().due(services.clock.now(), kReleaseAtOnce));
  std::vector<DecisionId> released;
  Done trouble;
  for (const Decision& decision : due) {
    bool leaves = false;
    const Done done = services.store.transact([&]() -> Done {
      const auto now = TRY(services.store.decisions().find(decision.id));
      if (now && now->state == DecisionState::held) leaves = TRY(release(services, *now));  // else undone meanwhile
      return {};
    });
    if (done && leaves) released.push_back(decision.id);
    if (!done) trouble = done;  // it stays due; the others must not wait for it
  }
  if (!trouble && released.empty()) return trouble.error();
  return released;
}

}  // namespace zhaojian::workflow

#include "workflow/decide.h"

#include "audit/chain.h"
#include "codec/event_json.h"
#include "domain/decision_rules.h"
#include "domain/message.h"
#include "domain/second_look.h"
#include "workflow/claim.h"
#include "workflow/other_photo.h"

namespace zhaojian::workflow {
namespace {

using domain::AuditEntry;
using domain::AuditKind;
using domain::Decision;
using domain::DecisionState;
using domain::Happening;
using domain::Operator;
using domain::Place;
using domain::ReviewCase;
using domain::Stage;

// The case if this lease still counts, or what has become of it. A late decision whose epoch still matches is accepted:
// nobody else was given the case (reliability.md §1.5).
using Held = std::variant<ReviewCase, LeaseLost, Withdrawn, Superseded>;
Result<Held> held_case(const Services& services, const SubmissionId& id, int version, std::int64_t epoch,
                       const OperatorId& who) {
  const auto found = TRY(services.store.submissions().find(id));
  if (!found) return Error{Errc::not_found, "no submission with this id", "error.decide.not_found"};
  // Before the version, which rises with a withdrawal too.
  if (found->place.stage == Stage::withdrawn) return Held{Withdrawn{}};
  if (found->place.stage == Stage::superseded || found->submission.version != version) return Held{Superseded{}};
  const bool ours = found->place.stage == Stage::leased && found->epoch == epoch && found->holder == who;
  if (!ours) return Held{LeaseLost{}};
  return Held{*found};
}

Done put_in_outbox(const Services& services, const ReviewCase& review_case, const Decision& decision) {
  const domain::Submission& submission = review_case.submission;
  const domain::Message message = TRY(domain::compose(decision.outcome, decision.reasons, *services.reasons,
                                                      decision.decided_at, submission.batch.window_closes_at));
  domain::OutboxEvent event;
  event.id = EventId("evt_" + decision.id.value);
  event.decision = decision.id;
  event.submission = submission.id;
  event.student = submission.student.ref;
  event.type = codec::event_type(decision.outcome);
  event.body = codec::event_body(decision, message, submission.student.ref);
  event.state = domain::EventState::held;
  event.next_at = decision.release_at;
  event.created_at = decision.decided_at;
  return services.store.outbox().add(event);
}

// What the decision does to the case, with what was measured and what was said before.
Result<Happening> consequence(const Services& services, const Decision& decision, const domain::StandardProfile& profile,
                              const domain::Assessment* measured) {
  std::vector<Decision> before;
  if (decision.round == domain::Round::second) before = TRY(services.store.decisions().of(decision.submission));
  return domain::happening_of(decision, domain::second_look(decision, measured, profile),
                              domain::first_opinion(before, decision.submission, decision.version));
}

Done write(const Services& services, const Operator& who, ReviewCase review_case, Decision& decision) {
  const auto profile = TRY(services.profile(review_case.submission.batch.profile));
  const auto photos = TRY(photo_states(services, review_case.submission));
  const auto measured = TRY(services.store.submissions().assessment(decision.submission, decision.version));
  const bool other_photo = TRY(named_another_photo(services, review_case.submission));
  const domain::Known known{photos, measured ? &*measured : nullptr, other_photo};
  TRY(domain::may_decide(who, review_case, decision, *profile, *services.reasons, known));
  decision.reasons = domain::worst_first(std::move(decision.reasons), *services.reasons);
  decision.decided_at = services.clock.now();
  decision.release_at = decision.decided_at + profile->hold;
  decision.id = DecisionId(uuid_v7(decision.decided_at.micros / 1000));

  const Happening what = TRY(consequence(services, decision, *profile, known.measured));
  review_case.place = TRY(domain::advance(review_case.place, what));
  review_case.holder.reset();
  // One opinion of several (domain/second_look.h) does not reach the student.
  const bool counts = what == Happening::decided;
  decision.state = counts ? DecisionState::held : DecisionState::opinion;
  if (counts)
    review_case.decision = decision.id;
  else
    review_case.judged_by.push_back(who.id);

  TRY(services.store.decisions().add(decision));
  TRY(services.store.submissions().save(review_case));
  if (counts) TRY(put_in_outbox(services, review_case, decision));
  return record(services, audit::entry_of(decision, TRY(services.store.audit().case_key(decision.submission))));
}

template <class Outcome, class F>
Result<Outcome> with_held(const Services& services, const domain::Lease& lease, int version, const OperatorId& who,
                          F&& work) {
  Outcome outcome = Outcome{};
  TRY(services.store.transact([&]() -> Done {
    Held held = TRY(held_case(services, lease.submission, version, lease.epoch, who));
    if (std::holds_alternative<LeaseLost>(held)) outcome = LeaseLost{};
    if (std::holds_alternative<Withdrawn>(held)) outcome = Withdrawn{};
    if (std::holds_alternative<Superseded>(held)) outcome = Superseded{};
    if (auto* review_case = std::get_if<ReviewCase>(&held)) return work(std::move(*review_case), outcome);
    return {};
  }));
  return outcome;
}

struct Leaving {
  Happening what;
  AuditKind kind;
  domain::AsideKind aside;
  OpId op;
  std::string reason;
};
Done leave(const Services& services, const Operator& who, ReviewCase review_case, const Leaving& leaving) {
  AuditEntry entry;
  entry.epoch = review_case.epoch;  // that of the lease, as in a decision's record
  review_case.place = TRY(domain::advance(review_case.place, leaving.what));
  review_case.holder.reset();
  ++review_case.epoch;
  if (leaving.what == Happening::escalated) review_case.judged_by.push_back(who.id);
  const domain::Submission& submission = review_case.submission;
  // The reason stays out of the audit log: it may be free text, and that log keeps nothing about a person.
  TRY(services.store.decisions().add_aside(
      {leaving.aside, submission.id, submission.version, who.id, leaving.reason, services.clock.now()}));
  TRY(services.store.submissions().save(review_case));
  entry.kind = leaving.kind;
  entry.actor = who.id;
  entry.subject = TRY(subject_of(services, submission));
  entry.op = leaving.op;
  return record(services, std::move(entry));
}

}  // namespace

Result<DecideOutcome> decide(const Services& services, const Operator& who, Decision decision) {
  decision.by = who.id;
  decision.station = services.station;
  std::optional<Decision> before;
  const domain::Lease lease{decision.submission, who.id, services.station, decision.epoch, {}};
  DecideOutcome outcome = LeaseLost{};
  TRY(services.store.transact([&]() -> Done {
    before = TRY(services.store.decisions().find_op(decision.op));
    if (before) return {};
    Held held = TRY(held_case(services, lease.submission, decision.version, lease.epoch, who.id));
    if (std::holds_alternative<Withdrawn>(held)) outcome = Withdrawn{};
    if (std::holds_alternative<Superseded>(held)) outcome = Superseded{};
    auto* review_case = std::get_if<ReviewCase>(&held);
    if (!review_case) return {};
    const domain::PhotoRef* photo = review_case->submission.photo(domain::PhotoRole::submission);
    if (photo && photo->sha256 != decision.photo) {  // what was looked at is not what would be judged
      outcome = Superseded{};
      return {};
    }
    TRY(write(services, who, std::move(*review_case), decision));
    outcome = Decided{decision, false};
    return {};
  }));
  if (before) return DecideOutcome{Decided{*before, true}};
  return outcome;
}

Result<EndOutcome> escalate(const Services& services, const Operator& who, const domain::Lease& lease, int version,
                            const OpId& op, const std::string& reason) {
  return with_held<EndOutcome>(services, lease, version, who.id, [&](ReviewCase review_case, EndOutcome& outcome) {
    outcome = Ended{};
    return leave(services, who, std::move(review_case),
                 {Happening::escalated, AuditKind::escalated, domain::AsideKind::escalate, op, reason});
  });
}

Result<EndOutcome> skip(const Services& services, const Operator& who, const domain::Lease& lease, int version,
                        const OpId& op, const std::string& reason) {
  return with_held<EndOutcome>(services, lease, version, who.id, [&](ReviewCase review_case, EndOutcome& outcome) {
    outcome = Ended{};
    return leave(services, who, std::move(review_case),
                 {Happening::returned, AuditKind::skipped, domain::AsideKind::skip, op, reason});
  });
}

Done note_identity_change(const Services& services, const Operator& who, const domain::Submission& submission,
                          std::int64_t epoch, const domain::IdentityAnswer& answer) {
  return services.store.transact([&]() -> Done {
    AuditEntry entry;
    entry.kind = AuditKind::identity_changed;
    entry.actor = who.id;
    entry.subject = TRY(subject_of(services, submission));
    entry.epoch = epoch;
    entry.outcome = std::to_string(answer.first) + ">" + std::to_string(answer.changed_to.value_or(answer.first));
    return record(services, std::move(entry));
  });
}

}  // namespace zhaojian::workflow

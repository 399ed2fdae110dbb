#include "domain/decision_rules.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/utf8.h"
#include "domain/message.h"

namespace zhaojian::domain {
namespace {

constexpr std::size_t most_reasons = 3;
constexpr int surely_different_up_to = 3;  // 1…3 of the seven steps say "different"

Error denied(std::string_view message, std::string_view text) { return {Errc::denied, std::string(message), text}; }
Error invalid(std::string message, std::string_view text) { return {Errc::invalid, std::move(message), text}; }

template <class Wanted>
bool can_be_had(const Submission& submission, std::span<const PhotoState> photos, Wanted&& wanted) {
  for (std::size_t i = 0; i < submission.photos.size(); ++i) {
    const PhotoState state = i < photos.size() ? photos[i] : PhotoState::present;
    const bool there = state != PhotoState::missing && state != PhotoState::broken;
    if (there && wanted(submission.photos[i].role)) return true;
  }
  return false;
}

bool comparable(const Submission& submission, const Known& known) {
  return readable(submission, known) && can_be_had(submission, known.photos, is_reference);
}

Done may_review(const Operator& who) {
  if (!who.active) return denied("the operator is switched off", "error.decide.inactive");
  if (who.role != Role::reviewer && who.role != Role::supervisor) {
    return denied(std::string(name(who.role)) + " decides nothing", "error.decide.role");
  }
  return {};
}

Done right_person(const Operator& who, const ReviewCase& review_case, Round round) {
  if (round == Round::supervisor && who.role != Role::supervisor) {
    return denied("an escalated case needs a supervisor", "error.decide.supervisor");
  }
  if (std::ranges::find(review_case.judged_by, who.id) != review_case.judged_by.end()) {
    return denied("the same person gave an opinion in an earlier round", "error.decide.same_person");
  }
  return {};
}

Done known_reasons(const Decision& decision, const ReasonCatalogue& catalogue, bool reference) {
  if (decision.reasons.size() > most_reasons) return invalid("more than three reasons", "error.decide.many_reasons");
  std::set<ReasonCode> codes;
  for (const GivenReason& given : decision.reasons) {
    const Reason* reason = catalogue.find(given.code);
    if (reason == nullptr) return invalid("no reason " + given.code.value, "error.decide.unknown_reason");
    if (!codes.insert(given.code).second) {
      return invalid(given.code.value + " is given twice", "error.decide.repeated_reason");
    }
    if ((reason->needs_reference || reason->identity) && !reference) {
      return invalid(given.code.value + " needs a reference photo", "error.decide.no_reference");
    }
    if (reason->needs_note && characters(given.note) < kLeastNote) {
      return invalid(given.code.value + " needs a note", "error.decide.note");
    }
  }
  return {};
}

Done fitting_reasons(const Decision& decision, const ReasonCatalogue& catalogue, bool reference) {
  const auto each = [&](auto&& holds) {
    return std::ranges::all_of(decision.reasons, [&](const GivenReason& g) { return holds(*catalogue.find(g.code)); });
  };
  if (decision.outcome == Outcome::approve) {
    if (!decision.reasons.empty()) return invalid("an approval has no reasons", "error.decide.approve_reasons");
    return {};
  }
  if (decision.reasons.empty()) return invalid("no reason is given", "error.decide.no_reason");
  if (decision.outcome == Outcome::identity_doubt) {
    if (!reference) return invalid("an identity doubt needs a reference photo", "error.decide.no_reference");
    if (!each([](const Reason& reason) { return reason.identity; })) {
      return invalid("an identity doubt has identity reasons only", "error.decide.doubt_reasons");
    }
  }
  if (decision.outcome == Outcome::reprocess && each([](const Reason& reason) { return !reason.system_fault; })) {
    return invalid("re-processing needs a fault of the system", "error.decide.system_fault");
  }
  return {};
}

int last_step(const IdentityAnswer& answer) { return answer.changed_to.value_or(answer.first); }
bool on_the_scale(int answer) { return answer >= 1 && answer <= 7; }

Done identity_answered(const Decision& decision, const StandardProfile& profile, bool reference) {
  if (!decision.identity) {
    if (!profile.identity_pass || !reference) return {};
    return invalid("the identity question is not answered", "error.decide.identity_answer");
  }
  const IdentityAnswer& answer = *decision.identity;
  if (!on_the_scale(answer.first) || !on_the_scale(last_step(answer))) {
    return invalid("an identity answer is 1 to 7", "error.decide.identity_scale");
  }
  if (decision.outcome == Outcome::approve && says_different(answer)) {
    return invalid("the approval contradicts the identity answer", "error.decide.identity_contradiction");
  }
  return {};
}

}  // namespace

Done may_decide(const Operator& who, const ReviewCase& review_case, const Decision& decision,
                const StandardProfile& profile, const ReasonCatalogue& catalogue, const Known& known) {
  TRY(may_review(who));
  const Round round = review_case.place.round;
  TRY(right_person(who, review_case, round));
  if (decision.round != round) {
    return Error{Errc::conflict, "the decision is of another round than the case", "error.decide.round"};
  }
  const bool reference = comparable(review_case.submission, known);
  TRY(known_reasons(decision, catalogue, reference));
  TRY(identity_answered(decision, profile, reference));  // first: reasons are chosen after it
  TRY(fitting_reasons(decision, catalogue, reference));
  if (decision.outcome == Outcome::approve) {
    const auto barred = barred_from_approval(review_case.submission, round, profile, known);
    if (barred) return invalid("the photo itself may not be approved", *barred);
  }
  return {};
}

bool readable(const Submission& submission, const Known& known) {
  static const FindingId decode("file.decode");  // 能否打开
  const Finding* opened = known.measured ? known.measured->find(decode) : nullptr;
  if (opened && opened->verdict == Verdict::fail) return false;
  return can_be_had(submission, known.photos, [](PhotoRole role) { return role == PhotoRole::submission; });
}

std::optional<std::string_view> barred_from_approval(const Submission& submission, Round round,
                                                     const StandardProfile& profile, const Known& known) {
  if (!readable(submission, known)) return "error.decide.unreadable";
  if (round == Round::supervisor) return {};
  if (known.other_photo) return "error.decide.other_photo";
  if (!known.measured) return {};
  const bool fact = std::ranges::any_of(known.measured->findings, [&](const Finding& finding) {
    const Rule* rule = profile.rule(finding.id);
    return finding.verdict == Verdict::fail && rule && rule->decides;
  });
  return fact ? std::optional<std::string_view>("error.decide.file_fact") : std::nullopt;
}

bool says_different(const IdentityAnswer& answer) { return last_step(answer) <= surely_different_up_to; }

bool needs_identity(const Submission& submission, const StandardProfile& profile, const Known& known) {
  return profile.identity_pass && comparable(submission, known);
}

Done may_claim(const Operator& who, const ReviewCase& review_case) {
  TRY(may_review(who));
  const Stage stage = review_case.place.stage;
  if (!is_claimable(stage)) {
    return Error{Errc::conflict, "a case in stage " + std::string(name(stage)) + " cannot be taken",
                 "error.decide.not_claimable"};
  }
  return right_person(who, review_case, stage == Stage::escalated ? Round::supervisor : Round::first);
}

Done may_reverse(const Operator& who, const Decision& decision) {
  TRY(may_review(who));
  const bool own = decision.by == who.id && decision.round == Round::first;
  if (who.role != Role::supervisor && !own) {
    return decision.by == who.id ? denied("not decided alone: a supervisor reverses it", "error.reverse.supervisor")
                                 : denied("somebody else's decision", "error.reverse.not_yours");
  }
  const auto stale = [](std::string_view message, std::string_view text) -> Done {
    return Error{Errc::stale, std::string(message), text};
  };
  if (decision.reverses) return stale("the act of taking back is not taken back", "error.reverse.act");
  switch (decision.state) {
    case DecisionState::released: return {};
    case DecisionState::held: return stale("it can still be undone", "error.reverse.held");
    case DecisionState::undone: return stale("it was undone", "error.reverse.undone");
    case DecisionState::cancelled: return stale("the student took the photo back", "error.reverse.cancelled");
    case DecisionState::reversed: return stale("it was reversed already", "error.reverse.reversed");
    case DecisionState::opinion: return stale("an opinion is not a decision", "error.reverse.opinion");
  }
  return {};
}

}  // namespace zhaojian::domain

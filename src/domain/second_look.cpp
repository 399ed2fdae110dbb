#include "domain/second_look.h"

#include <string>

namespace zhaojian::domain {
namespace {

constexpr int kUnsure = 4;  // of 1 … 7; below it the answer says "different", above it "the same"

int last_answer(const Decision& decision) { return decision.identity->changed_to.value_or(decision.identity->first); }

bool answers(const Decision& decision) { return decision.outcome == Outcome::approve && decision.identity.has_value(); }

// Every reference that was measured is low, and one was.
bool unlike_all(const Assessment& measured, const StandardProfile& profile) {
  bool any = false;
  for (const PhotoRole role : {PhotoRole::enrollment, PhotoRole::admission, PhotoRole::population}) {
    const FindingId id("id.match_" + std::string(name(role)));
    const Finding* finding = measured.find(id);
    if (finding == nullptr || !finding->value || finding->verdict == Verdict::not_assessable) continue;
    const auto low = profile.parameter(id, "second_look_below");
    if (!low) continue;
    if (*finding->value >= *low) return false;
    any = true;
  }
  return any;
}

}  // namespace

std::optional<SecondLook> second_look(const Decision& decision, const Assessment* measured,
                                      const StandardProfile& profile) {
  if (!answers(decision)) return {};
  if (last_answer(decision) == kUnsure) return SecondLook::unsure;
  if (last_answer(decision) > kUnsure && measured != nullptr && unlike_all(*measured, profile)) return SecondLook::unlike;
  return {};
}

const Decision* first_opinion(std::span<const Decision> of_case, const SubmissionId& id, int version) {
  const Decision* newest = nullptr;
  for (const Decision& one : of_case) {
    const bool opinion = one.submission == id && one.version == version && one.round == Round::first &&
                         one.state == DecisionState::opinion;
    if (opinion && (newest == nullptr || one.decided_at > newest->decided_at)) newest = &one;
  }
  return newest;
}

Happening happening_of(const Decision& decision, const std::optional<SecondLook>& look, const Decision* first) {
  const bool doubt = decision.outcome == Outcome::identity_doubt;
  switch (decision.round) {
    case Round::first: return doubt || look ? Happening::doubted : Happening::decided;
    case Round::second: {
      const bool approved = first != nullptr && first->outcome == Outcome::approve;
      if (!approved) return doubt ? Happening::decided : Happening::escalated;
      return doubt || look == SecondLook::unsure ? Happening::escalated : Happening::decided;
    }
    case Round::supervisor: return Happening::decided;
  }
  return Happening::decided;
}

}  // namespace zhaojian::domain

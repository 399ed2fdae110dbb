#include "domain/second_look.h"

#include <catch2/catch.hpp>

#include "domain/decision_rules.h"
#include "support/builders.h"

using namespace zhaojian;
using namespace zhaojian::domain;
using namespace zhaojian::test;

namespace {

constexpr double kLow = 0.45;

StandardProfile with_low() {
  StandardProfile profile = a_profile();
  for (const char* role : {"enrollment", "admission", "population"}) {
    Rule rule;
    rule.parameters["second_look_below"] = kLow;
    profile.rules["id.match_" + std::string(role)] = rule;
  }
  return profile;
}

Assessment measured(const std::vector<std::pair<std::string, std::optional<double>>>& likeness) {
  Assessment made;
  for (const auto& [role, value] : likeness) {
    Finding finding;
    finding.id = FindingId("id.match_" + role);
    finding.value = value;
    finding.verdict = value ? Verdict::warn : Verdict::not_assessable;
    made.findings.push_back(finding);
  }
  return made;
}

DecisionBuilder answered(int first, std::optional<int> changed = {}) {
  return a_decision().with_identity(IdentityAnswer{first, changed});
}

Decision an_opinion(Outcome outcome) {
  auto first = outcome == Outcome::identity_doubt ? a_decision().doubt() : answered(4);
  return first.in_state(DecisionState::opinion).built();
}

}  // namespace

TEST_CASE("an approval by somebody who is unsure needs a second look, whatever was measured") {
  for (const double likeness : {-1.0, 0.1, 0.9}) {
    const Assessment checks = measured({{"enrollment", likeness}});
    CHECK(second_look(answered(4), &checks, with_low()) == SecondLook::unsure);
    CHECK(second_look(answered(7, 4), &checks, with_low()) == SecondLook::unsure);
  }
  CHECK(second_look(answered(4), nullptr, with_low()) == SecondLook::unsure);
}

TEST_CASE("an answer the measured similarity contradicts needs a second look; one reference that agrees is enough") {
  const auto look = [](const Decision& decision, const Assessment& checks) { return second_look(decision, &checks, with_low()); };
  for (int answer = 5; answer <= 7; ++answer) {
    CHECK(look(answered(answer), measured({{"enrollment", 0.2}, {"admission", 0.44}})) == SecondLook::unlike);
    CHECK(look(answered(4, answer), measured({{"enrollment", 0.2}})) == SecondLook::unlike);
    CHECK_FALSE(look(answered(answer), measured({{"enrollment", 0.2}, {"admission", kLow}})));
    CHECK_FALSE(look(answered(answer), measured({{"enrollment", 0.9}})));
  }
}

TEST_CASE("what could not be measured contradicts nobody, and a profile without a number knows no low") {
  const Assessment nothing = measured({{"enrollment", std::nullopt}}), low = measured({{"enrollment", 0.1}});
  CHECK_FALSE(second_look(answered(7), &nothing, with_low()));
  CHECK_FALSE(second_look(answered(7), nullptr, with_low()));
  CHECK_FALSE(second_look(answered(7), &low, a_profile()));
}

TEST_CASE("only an approval with an answer is looked at twice") {
  const Assessment low = measured({{"enrollment", 0.1}});
  CHECK_FALSE(second_look(a_decision().retake("BLUR").with_identity(IdentityAnswer{4, {}}), &low, with_low()));
  CHECK_FALSE(second_look(a_decision().reprocess().with_identity(IdentityAnswer{4, {}}), &low, with_low()));
  CHECK_FALSE(second_look(a_decision().doubt(), &low, with_low()));
  CHECK_FALSE(second_look(a_decision().with_identity(std::nullopt), &low, with_low()));
}

TEST_CASE("what a decision does to the case depends on its round and on what was said before") {
  const auto happens = [](Round round, DecisionBuilder decision, std::optional<SecondLook> look, std::optional<Outcome> before) {
    const auto first = before ? std::optional(an_opinion(*before)) : std::nullopt;
    return happening_of(decision.in_round(round), look, first ? &*first : nullptr);
  };
  constexpr std::nullopt_t none = std::nullopt;
  using enum Happening;
  CHECK(happens(Round::first, answered(7), none, none) == decided);
  CHECK(happens(Round::first, a_decision().retake("BLUR"), none, none) == decided);
  CHECK(happens(Round::first, a_decision().doubt(), none, none) == doubted);
  CHECK(happens(Round::first, answered(4), SecondLook::unsure, none) == doubted);
  CHECK(happens(Round::first, answered(6), SecondLook::unlike, none) == doubted);

  CHECK(happens(Round::second, a_decision().doubt(), none, Outcome::identity_doubt) == decided);
  CHECK(happens(Round::second, answered(7), none, Outcome::identity_doubt) == escalated);
  CHECK(happens(Round::second, a_decision().retake("BLUR"), none, Outcome::identity_doubt) == escalated);

  CHECK(happens(Round::second, answered(7), none, Outcome::approve) == decided);
  CHECK(happens(Round::second, answered(6), SecondLook::unlike, Outcome::approve) == decided);  // two people see the same
  CHECK(happens(Round::second, answered(4), SecondLook::unsure, Outcome::approve) == escalated);
  CHECK(happens(Round::second, a_decision().doubt(), none, Outcome::approve) == escalated);
  CHECK(happens(Round::second, a_decision().retake("BLUR"), none, Outcome::approve) == decided);
  CHECK(happens(Round::second, a_decision().reprocess(), none, Outcome::approve) == decided);

  CHECK(happens(Round::supervisor, a_decision().doubt(), none, none) == decided);
  CHECK(happens(Round::supervisor, answered(4), SecondLook::unsure, none) == decided);
}

TEST_CASE("whatever may be decided can also happen to the case, and nobody's unsure approval is decided alone") {
  const auto round = GENERATE(Round::first, Round::second, Round::supervisor);
  const auto before = GENERATE(Outcome::approve, Outcome::identity_doubt);
  const Decision first = an_opinion(before);
  for (int answer = 4; answer <= 7; ++answer) {
    for (const double likeness : {0.1, 0.8}) {
      const Assessment checks = measured({{"enrollment", likeness}});
      const Decision decision = answered(answer).in_round(round);
      const auto look = second_look(decision, &checks, with_low());
      const Happening what = happening_of(decision, look, round == Round::first ? nullptr : &first);
      CHECK(advance({Stage::leased, round}, what));
      if (round != Round::supervisor && answer == 4) CHECK(what != Happening::decided);
      if (round == Round::first) CHECK((what == Happening::doubted) == look.has_value());
    }
  }
}

TEST_CASE("the first opinion is the newest of this version, not one that was taken back") {
  std::vector<Decision> of_case;
  CHECK(first_opinion(of_case, SubmissionId("sub_1"), 1) == nullptr);
  of_case.push_back(a_decision().doubt().in_state(DecisionState::opinion).decided_at(kSomeDay + hours(1)).with_id("old"));
  of_case.push_back(answered(4).in_state(DecisionState::opinion).decided_at(kSomeDay + hours(2)).with_id("new"));
  of_case.push_back(answered(4).in_state(DecisionState::undone).decided_at(kSomeDay + hours(3)).with_id("undone"));
  of_case.push_back(answered(4).in_round(Round::second).in_state(DecisionState::opinion).decided_at(kSomeDay + hours(4)).with_id("second"));
  REQUIRE(first_opinion(of_case, SubmissionId("sub_1"), 1));
  CHECK(first_opinion(of_case, SubmissionId("sub_1"), 1)->id == DecisionId("new"));
  CHECK(first_opinion(of_case, SubmissionId("sub_1"), 2) == nullptr);
  CHECK(first_opinion(of_case, SubmissionId("sub_2"), 1) == nullptr);
}

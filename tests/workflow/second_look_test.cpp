#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::DecisionState;
using domain::IdentityAnswer;
using domain::Round;
using domain::Stage;

// Nobody approves alone whom he is not sure of, or whom the measured similarity contradicts.
namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

struct Asked : Room {
  explicit Asked(std::optional<double> likeness = {}) {
    auto profile = a_profile();
    domain::Rule rule;
    rule.unit = domain::Unit::cosine;
    rule.parameters["second_look_below"] = 0.45;
    profile.rules["id.match_enrollment"] = rule;
    profiles[ProfileId("chsi-99-2017")] = std::make_shared<const domain::StandardProfile>(profile);
    fill(1);
    if (!likeness) return;
    domain::Assessment made;
    made.submission = SubmissionId("1");
    made.version = 1;
    made.profile = ProfileId("chsi-99-2017");
    made.profile_version = 1;
    domain::Finding finding;
    finding.id = FindingId("id.match_enrollment");
    finding.verdict = domain::Verdict::warn;
    finding.value = *likeness;
    finding.unit = domain::Unit::cosine;
    made.findings = {finding};
    REQUIRE(store->submissions().put_assessment(made));
  }
  domain::Decision approve(const domain::Operator& who, int answer) {
    return decide(who, judging(claim_one(who)).with_identity(IdentityAnswer{answer, std::nullopt}));
  }
};

}  // namespace

TEST_CASE("an unsure approval is one opinion: nothing goes out, and another person is asked") {
  Asked room;
  const auto first = room.approve(kAnn, 4);
  CHECK(first.state == DecisionState::opinion);
  CHECK(first.outcome == domain::Outcome::approve);
  CHECK(room.events().empty());
  CHECK(room.get("1").place == domain::Place{Stage::second_opinion, Round::second});
  CHECK(room.get("1").judged_by == std::vector{kAnn.id});
  CHECK(room.claim(kAnn, 9).empty());
  room.clock.advance(hours(1));
  CHECK(workflow::release_due(room.services)->empty());
  CHECK(room.audited().clean());
}

TEST_CASE("a second person who is sure approves it, and only then the student hears of it") {
  Asked room;
  const auto first = room.approve(kAnn, 4);
  const auto second = room.approve(kBob, 6);
  CHECK(second.state == DecisionState::held);
  CHECK(room.get("1").decision == second.id);
  REQUIRE(room.events().size() == 1);
  CHECK(room.events()[0].type == "photo.approved");
  room.clock.advance(seconds(15));
  CHECK(*workflow::release_due(room.services) == std::vector{second.id});
  CHECK(room.stored(first).state == DecisionState::opinion);
  CHECK(room.audited().clean());
}

TEST_CASE("two who are unsure, or one who doubts what the other approved, leave it to a supervisor") {
  Asked room;
  room.approve(kAnn, 4);
  const bool doubts = GENERATE(false, true);
  const auto file = room.claim_one(kBob);
  const auto second = doubts ? room.decide(kBob, room.judging(file).doubt())
                             : room.decide(kBob, room.judging(file).with_identity(IdentityAnswer{4, std::nullopt}));
  CHECK(second.state == DecisionState::opinion);
  CHECK(room.get("1").place == domain::Place{Stage::escalated, Round::supervisor});
  CHECK(room.events().empty());
  const auto last = room.approve(kSupervisor, 4);
  CHECK(last.state == DecisionState::held);
  CHECK(room.events().size() == 1);
  CHECK(room.audited().clean());
}

TEST_CASE("a fault of the photo needs one person only, the second one as well") {
  Asked room;
  room.approve(kAnn, 4);
  const auto second = room.decide(kBob, room.judging(room.claim_one(kBob)).retake("BLUR"));
  CHECK(second.state == DecisionState::held);
  CHECK(room.events().size() == 1);
  CHECK(room.audited().clean());
}

TEST_CASE("an approval the measured similarity contradicts is asked again; agreement of two people settles it") {
  Asked room(0.2);
  CHECK(room.approve(kAnn, 7).state == DecisionState::opinion);
  CHECK(room.get("1").place.stage == Stage::second_opinion);
  CHECK(room.approve(kBob, 7).state == DecisionState::held);
  CHECK(room.audited().clean());
}

TEST_CASE("an approval the measured similarity agrees with needs nobody else") {
  Asked room(0.8);
  CHECK(room.approve(kAnn, 5).state == DecisionState::held);
  CHECK(room.events().size() == 1);
}

TEST_CASE("pressing the key again finds the opinion that is already there") {
  Asked room;
  const auto file = room.claim_one(kAnn);
  const auto press = room.judging(file).with_identity(IdentityAnswer{4, std::nullopt}).built();
  const auto first = room.decide(kAnn, press);
  const auto again = workflow::decide(room.services, kAnn, press);
  REQUIRE(again);
  CHECK(std::get<workflow::Decided>(*again).replayed);
  CHECK(std::get<workflow::Decided>(*again).decision.id == first.id);
  CHECK(room.decisions().size() == 1);
}

#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;
using domain::DecisionState;
using domain::Round;
using domain::Stage;

// An identity doubt never reaches the student by one person alone.
namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob"), kCat = an_operator("cat");

struct Doubted : Room {
  Doubted() {
    fill(1);
    first = decide(kAnn, judging(claim_one(kAnn)).doubt());
  }
  domain::Decision first;
};

}  // namespace

TEST_CASE("a first doubt is an opinion: nothing goes out, and a second person is asked") {
  Doubted room;
  CHECK(room.first.state == DecisionState::opinion);
  CHECK(room.events().empty());
  CHECK(room.get("1").place == domain::Place{Stage::second_opinion, Round::second});
  CHECK(room.get("1").judged_by == std::vector{kAnn.id});
  CHECK_FALSE(room.get("1").decision);
  CHECK(room.last_entry().kind == AuditKind::doubted);
  CHECK(room.claim(kAnn, 9).empty());
  CHECK(workflow::claim(room.services, kAnn, 1, SubmissionId("1"))->empty());
  room.clock.advance(hours(1));
  CHECK(workflow::release_due(room.services)->empty());
  CHECK(room.audited().clean());
}

TEST_CASE("a confirmed doubt is held, then told to the student") {
  Doubted room;
  const auto file = room.claim_one(kBob);
  CHECK(file->review_case.place.round == Round::second);
  const auto second = room.decide(kBob, room.judging(file).doubt("MATCH_UNCERTAIN"));
  CHECK(second.state == DecisionState::held);
  CHECK(room.get("1").place.stage == Stage::held);
  CHECK(room.get("1").decision == second.id);
  REQUIRE(room.events().size() == 1);
  CHECK(room.events()[0].type == "photo.identity_doubt");
  CHECK(room.events()[0].decision == second.id);
  CHECK(room.last_entry().kind == AuditKind::decided);
  CHECK(room.stored(room.first).state == DecisionState::opinion);
  room.clock.advance(seconds(15));
  CHECK(*workflow::release_due(room.services) == std::vector{second.id});
  CHECK(room.audited().clean());
}

TEST_CASE("when the second person disagrees a supervisor decides") {
  Doubted room;
  const auto second = room.decide(kBob, room.judging(room.claim_one(kBob)));
  CHECK(second.state == DecisionState::opinion);
  CHECK(room.get("1").place == domain::Place{Stage::escalated, Round::supervisor});
  CHECK(room.get("1").judged_by == std::vector{kAnn.id, kBob.id});
  CHECK(room.events().empty());
  CHECK(room.claim(kCat, 9).empty());

  const auto file = room.claim_one(kSupervisor);
  const auto last = room.decide(kSupervisor, room.judging(file).retake("BLUR"));
  CHECK(last.state == DecisionState::held);
  CHECK(room.events().size() == 1);
  CHECK(room.audited().clean());
}

TEST_CASE("a supervisor who gave an opinion before does not decide the same case") {
  Doubted room;
  room.decide(kSupervisor, room.judging(room.claim_one(kSupervisor)));
  CHECK(room.claim(kSupervisor, 9).empty());
  CHECK(ids(room.claim(an_operator("boss_2", domain::Role::supervisor))) == Names{"1"});
}

TEST_CASE("a first doubt is not undone: somebody else has it by then") {
  Doubted room;
  const auto undone = workflow::undo_decision(room.services, kAnn, room.first.id);
  REQUIRE_FALSE(undone);
  CHECK(undone.error().code == Errc::stale);
  CHECK(undone.error().text == "error.undo.opinion");
}

TEST_CASE("a confirmed doubt can be taken back by the one who confirmed it") {
  Doubted room;
  const auto second = room.decide(kBob, room.judging(room.claim_one(kBob)).doubt());
  CHECK_FALSE(workflow::undo_decision(room.services, kAnn, second.id));
  const auto file = workflow::undo_decision(room.services, kBob, second.id);
  REQUIRE(file);
  CHECK((*file)->review_case.place == domain::Place{Stage::leased, Round::second});
  CHECK(room.decide(kBob, room.judging(*file).doubt()).state == DecisionState::held);
  CHECK(room.audited().clean());
}

TEST_CASE("without a reference there is nothing to doubt") {
  Room room;
  room.add(a_case(a_submission("1").without_references()));
  const auto outcome = workflow::decide(room.services, kAnn, room.judging(room.claim_one(kAnn)).doubt());
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().text == "error.decide.no_reference");
}

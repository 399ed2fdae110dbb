#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;
using domain::DecisionState;
using domain::EventState;
using domain::Happening;
using domain::Stage;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

struct Decided : Room {
  explicit Decided(const std::string& reason = "BLUR") {
    fill(2);
    file = claim_one(kAnn);
    decision = decide(kAnn, judging(file).retake(reason));
  }
  domain::CaseFilePtr file;
  domain::Decision decision;
};

void check_refused(Room& room, const domain::Operator& who, const DecisionId& id, Errc code, std::string_view text) {
  const auto records = room.log().size();
  const auto undone = workflow::undo_decision(room.services, who, id);
  REQUIRE_FALSE(undone);
  CHECK(undone.error().code == code);
  CHECK(undone.error().text == text);
  CHECK(room.log().size() == records);
}

}  // namespace

TEST_CASE("within the hold time a decision is taken back: the student never hears of it and the case is mine again") {
  Decided room;
  room.clock.advance(seconds(14));
  const auto again = workflow::undo_decision(room.services, kAnn, room.decision.id);
  REQUIRE(again);
  CHECK(room.stored(room.decision).state == DecisionState::undone);
  CHECK(room.event_of(room.decision)->state == EventState::cancelled);
  const auto one = room.get("1");
  CHECK(one.place == room.file->review_case.place);
  CHECK(one.holder == kAnn.id);
  CHECK_FALSE(one.decision);
  CHECK(one.judged_by.empty());
  CHECK((*again)->lease.epoch > room.file->lease.epoch);
  // What was chosen is there to start from.
  REQUIRE_FALSE((*again)->earlier.empty());
  CHECK((*again)->earlier[0].reasons == room.decision.reasons);
  CHECK((*again)->old_reasons.empty());  // it was not an earlier attempt
  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::undone);
  CHECK(entry.actor == kAnn.id);
  CHECK(entry.decision == room.decision.id);
  room.clock.advance(hours(1));
  CHECK(workflow::release_due(room.services)->empty());
  CHECK(room.audited().clean());
}

TEST_CASE("after an undo the case is decided again, as often as one likes") {
  Decided room;
  domain::Decision last = room.decision;
  for (int i = 0; i < 3; ++i) {
    const auto again = workflow::undo_decision(room.services, kAnn, last.id);
    REQUIRE(again);
    last = room.decide(kAnn, room.judging(*again));
  }
  CHECK(room.get("1").decision == last.id);
  CHECK(room.events().size() == 4);
  room.clock.advance(seconds(15));
  CHECK(*workflow::release_due(room.services) == std::vector{last.id});
  CHECK(room.audited().clean());
}

TEST_CASE("a key press from before the undo does not decide the case again") {
  Decided room;
  REQUIRE(workflow::undo_decision(room.services, kAnn, room.decision.id));
  const auto old = workflow::decide(room.services, kAnn, room.judging(room.file));
  CHECK(std::holds_alternative<workflow::LeaseLost>(*old));
  // And the very same press finds what became of it.
  auto press = room.judging(room.file).built();
  press.op = room.decision.op;
  const auto replay = workflow::decide(room.services, kAnn, press);
  REQUIRE(std::holds_alternative<workflow::Decided>(*replay));
  CHECK(std::get<workflow::Decided>(*replay).decision.state == DecisionState::undone);
}

TEST_CASE("a decision is undone by the one who made it, once and in time") {
  Decided room;
  check_refused(room, kBob, room.decision.id, Errc::denied, "error.undo.not_yours");
  check_refused(room, kSupervisor, room.decision.id, Errc::denied, "error.undo.not_yours");
  check_refused(room, kAnn, DecisionId("no such"), Errc::not_found, "error.undo.not_found");
  SECTION("twice") {
    REQUIRE(workflow::undo_decision(room.services, kAnn, room.decision.id));
    check_refused(room, kAnn, room.decision.id, Errc::stale, "error.undo.too_late");
  }
  SECTION("when the hold is over, released or not") {
    room.clock.advance(seconds(15));
    check_refused(room, kAnn, room.decision.id, Errc::stale, "error.undo.too_late");
    REQUIRE(workflow::release_due(room.services));
    check_refused(room, kAnn, room.decision.id, Errc::stale, "error.undo.too_late");
  }
  SECTION("when its event is on its way") {
    REQUIRE(room.store->outbox().move(room.event_of(room.decision)->id, {EventState::held}, EventState::ready, ""));
    check_refused(room, kAnn, room.decision.id, Errc::stale, "error.undo.too_late");
  }
  CHECK(room.audited().clean());
}

TEST_CASE("a decision on a case that the student took back meanwhile is not undone") {
  Decided room;
  room.happens("1", Happening::student_withdrew);
  CHECK_FALSE(workflow::undo_decision(room.services, kAnn, room.decision.id));
  CHECK(room.stored(room.decision).state == DecisionState::held);
  CHECK(room.event_of(room.decision)->state == EventState::held);
  CHECK(room.get("1").place.stage == Stage::withdrawn);
}

TEST_CASE("the undone case comes back even to one who skipped it before") {
  Room room;
  room.fill(2);
  const auto first = room.claim_one(kAnn);
  REQUIRE(workflow::skip(room.services, kAnn, first->lease, 1, OpId("skip"), "hard"));
  const auto asked = workflow::claim(room.services, kAnn, 1, SubmissionId("1"));
  REQUIRE(asked->size() == 1);
  const auto decision = room.decide(kAnn, room.judging(asked->front()));
  const auto again = workflow::undo_decision(room.services, kAnn, decision.id);
  REQUIRE(again);
  CHECK((*again)->review_case.submission.id == SubmissionId("1"));
}

TEST_CASE("a supervisor takes back his decision on an escalated case") {
  Room room;
  room.add(a_case("1").at(Stage::escalated, domain::Round::supervisor));
  const auto decision = room.decide(kSupervisor, room.judging(room.claim_one(kSupervisor)));
  const auto again = workflow::undo_decision(room.services, kSupervisor, decision.id);
  REQUIRE(again);
  CHECK((*again)->review_case.place == domain::Place{Stage::leased, domain::Round::supervisor});
}

TEST_CASE("when the hold is over a decision is released and its event may leave") {
  Decided room;
  room.clock.advance(seconds(14));
  CHECK(workflow::release_due(room.services)->empty());
  room.clock.advance(seconds(1));
  CHECK(*workflow::release_due(room.services) == std::vector{room.decision.id});
  CHECK(room.get("1").place.stage == Stage::released);
  CHECK(room.stored(room.decision).state == DecisionState::released);
  CHECK(room.event_of(room.decision)->state == EventState::ready);
  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::released);
  CHECK(entry.actor.empty());  // the program itself
  CHECK(entry.decision == room.decision.id);
  CHECK(workflow::release_due(room.services)->empty());
  CHECK(room.store->outbox().claim(room.clock.now(), minutes(1), 9)->size() == 1);
  CHECK(room.audited().clean());
}

TEST_CASE("a decision whose case was withdrawn is cancelled instead of released, and blocks nobody") {
  Decided room;
  room.happens("1", GENERATE(Happening::student_withdrew, Happening::student_replaced));
  room.clock.advance(seconds(15));
  CHECK(workflow::release_due(room.services)->empty());
  CHECK(room.stored(room.decision).state == DecisionState::cancelled);
  CHECK(room.event_of(room.decision)->state == EventState::cancelled);
  CHECK_FALSE(*room.store->outbox().next_due());
  CHECK(room.audited().clean());
}

TEST_CASE("more decisions than fit into one go are released by the next") {
  Room room;
  room.fill(120);
  for (const auto& file : room.claim(kAnn, 120)) room.decide(kAnn, room.judging(file));
  room.clock.advance(seconds(15));
  std::set<DecisionId> released;
  for (;;) {
    const auto some = workflow::release_due(room.services);
    REQUIRE(some);
    if (some->empty()) break;
    released.insert(some->begin(), some->end());
  }
  CHECK(released.size() == 120);
  CHECK(room.audited().clean());
}

#include "workflow/reverse_decision.h"

#include "codec/event_json.h"
#include "support/temporary_folder.h"
#include "workflow/look_back.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;
using domain::DecisionState;
using domain::EventState;
using domain::Happening;
using domain::Round;
using domain::Stage;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

// Ann's retake has gone out.
struct Released : Room {
  Released() {
    fill(2);
    file = claim_one(kAnn);
    decision = decide(kAnn, judging(file).retake("BLUR"));
    clock.advance(seconds(20));
    REQUIRE(workflow::release_due(services)->size() == 1);
  }
  Result<workflow::Reversal> reverse(const domain::Operator& who, const std::string& op = "back") {
    return workflow::reverse_decision(services, who, decision.id, OpId(op), "overlooked");
  }
  domain::CaseFilePtr file;
  domain::Decision decision;
};

void check_refused(Released& room, const domain::Operator& who, Errc code, std::string_view text) {
  const auto records = room.log().size(), events = room.events().size();
  const auto before = room.get("1");
  const auto refused = room.reverse(who, "another press");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == code);
  CHECK(refused.error().text == text);
  CHECK(room.get("1") == before);
  CHECK(room.log().size() == records);
  CHECK(room.events().size() == events);
}

}  // namespace

TEST_CASE("a decision that has gone out is reversed: the student is told, and the case is mine to judge anew") {
  Released room;
  const auto reversal = room.reverse(kAnn);
  REQUIRE(reversal);
  CHECK(room.stored(room.decision).state == DecisionState::reversed);
  CHECK(reversal->act.reverses == room.decision.id);
  const auto one = room.get("1");
  CHECK(one.place == domain::Place{Stage::leased, Round::first});
  CHECK(one.holder == kAnn.id);
  CHECK_FALSE(one.decision);
  REQUIRE(reversal->file);
  CHECK(reversal->file->lease.epoch > room.file->lease.epoch);
  REQUIRE(reversal->file->asides.size() == 1);
  CHECK(reversal->file->asides[0].kind == domain::AsideKind::reverse);
  CHECK(reversal->file->asides[0].reason == "overlooked");

  // The correction stands behind what it corrects and names it.
  const auto sent = room.event_of(reversal->act);
  REQUIRE(sent);
  CHECK(sent->state == EventState::ready);
  CHECK(sent->seq > room.event_of(room.decision)->seq);
  const auto event = codec::event_from_json(bytes_of(sent->body));
  REQUIRE(event);
  CHECK(event->type == codec::reversal_type);
  CHECK(event->reverses == room.decision.id);
  CHECK(event->message.card.thing == "之前的审核结果已撤回，请等待新结果");

  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::reversed);
  CHECK(entry.actor == kAnn.id);
  CHECK(entry.op == OpId("back"));
  CHECK(room.audited().clean());
}

TEST_CASE("the corrected decision is made, held and sent like any other, after the correction") {
  Released room;
  const auto reversal = room.reverse(kAnn);
  REQUIRE(reversal);
  const auto corrected = room.decide(kAnn, room.judging(reversal->file));
  CHECK(room.stored(corrected).state == DecisionState::held);
  room.clock.advance(seconds(20));
  CHECK(*workflow::release_due(room.services) == std::vector{corrected.id});
  CHECK(room.get("1").place.stage == Stage::released);
  CHECK(room.event_of(corrected)->seq > room.event_of(reversal->act)->seq);
  // One of a student at a time, in the order they were made.
  std::vector<std::string> left;
  for (int i = 0; i < 3; ++i) {
    const auto claimed = room.store->outbox().claim(room.clock.now(), minutes(1), 9);
    REQUIRE(claimed->size() == 1);
    left.push_back(claimed->front().type);
    const auto& e = claimed->front();
    REQUIRE(room.store->outbox().finish(e.id, e.epoch, EventState::accepted, room.clock.now(), 200, "", room.clock.now()));
  }
  CHECK(left == std::vector<std::string>{"photo.retake_requested", "photo.decision_reversed", "photo.approved"});
  CHECK(room.audited().clean());
}

TEST_CASE("a correction can be corrected again, and undone while it is held") {
  Released room;
  auto reversal = room.reverse(kAnn);
  REQUIRE(reversal);
  const auto slip = room.decide(kAnn, room.judging(reversal->file));
  const auto again = workflow::undo_decision(room.services, kAnn, slip.id);
  REQUIRE(again);
  const auto second = room.decide(kAnn, room.judging(*again).retake("BG_EDGE"));
  room.clock.advance(seconds(20));
  REQUIRE(workflow::release_due(room.services)->size() == 1);
  const auto twice = workflow::reverse_decision(room.services, kAnn, second.id, OpId("back again"), "slip");
  REQUIRE(twice);
  CHECK(room.stored(second).state == DecisionState::reversed);
  CHECK(room.audited().clean());
}

TEST_CASE("the same key press takes back once, however often it is sent") {
  Released room;
  const auto first = room.reverse(kAnn);
  REQUIRE(first);
  const auto events = room.events().size(), records = room.log().size();
  const auto replay = room.reverse(kAnn);
  REQUIRE(replay);
  CHECK(replay->replayed);
  CHECK(replay->act.id == first->act.id);
  REQUIRE(replay->file);
  CHECK(replay->file->lease.epoch == first->file->lease.epoch);
  CHECK(room.events().size() == events);
  CHECK(room.log().size() == records);
  REQUIRE(workflow::give_back(room.services, {replay->file->lease}));
  CHECK_FALSE(room.reverse(kAnn)->file);
}

TEST_CASE("a reviewer reverses only what he decided alone; a supervisor any") {
  Released room;
  check_refused(room, kBob, Errc::denied, "error.reverse.not_yours");
  check_refused(room, an_operator("desk", domain::Role::customer_service), Errc::denied, "error.decide.role");
  check_refused(room, an_operator("admin", domain::Role::administrator), Errc::denied, "error.decide.role");
  const auto reversal = room.reverse(kSupervisor);
  REQUIRE(reversal);
  CHECK(room.get("1").holder == kSupervisor.id);
  CHECK(room.audited().clean());
}

TEST_CASE("a confirmed identity doubt is reversed by a supervisor, not by one of the two") {
  Room room;
  room.fill(1);
  room.decide(kAnn, room.judging(room.claim_one(kAnn)).doubt());
  const auto confirmed = room.decide(kBob, room.judging(room.claim_one(kBob)).doubt());
  room.clock.advance(seconds(20));
  REQUIRE(workflow::release_due(room.services)->size() == 1);
  const auto by_bob = workflow::reverse_decision(room.services, kBob, confirmed.id, OpId("a"), "slip");
  REQUIRE_FALSE(by_bob);
  CHECK(by_bob.error().text == "error.reverse.supervisor");
  const auto reversal = workflow::reverse_decision(room.services, kSupervisor, confirmed.id, OpId("b"), "overlooked");
  REQUIRE(reversal);
  CHECK(room.get("1").judged_by.empty());  // judged anew
  CHECK(room.audited().clean());
}

TEST_CASE("what is not out, or no longer ours, is not reversed") {
  Released room;
  SECTION("held: Ctrl-Z is the way") {
    const auto held = room.decide(kAnn, room.judging(room.claim_one(kAnn)));
    const auto refused = workflow::reverse_decision(room.services, kAnn, held.id, OpId("x"), "slip");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text == "error.reverse.held");
  }
  SECTION("twice") {
    REQUIRE(room.reverse(kAnn));
    check_refused(room, kSupervisor, Errc::stale, "error.reverse.reversed");
  }
  SECTION("withdrawn or replaced since") {
    room.happens("1", GENERATE(Happening::student_withdrew, Happening::student_replaced));
    check_refused(room, kAnn, Errc::conflict, "error.reverse.went_on");
  }
  SECTION("exported") {
    room.happens("1", Happening::event_taken);
    room.happens("1", Happening::exported);
    check_refused(room, kAnn, Errc::conflict, "error.reverse.exported");
  }
  SECTION("nothing of that name") {
    CHECK(workflow::reverse_decision(room.services, kAnn, DecisionId("x"), OpId("x"), "").error().code == Errc::not_found);
  }
}

TEST_CASE("after the message was taken and received, a decision can still be reversed") {
  Released room;
  room.happens("1", Happening::event_taken);
  if (GENERATE(false, true)) room.happens("1", Happening::receipt_came);
  REQUIRE(room.reverse(kAnn));
  CHECK(room.get("1").place.stage == Stage::leased);
}

TEST_CASE("one looks back at what was judged, not at what came after") {
  Released room;
  domain::ReviewCase one = room.get("1");
  const Sha256 judged = room.decision.photo;
  one.submission.version = 2;
  for (domain::PhotoRef& photo : one.submission.photos)
    if (photo.role == domain::PhotoRole::submission) photo.sha256 = hash_of("another photo");
  REQUIRE(room.store->submissions().save(one));
  const auto past = workflow::look_back(room.services, room.decision.id);
  REQUIRE(past);
  CHECK(past->decision.id == room.decision.id);
  CHECK(past->file->review_case.submission.version == 1);
  CHECK(past->file->review_case.submission.photo(domain::PhotoRole::submission)->sha256 == judged);
  CHECK(past->told == EventState::ready);
  CHECK(workflow::look_back(room.services, DecisionId("x")).error().code == Errc::not_found);
}

TEST_CASE("a held decision is still undone after the program was started anew") {
  const support::TemporaryFolder folder;
  domain::Decision decision;
  {
    Room room(folder / "desk.db");
    room.fill(1);
    decision = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  }
  Room again(folder / "desk.db");
  const auto recent = again.store->decisions().recent(kAnn.id, 20);
  REQUIRE(recent->size() == 1);
  CHECK(recent->front().state == DecisionState::held);
  again.clock.advance(seconds(10));
  const auto file = workflow::undo_decision(again.services, kAnn, decision.id);
  REQUIRE(file);
  CHECK(again.get("1").holder == kAnn.id);
  CHECK(again.audited().clean());
}

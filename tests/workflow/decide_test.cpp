#include "codec/event_json.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;
using domain::DecisionState;
using domain::EventState;
using domain::Happening;
using domain::Outcome;
using domain::Round;
using domain::Stage;
using workflow::Decided;
using workflow::LeaseLost;
using workflow::Superseded;
using workflow::Withdrawn;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

// Nothing of a decision is there.
void check_untouched(const Room& room, const std::string& id) {
  CHECK(room.decisions().empty());
  CHECK(room.events().empty());
  CHECK(room.log().empty());
  CHECK_FALSE(room.get(id).decision);
}

}  // namespace

TEST_CASE("a decision is kept with its case, its event and its audit record") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.clock.advance(seconds(20));
  const auto wish = room.judging(file).because("OTHER", "头发遮住了眉毛").retake("BLUR").built();
  const auto decision = room.decide(kAnn, wish);

  CHECK(decision.decided_at == room.clock.now());
  CHECK(decision.release_at == room.clock.now() + seconds(15));
  CHECK(decision.by == kAnn.id);
  CHECK(decision.station == room.services.station);
  CHECK(decision.state == DecisionState::held);
  REQUIRE(decision.reasons.size() == 2);
  CHECK(decision.reasons[0].code == ReasonCode("BLUR"));  // the worst first
  CHECK(room.stored(decision) == decision);

  const auto one = room.get("1");
  CHECK(one.place.stage == Stage::held);
  CHECK(one.decision == decision.id);
  CHECK_FALSE(one.holder);

  const auto event = room.event_of(decision).value();
  CHECK(event.state == EventState::held);
  CHECK(event.next_at == decision.release_at);
  CHECK(event.student == one.submission.student.ref);
  const auto told = codec::event_from_json(bytes_of(event.body));
  REQUIRE(told);
  CHECK(told->type == "photo.retake_requested");
  CHECK(told->submission == SubmissionId("1"));
  CHECK(told->decision == decision.id);
  CHECK(told->message.reasons.size() == 2);
  CHECK(event.body.find("张") == std::string::npos);  // neither name nor number leaves

  REQUIRE(room.log().size() == 1);
  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::decided);
  CHECK(entry.actor == kAnn.id);
  CHECK(entry.decision == decision.id);
  CHECK(entry.op == wish.op);
  CHECK(entry.epoch == file->lease.epoch);
  CHECK(entry.outcome == "retake");
  CHECK(entry.reasons == std::vector{ReasonCode("BLUR"), ReasonCode("OTHER")});
  CHECK(room.audited().clean());
}

TEST_CASE("each outcome has its own event") {
  Room room;
  room.fill(3);
  const auto files = room.claim(kAnn, 3);
  const auto approved = room.decide(kAnn, room.judging(files[0]));
  const auto retake = room.decide(kAnn, room.judging(files[1]).retake("EYES_CLOSED"));
  const auto reprocess = room.decide(kAnn, room.judging(files[2]).reprocess());
  CHECK(room.event_of(approved)->type == "photo.approved");
  CHECK(room.event_of(retake)->type == "photo.retake_requested");
  CHECK(room.event_of(reprocess)->type == "photo.reprocess_requested");
  CHECK(room.audited().clean());
}

TEST_CASE("the same key press again gives the stored decision and writes nothing") {
  Room room;
  room.fill(1);
  const auto wish = room.judging(room.claim_one(kAnn)).built();
  const auto first = room.decide(kAnn, wish);
  room.clock.advance(minutes(5));
  const auto revision = room.get("1").revision;
  const auto again = workflow::decide(room.services, kAnn, wish);
  REQUIRE(again);
  REQUIRE(std::holds_alternative<Decided>(*again));
  CHECK(std::get<Decided>(*again).replayed);
  CHECK(std::get<Decided>(*again).decision == first);
  CHECK(room.decisions().size() == 1);
  CHECK(room.events().size() == 1);
  CHECK(room.log().size() == 1);
  CHECK(room.get("1").revision == revision);
}

TEST_CASE("another key press on a case that is decided is refused") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.decide(kAnn, room.judging(file));
  const auto second = workflow::decide(room.services, kAnn, room.judging(file).retake("BLUR"));
  REQUIRE(second);
  CHECK(std::holds_alternative<LeaseLost>(*second));
  CHECK(room.decisions().size() == 1);
}

TEST_CASE("a late decision counts when nobody else was given the case") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.clock.advance(hours(7));
  room.decide(kAnn, room.judging(file));
  CHECK(room.get("1").place.stage == Stage::held);
}

TEST_CASE("a decision under an old lease is refused whoever sends it") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.clock.advance(minutes(3));
  const auto bobs = room.claim_one(kBob);
  for (const auto& who : {kAnn, kBob}) {
    const auto stale = workflow::decide(room.services, who, room.judging(file));
    REQUIRE(stale);
    CHECK(std::holds_alternative<LeaseLost>(*stale));
  }
  const auto stolen = workflow::decide(room.services, kAnn, room.judging(bobs));
  CHECK(std::holds_alternative<LeaseLost>(*stolen));
  check_untouched(room, "1");
  room.decide(kBob, room.judging(bobs));
}

TEST_CASE("what the student did meanwhile wins") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  domain::ReviewCase changed = room.get("1");
  SECTION("withdrawn, with or without a new version") {
    changed.submission.version += GENERATE(0, 1);
    changed.submission.state = domain::FeedState::withdrawn;
    changed.place.stage = Stage::withdrawn;
    REQUIRE(room.store->submissions().save(changed));
    CHECK(std::holds_alternative<Withdrawn>(*workflow::decide(room.services, kAnn, room.judging(file))));
    const auto ended = workflow::escalate(room.services, kAnn, file->lease, 1, OpId("up"), "identity");
    CHECK(std::holds_alternative<Withdrawn>(*ended));
  }
  SECTION("replaced by another submission") {
    changed.place.stage = Stage::superseded;
    REQUIRE(room.store->submissions().save(changed));
    CHECK(std::holds_alternative<Superseded>(*workflow::decide(room.services, kAnn, room.judging(file))));
  }
  SECTION("a newer version of the same") {
    changed.submission.version = 2;
    REQUIRE(room.store->submissions().save(changed));
    CHECK(std::holds_alternative<Superseded>(*workflow::decide(room.services, kAnn, room.judging(file))));
    const auto skipped = workflow::skip(room.services, kAnn, file->lease, 1, OpId("skip"), "hard");
    CHECK(std::holds_alternative<Superseded>(*skipped));
  }
  check_untouched(room, "1");
}

TEST_CASE("a decision about another photo than the case's is refused") {
  Room room;
  room.fill(1);
  auto wish = room.judging(room.claim_one(kAnn)).built();
  wish.photo = hash_of("the photo of the one before");
  CHECK(std::holds_alternative<Superseded>(*workflow::decide(room.services, kAnn, wish)));
  check_untouched(room, "1");
}

TEST_CASE("what the rules forbid is not written") {
  Room room;
  room.fill(1);
  room.add(a_case("boss").at(Stage::escalated, Round::supervisor));
  const auto file = room.claim_one(kAnn);
  const auto refused = [&](const domain::Operator& who, const domain::Decision& decision, Errc code) {
    const auto outcome = workflow::decide(room.services, who, decision);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == code);
    CHECK_FALSE(outcome.error().text.empty());
  };
  refused(kAnn, room.judging(file).with_outcome(Outcome::retake), Errc::invalid);
  refused(kAnn, room.judging(file).retake("NO_SUCH_REASON"), Errc::invalid);
  refused(kAnn, room.judging(file).retake("OTHER"), Errc::invalid);
  refused(kAnn, room.judging(file).with_identity(std::nullopt), Errc::invalid);
  refused(kAnn, room.judging(file).with_identity(domain::IdentityAnswer{2, {}}), Errc::invalid);
  refused(kAnn, room.judging(file).in_round(Round::second), Errc::conflict);
  domain::Operator desk = kAnn;
  desk.role = domain::Role::customer_service;
  refused(desk, room.judging(file), Errc::denied);
  refused(kAnn, a_decision("never_seen"), Errc::not_found);
  check_untouched(room, "1");
  CHECK(room.get("1").holder == kAnn.id);
  room.decide(kAnn, room.judging(file));  // and it can still be decided properly
}

TEST_CASE("a decision needs the standard it was made under") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.profiles.clear();
  const auto outcome = workflow::decide(room.services, kAnn, room.judging(file));
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().text == "error.profile.unknown");
  check_untouched(room, "1");
}

#include "workflow/look_again.h"

#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::GoneWhy;
using domain::Happening;
using domain::Outcome;
using domain::Stage;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

// Ann has case "1" open.
struct Open : Room {
  Open() {
    fill(2);
    file = claim_one(kAnn);
    REQUIRE(file->review_case.submission.id == SubmissionId("1"));
  }
  void change(void (*how)(domain::ReviewCase&)) {
    domain::ReviewCase one = get("1");
    how(one);
    REQUIRE(store->submissions().save(one));
  }
  domain::CaseFilePtr again() {
    const auto now = workflow::look_again(services, *file);
    REQUIRE(now);
    return *now;
  }
  domain::LostCase became() {
    const auto lost = workflow::became_of(services, *file);
    REQUIRE(lost);
    CHECK(lost->submission == SubmissionId("1"));
    return *lost;
  }
  // Ann was away too long and Bob has the case now.
  domain::CaseFilePtr bob_claims() {
    clock.advance(minutes(3));
    return claim_one(kBob);
  }

  domain::CaseFilePtr file;
};

}  // namespace

TEST_CASE("an open case is not read anew when nothing was written about it") {
  Open room;
  CHECK_FALSE(room.again());
  CHECK(workflow::renew(room.services, {room.file->lease})->empty());
  CHECK_FALSE(room.again());  // a renewal is no news
}

TEST_CASE("a fact put right, a finding, a check and an earlier attempt's decision are seen under the same lease") {
  Open room;
  SECTION("a fact") {
    room.change([](domain::ReviewCase& one) { one.submission.student.name = "章*"; });
    REQUIRE(room.again());
    CHECK(room.again()->review_case.submission.student.name == "章*");
  }
  SECTION("a check") {
    domain::Assessment made;
    made.submission = SubmissionId("1");
    made.version = 1;
    made.profile = room.file->profile->id;
    made.profile_version = room.file->profile->version;
    REQUIRE(room.store->submissions().put_assessment(made));
    REQUIRE(room.again());
    CHECK(room.again()->assessment);
  }
  SECTION("a photo that was fetched meanwhile") {
    REQUIRE(room.store->submissions().mark_photo(room.file->review_case.submission.photos[1].sha256,
                                                 domain::PhotoState::missing, "status 404"));
    REQUIRE(room.again());
    CHECK(room.again()->photo_states[1] == domain::PhotoState::missing);
  }
  CHECK(room.again()->lease == room.file->lease);
}

TEST_CASE("a case that is no longer ours is not read anew: what became of it is another question") {
  Open room;
  room.bob_claims();
  CHECK_FALSE(room.again());
}

TEST_CASE("what the student did comes before everything else") {
  const bool withdrew = GENERATE(true, false);
  Open room;
  room.happens("1", withdrew ? Happening::student_withdrew : Happening::student_replaced);
  CHECK(room.became().why == (withdrew ? GoneWhy::withdrawn : GoneWhy::superseded));
}

TEST_CASE("a newer version that has come as far as the queue again is a replaced photo, not a lost lease") {
  Open room;
  room.change([](domain::ReviewCase& one) {
    one.submission.version = 2;
    one.place = {Stage::queued, domain::Round::first};
    one.holder.reset();
    ++one.epoch;
  });
  CHECK(room.became().why == GoneWhy::superseded);
}

TEST_CASE("who has the case now is told by name") {
  Open room;
  room.bob_claims();
  CHECK(room.became() == domain::LostCase{SubmissionId("1"), GoneWhy::lease_lost, kBob.id, {}});
}

TEST_CASE("a case that went back in line is with nobody") {
  Open room;
  REQUIRE(workflow::give_back(room.services, {room.file->lease}));
  CHECK(room.became() == domain::LostCase{SubmissionId("1"), GoneWhy::lease_lost, {}, {}});
}

TEST_CASE("a judgement made meanwhile is told with who made it and how, also after it was sent") {
  Open room;
  const auto bobs = room.bob_claims();
  room.decide(kBob, room.judging(bobs).retake("BLUR"));
  const domain::LostCase expected{SubmissionId("1"), GoneWhy::decided, kBob.id, Outcome::retake};
  CHECK(room.became() == expected);
  room.clock.advance(minutes(1));
  REQUIRE(workflow::release_due(room.services));
  CHECK(room.became() == expected);
}

TEST_CASE("the command line's decision under the same lease is a judgement made meanwhile, too") {
  Open room;
  room.decide(kAnn, room.judging(room.file));
  CHECK(room.became() == domain::LostCase{SubmissionId("1"), GoneWhy::decided, kAnn.id, Outcome::approve});
}

TEST_CASE("the opinion of a first reviewer is told to nobody who may have to give the second") {
  Open room;
  const auto bobs = room.bob_claims();
  room.decide(kBob, room.judging(bobs).doubt());
  CHECK(room.get("1").place.stage == Stage::second_opinion);
  CHECK(room.became() == domain::LostCase{SubmissionId("1"), GoneWhy::decided, kBob.id, {}});
}

TEST_CASE("a judgement made meanwhile and undone leaves the case with nobody") {
  Open room;
  const domain::Decision bobs = room.decide(kBob, room.judging(room.bob_claims()));
  const auto undone = workflow::undo_decision(room.services, kBob, bobs.id);
  REQUIRE(undone);
  REQUIRE(workflow::give_back(room.services, {(*undone)->lease}));
  CHECK(room.became() == domain::LostCase{SubmissionId("1"), GoneWhy::lease_lost, {}, {}});
}

TEST_CASE("a decision that was made before the lease, and taken back, is none made meanwhile") {
  Open room;
  const domain::Decision mine = room.decide(kAnn, room.judging(room.file));
  const auto undone = workflow::undo_decision(room.services, kAnn, mine.id);
  REQUIRE(undone);
  room.file = *undone;
  REQUIRE(workflow::give_back(room.services, {room.file->lease}));
  CHECK(room.became().why == GoneWhy::lease_lost);
}

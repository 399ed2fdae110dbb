#include "codec/submission_json.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Happening;
using domain::Role;
using domain::Round;
using domain::Stage;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

}  // namespace

TEST_CASE("cases are given in the order they are due, and two people never hold the same one") {
  Room room;
  room.fill(5);
  const auto anns = room.claim(kAnn, 2);
  const auto bobs = room.claim(kBob, 2);
  CHECK(ids(anns) == Names{"1", "2"});
  CHECK(ids(bobs) == Names{"3", "4"});
  CHECK(ids(room.claim(kAnn, 9)) == Names{"5"});
  CHECK(room.claim(kBob, 9).empty());
  CHECK(room.get("1").holder == kAnn.id);
  CHECK(anns.front()->lease.station == room.services.station);
  CHECK(anns.front()->lease.epoch == room.get("1").epoch);
}

TEST_CASE("a case file holds what a reviewer needs") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  const auto before = room.claim_one(kAnn);
  CHECK(before->earlier.empty());
  CHECK_FALSE(before->assessment);
  CHECK(before->profile == room.profiles.begin()->second);
  CHECK(before->photo_states == std::vector(2, domain::PhotoState::wanted));
  const auto retake = room.decide(kAnn, room.judging(before).retake("BLUR"));
  room.clock.advance(seconds(16));
  REQUIRE(workflow::release_due(room.services)->size() == 1);

  room.add(a_case(attempt(2, "second")));
  const domain::Submission& submission = room.get("second").submission;
  REQUIRE(room.store->submissions().mark_photo(submission.photos[0].sha256, domain::PhotoState::present, ""));
  REQUIRE(room.store->submissions().mark_photo(submission.photos[1].sha256, domain::PhotoState::missing, "404"));
  const auto after = room.claim_one(kBob);
  REQUIRE(after->earlier.size() == 1);
  CHECK(after->earlier[0].id == retake.id);
  CHECK(after->old_reasons == std::vector{domain::OldReasonState{ReasonCode("BLUR"), domain::OldReason::unknown}});
  CHECK(after->photo_states == std::vector{domain::PhotoState::present, domain::PhotoState::missing});
}

TEST_CASE("a case file says that the platform names another photo under the version it is about") {
  Room room;
  room.fill(2);
  domain::Submission item = room.get("1").submission;
  item.photos[0].sha256 = hash_of("another");
  const auto keep = [&] {
    REQUIRE(room.store->transact([&] {
      return room.store->submissions().quarantine({0, "submissions", "1", codec::submission_to_json(item), "another photo",
                                                   kSomeDay, {domain::FaultKind::other_photo, "photos[0].sha256"}});
    }));
  };
  --item.version;  // said of a version that is over
  keep();
  const auto held = room.claim_one(kAnn);
  CHECK_FALSE(held->other_photo);
  ++item.version;
  keep();
  const auto open = [&](const char* id) { return workflow::open_case(room.services, room.get(id), {}).value()->other_photo; };
  CHECK(open("1"));
  CHECK_FALSE(open("2"));
  // It came while the case was open: what is written is asked again.
  const auto refused = workflow::decide(room.services, kAnn, room.judging(held));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.decide.other_photo");
}

TEST_CASE("the photo of the attempt before is dated by the day it was handed in") {
  Room room;
  domain::ReviewCase first = a_case(attempt(1, "first")), second = a_case(attempt(2, "second"));
  first.submission.submitted_at = kSomeDay - days(40);
  second.submission.previous = first.submission.id;
  domain::PhotoRef old = second.submission.photos[0];
  old.id = PhotoId("old"), old.role = domain::PhotoRole::previous, old.taken_on.reset();
  second.submission.photos.push_back(old);
  room.add(first);
  room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  room.add(second);
  const auto file = room.claim_one(kAnn);
  const domain::Submission& shown = file->review_case.submission;
  CHECK(shown.photos.back().taken_on == beijing(first.submission.submitted_at).date);
  CHECK(shown.photos[0].taken_on == second.submission.photos[0].taken_on);  // the others say it themselves, or nobody knows
  CHECK_FALSE(room.get("second").submission.photos.back().taken_on);        // shown, not written
}

TEST_CASE("with an assessment a case file says whether the old reason is still there") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  room.clock.advance(seconds(16));
  REQUIRE(workflow::release_due(room.services));
  room.add(a_case(attempt(2, "second")));
  domain::Assessment assessment;
  assessment.submission = SubmissionId("second");
  assessment.version = 1;
  assessment.profile = ProfileId("chsi-99-2017");
  assessment.profile_version = 1;
  domain::Finding sharp;
  sharp.id = FindingId("qual.sharp");
  sharp.verdict = domain::Verdict::pass;
  assessment.findings = {sharp};
  REQUIRE(room.store->submissions().put_assessment(assessment));
  const auto file = room.claim_one(kBob);
  CHECK(file->assessment == assessment);
  REQUIRE(file->old_reasons.size() == 1);
  CHECK(file->old_reasons[0].state == domain::OldReason::cleared);
}

TEST_CASE("what somebody left lying goes back in line before anybody is given work") {
  Room room;
  room.fill(3);
  const auto anns = room.claim(kAnn, 3);
  room.clock.advance(seconds(125));  // lapsed, but within the grace
  CHECK(ids(room.claim(kBob)) == Names{"1"});
  CHECK(room.get("2").holder == kAnn.id);
  room.clock.advance(seconds(10));
  CHECK(ids(room.claim(kBob)) == Names{"2"});
  CHECK(room.get("3").place.stage == Stage::queued);
  CHECK_FALSE(room.get("3").holder);
  for (const auto& file : anns) {
    const auto late = workflow::decide(room.services, kAnn, room.judging(file));
    REQUIRE(late);
    CHECK(std::holds_alternative<workflow::LeaseLost>(*late));
  }
  CHECK(room.decisions().empty());
}

TEST_CASE("a second opinion that was left lying waits for a second opinion again") {
  Room room;
  room.add(a_case("doubted").at(Stage::second_opinion, Round::second).judged_by("ann"));
  room.claim_one(kBob);
  room.clock.advance(hours(1));
  CHECK(room.claim(kAnn, 9).empty());
  CHECK(room.get("doubted").place == domain::Place{Stage::second_opinion, Round::second});
}

TEST_CASE("whoever comes back after a long break can go on with what is on the screen") {
  Room room;
  room.fill(3);
  const auto before = room.claim(kAnn, 2);
  room.clock.advance(minutes(40));
  const auto again = room.claim(kAnn, 3);
  CHECK(ids(again) == Names{"1", "2", "3"});
  CHECK(again[0]->lease.epoch == before[0]->lease.epoch);
  room.decide(kAnn, room.judging(before[0]));
  room.decide(kAnn, room.judging(before[1]));
}

TEST_CASE("people who decide nothing are given nothing") {
  Room room;
  room.fill(1);
  domain::Operator gone = kAnn;
  gone.active = false;
  for (const auto& who :
       {an_operator("desk", Role::customer_service), an_operator("root", Role::administrator), gone}) {
    const auto refused = workflow::claim(room.services, who, 1, std::nullopt);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::denied);
  }
  CHECK(room.get("1").place.stage == Stage::queued);
  CHECK(room.get("1").epoch == 0);
}

TEST_CASE("one case can be asked for, if it is free") {
  Room room;
  room.fill(3);
  const auto two = workflow::claim(room.services, kAnn, 1, SubmissionId("2"));
  REQUIRE(two);
  CHECK(ids(*two) == Names{"2"});
  CHECK(workflow::claim(room.services, kBob, 1, SubmissionId("2"))->empty());
  CHECK(workflow::claim(room.services, kBob, 1, SubmissionId("never seen"))->empty());
}

TEST_CASE("a case whose standard is not configured does not hold up the others") {
  Room room;
  room.add(a_case(a_submission("0").with_profile("unheard-of").submitted_at(kSomeDay)));
  SECTION("with others behind it") {
    room.fill(3);
    CHECK(ids(room.claim(kAnn, 2)) == Names{"1", "2"});
    CHECK(ids(room.claim(kBob, 9)) == Names{"3"});
  }
  SECTION("alone, when the reason is told") {
    const auto refused = workflow::claim(room.services, kAnn, 2, std::nullopt);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text == "error.profile.unknown");
    CHECK(refused.error().message.find("unheard-of") != std::string::npos);
    CHECK_FALSE(workflow::claim(room.services, kAnn, 1, SubmissionId("0")));
  }
  CHECK(room.get("0").place.stage == Stage::queued);
  CHECK_FALSE(room.get("0").holder);
}

TEST_CASE("what is given back goes to the next one, and what is somebody else's by then is left alone") {
  Room room;
  room.fill(2);
  const auto anns = room.claim(kAnn, 2);
  room.clock.advance(minutes(3));
  CHECK(ids(room.claim(kBob)) == Names{"1"});
  REQUIRE(workflow::give_back(room.services, leases(anns)));
  CHECK(room.get("1").holder == kBob.id);
  CHECK(room.get("2").place.stage == Stage::queued);
  CHECK(ids(room.claim(kBob)) == Names{"2"});
  CHECK(workflow::give_back(room.services, {}));
}

TEST_CASE("a case that was given back cannot be decided any more") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  REQUIRE(workflow::give_back(room.services, {file->lease}));
  CHECK(std::holds_alternative<workflow::LeaseLost>(*workflow::decide(room.services, kAnn, room.judging(file))));
}

TEST_CASE("renewing keeps what is ours and names the rest") {
  Room room;
  room.fill(4);
  const auto held = leases(room.claim(kAnn, 4));
  for (int i = 0; i < 5; ++i) {
    room.clock.advance(seconds(40));
    CHECK(workflow::renew(room.services, held)->empty());
  }
  CHECK(room.claim(kBob, 9).empty());
  room.happens("1", Happening::student_withdrew);
  room.happens("2", Happening::student_replaced);
  room.clock.advance(seconds(121));
  CHECK(ids(room.claim(kBob)) == Names{"3"});
  const auto lost = workflow::renew(room.services, held);
  REQUIRE(lost);
  REQUIRE(lost->size() == 3);
  CHECK(*lost == std::vector<domain::Lease>{held[0], held[1], held[2]});
  CHECK(workflow::renew(room.services, {})->empty());
}

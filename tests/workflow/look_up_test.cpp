#include "workflow/look_up.h"

#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

const domain::Operator kAnn = an_operator("ann");

}  // namespace

// Somebody rings up: what became of my photo?
TEST_CASE("by number or submission id the newest decision on a student is found") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  const std::string number = room.get("first").submission.student.student_number;
  const auto before = workflow::look_up(room.services, number);
  REQUIRE(before);
  REQUIRE(before->latest);
  CHECK_FALSE(before->decision);

  const auto retake = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  for (const std::string& typed : {number, std::string("first")}) {
    const auto found = workflow::look_up(room.services, typed);
    REQUIRE(found);
    CHECK(found->decision == retake.id);
    CHECK(found->of_latest);
  }
}

TEST_CASE("who handed in another photo since is told of both") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  const auto retake = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  room.clock.advance(seconds(16));
  REQUIRE(workflow::release_due(room.services));
  room.add(a_case(attempt(2, "second")));
  const auto found = workflow::look_up(room.services, room.get("first").submission.student.student_number);
  REQUIRE(found);
  CHECK(found->latest->submission.id == SubmissionId("second"));
  CHECK(found->decision == retake.id);
  CHECK_FALSE(found->of_latest);
}

TEST_CASE("a part of a number that several have means nobody") {
  Room room;
  room.fill(3);
  const auto found = workflow::look_up(room.services, room.get("1").submission.student.student_number.substr(0, 4));
  REQUIRE(found);
  CHECK_FALSE(found->latest);
  const auto unknown = workflow::look_up(room.services, "nobody-99");
  REQUIRE(unknown);
  CHECK_FALSE(unknown->latest);
}

#include "workflow/note_look.h"

#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;

namespace {

const domain::Operator kAnn = an_operator("ann"), kPhone = an_operator("phone", domain::Role::customer_service);

std::string every_word(const domain::AuditEntry& entry) {
  return entry.actor.value + " " + entry.outcome + " " + entry.decision.value + " " + entry.op.value;
}

}  // namespace

TEST_CASE("who looked up which student is on record, by the case's hash and the decision, with no name and no number") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  const auto retake = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  const domain::Submission submission = room.get("first").submission;
  room.clock.advance(minutes(3));
  const auto found = workflow::look_up(room.services, submission.student.student_number);
  REQUIRE(found);
  const std::size_t before = room.log().size();
  REQUIRE(workflow::note_look_up(room.services, kPhone, *found));
  const domain::AuditEntry entry = room.last_entry();
  CHECK(room.log().size() == before + 1);
  CHECK(entry.kind == AuditKind::looked_up);
  CHECK(entry.actor == kPhone.id);
  CHECK(entry.decision == retake.id);
  CHECK(entry.at == room.clock.now());
  CHECK(entry.subject == workflow::subject_of(room.services, submission).value());
  CHECK(every_word(entry).find(submission.student.student_number) == std::string::npos);
  CHECK(every_word(entry).find(submission.student.name) == std::string::npos);
}

TEST_CASE("a look-up that found nobody is on record as well, and what was typed is not") {
  Room room;
  const auto found = workflow::look_up(room.services, "2099000001");
  REQUIRE(found);
  REQUIRE(workflow::note_look_up(room.services, kPhone, *found));
  CHECK(room.last_entry().outcome == "nobody");
  CHECK(room.last_entry().subject == Sha256{});
  CHECK(every_word(room.last_entry()).find("2099000001") == std::string::npos);
}

TEST_CASE("a past decision that is opened is on record under its case, and the log still verifies") {
  Room room;
  room.add(a_case(attempt(1, "first")));
  const auto retake = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
  const auto past = workflow::look_back(room.services, retake.id);
  REQUIRE(past);
  REQUIRE(workflow::note_look_back(room.services, kPhone, *past));
  const domain::AuditEntry entry = room.last_entry();
  CHECK(entry.kind == AuditKind::looked_back);
  CHECK(entry.actor == kPhone.id);
  CHECK(entry.decision == retake.id);
  CHECK(entry.subject == workflow::subject_of(room.services, room.get("first").submission).value());
  CHECK(room.audited().clean());
}

TEST_CASE("looking at what was purged makes no new key for it") {
  Room room;
  room.add(a_case("first").at(domain::Stage::purged));
  workflow::LookedUp found;
  found.latest = room.get("first");
  REQUIRE(workflow::note_look_up(room.services, kPhone, found));
  CHECK_FALSE(room.store->audit().kept_case_key(SubmissionId("first")).value());
  CHECK(room.last_entry().subject == Sha256{});
}

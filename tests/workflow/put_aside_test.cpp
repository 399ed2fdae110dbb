#include "store/sqlite_connection.h"
#include "support/temporary_folder.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::AuditKind;
using domain::Round;
using domain::Stage;
using workflow::Ended;
using workflow::LeaseLost;

namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

}  // namespace

TEST_CASE("a skip is logged with its reason, in the skip log and not in the audit log") {
  const support::TemporaryFolder folder;
  Room room(folder / "desk.db");
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  const auto skipped = workflow::skip(room.services, kAnn, file->lease, 1, OpId("press"), "等张三回电话");
  REQUIRE(skipped);
  CHECK(std::holds_alternative<Ended>(*skipped));
  CHECK(room.get("1").place.stage == Stage::queued);
  CHECK_FALSE(room.get("1").holder);
  CHECK(room.get("1").judged_by.empty());

  const auto db = store::open_sqlite(folder / "desk.db");
  REQUIRE(db);
  Names logged;
  REQUIRE((*db)->query("SELECT submission, operator, reason FROM skips", {}, [&](store::Row& row) {
    for (int i = 0; i < 3; ++i) logged.push_back(row.text());
    return true;
  }));
  CHECK(logged == Names{"1", "ann", "等张三回电话"});
  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::skipped);
  CHECK(entry.actor == kAnn.id);
  CHECK(entry.op == OpId("press"));
  CHECK(entry.epoch == file->lease.epoch);
  CHECK(entry.outcome.empty());
  CHECK(room.audited().clean());
}

TEST_CASE("a skipped case goes to others first") {
  Room room;
  room.fill(4);
  const auto file = room.claim_one(kAnn);
  REQUIRE(workflow::skip(room.services, kAnn, file->lease, 1, OpId("press"), "hard"));
  CHECK(ids(room.claim(kAnn)) == Names{"2"});
  CHECK(ids(room.claim(kAnn, 9)) == Names{"3", "4"});
  SECTION("and somebody takes it") { CHECK(ids(room.claim(kBob)) == Names{"1"}); }
  SECTION("and comes back when nobody does") { CHECK(ids(room.claim(kAnn, 9)) == Names{"1"}); }
}

TEST_CASE("a skip under an old lease does nothing") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  room.clock.advance(minutes(3));
  room.claim_one(kBob);
  const auto skipped = workflow::skip(room.services, kAnn, file->lease, 1, OpId("press"), "hard");
  REQUIRE(skipped);
  CHECK(std::holds_alternative<LeaseLost>(*skipped));
  CHECK(room.get("1").holder == kBob.id);
  CHECK(room.log().empty());
}

TEST_CASE("an escalated case goes to the supervisors and to nobody else") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  const auto escalated = workflow::escalate(room.services, kAnn, file->lease, 1, OpId("up"), "identity");
  REQUIRE(escalated);
  CHECK(std::holds_alternative<Ended>(*escalated));
  CHECK(room.get("1").place == domain::Place{Stage::escalated, Round::supervisor});
  CHECK(room.last_entry().kind == AuditKind::escalated);
  CHECK(room.last_entry().epoch == file->lease.epoch);
  CHECK(room.claim(kAnn, 9).empty());
  CHECK(room.claim(kBob, 9).empty());
  const auto boss = room.claim_one(kSupervisor);
  const auto decision = room.decide(kSupervisor, room.judging(boss));
  CHECK(decision.round == Round::supervisor);
  CHECK(room.audited().clean());
}

TEST_CASE("the same escalation twice is one") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  REQUIRE(workflow::escalate(room.services, kAnn, file->lease, 1, OpId("up"), "identity"));
  const auto again = workflow::escalate(room.services, kAnn, file->lease, 1, OpId("up"), "identity");
  REQUIRE(again);
  CHECK(std::holds_alternative<LeaseLost>(*again));
  CHECK(room.log().size() == 1);
}

TEST_CASE("a supervisor who escalates his own case takes himself out and leaves it to another") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kSupervisor);
  REQUIRE(workflow::escalate(room.services, kSupervisor, file->lease, 1, OpId("up"), "identity"));
  CHECK(room.claim(kSupervisor, 9).empty());
  const auto other = an_operator("boss_2", domain::Role::supervisor);
  const auto again = room.claim_one(other);
  // Nobody stands above a supervisor.
  const auto up = workflow::escalate(room.services, other, again->lease, 1, OpId("up_2"), "identity");
  REQUIRE_FALSE(up);
  CHECK(up.error().code == Errc::conflict);
  CHECK(room.get("1").holder == other.id);
}

TEST_CASE("the one change of the identity answer is on record") {
  Room room;
  room.fill(1);
  const auto file = room.claim_one(kAnn);
  const domain::Submission& submission = file->review_case.submission;
  REQUIRE(workflow::note_identity_change(room.services, kAnn, submission, file->lease.epoch, {3, 6}));
  const auto entry = room.last_entry();
  CHECK(entry.kind == AuditKind::identity_changed);
  CHECK(entry.actor == kAnn.id);
  CHECK(entry.outcome == "3>6");
  CHECK(entry.epoch == file->lease.epoch);
  room.decide(kAnn, room.judging(file).with_identity(domain::IdentityAnswer{3, 6}));
  // Both are about the same photo, and say so without naming it.
  const auto log = room.log();
  CHECK(log[0].entry.subject == log[1].entry.subject);
  CHECK(log[0].entry.subject != Sha256{});
  CHECK(room.audited().clean());
}

#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Decide;
using domain::Outcome;

namespace {

const Error kDiskFull{Errc::io, "disk full", "error.store.full"};

}  // namespace

TEST_CASE("a decision the store could not take is kept and sent again, with the same op, when it recovers") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  const auto first_try = desk.ask(Decide{desk.sequence(), Outcome::approve});
  const auto* record = first<desk::RecordDecision>(first_try);
  REQUIRE(record);
  const OpId op = record->decision.op;

  desk.hear(desk::DecisionNotSaved{SubmissionId("sub_1"), op, kDiskFull});
  REQUIRE(desk.model.pending.size() == 1);
  CHECK(desk.model.pending[0].failed);
  CHECK(desk.model.store_failure);

  const auto second_try = desk.hear(desk::StoreRecovered{});
  REQUIRE(first<desk::RecordDecision>(second_try));
  CHECK(first<desk::RecordDecision>(second_try)->decision == record->decision);
  CHECK_FALSE(desk.model.store_failure);
  CHECK_FALSE(desk.model.pending[0].failed);

  domain::Decision saved = record->decision;
  saved.id = DecisionId("dec-1");
  desk.hear(desk::DecisionRecorded{saved});
  CHECK(desk.model.pending.empty());
  REQUIRE(desk.model.recent.size() == 1);
  CHECK(desk.model.recent[0].student_name == "张*");
}

TEST_CASE("only what failed is sent again; what is still on its way is left alone") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2")), checked(a_file("sub_3"))});
  desk.photos_arrive();
  desk.ask(desk::Skip{desk.sequence(), "unclear"});
  desk.ask(desk::Skip{desk.sequence(), "unclear"});
  desk.hear(desk::DecisionNotSaved{SubmissionId("sub_1"), desk.model.pending[0].op, kDiskFull});
  CHECK(count<desk::RecordSkip>(desk.hear(desk::StoreRecovered{})) == 1);
}

TEST_CASE("nothing can be decided while nothing can be saved") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.hear(desk::StoreFailed{kDiskFull});
  CHECK(desk.ask(Decide{desk.sequence(), Outcome::approve}).empty());
  CHECK(desk.ask(desk::Skip{desk.sequence(), "unclear"}).empty());
  CHECK(desk.told("notice.store_failure"));
  CHECK(desk.on_desk() == "sub_1");
}

TEST_CASE("a desk that ran dry while the store was down claims again by itself once it is back") {
  DeskTester desk = DeskTester::signed_in();
  desk.hear(desk::ClaimRefused{{Errc::io, "disk", "error.store.io"}});
  desk.hear(desk::StoreFailed{kDiskFull});
  CHECK_FALSE(first<desk::ClaimCases>(desk.ask(desk::Continue{})));
  CHECK(count<desk::ClaimCases>(desk.hear(desk::StoreRecovered{})) == 1);
}

TEST_CASE("a decision confirmed twice stands once in the undo strip") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.decide_and_save(Outcome::approve);
  REQUIRE(desk.model.recent.size() == 1);
  desk.hear(desk::DecisionRecorded{desk.model.recent[0].decision});
  CHECK(desk.model.recent.size() == 1);
}

TEST_CASE("the undo strip keeps the last twenty, newest first") {
  DeskTester desk = DeskTester::signed_in();
  for (int i = 0; i < 23; ++i) {
    const std::string id = "sub_" + std::to_string(i);
    desk.claim({checked(a_file(id))});
    desk.photos_arrive();
    desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
    desk.decide_and_save(Outcome::approve);
  }
  REQUIRE(desk.model.recent.size() == 20);
  CHECK(desk.model.recent.front().decision.submission == SubmissionId("sub_22"));
  CHECK(desk.model.recent.back().decision.submission == SubmissionId("sub_3"));
}

TEST_CASE("within the hold time the newest decision can be taken back") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const DecisionId id = desk.decide_and_save(Outcome::approve);
  desk.pass(seconds(14));
  CHECK(desk.ask(desk::Undo{}) == desk::Effects{desk::UndoDecision{id}});
  desk.pass(seconds(1));
  CHECK(desk.ask(desk::Undo{}).empty());
  CHECK(desk.told("notice.nothing_to_undo"));
}

TEST_CASE("a released decision is no longer offered for undo") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const DecisionId id = desk.decide_and_save(Outcome::approve);
  desk.hear(desk::Released{{id}});
  CHECK(desk.model.recent[0].decision.state == domain::DecisionState::released);
  CHECK(desk.ask(desk::Undo{}).empty());
  CHECK(desk.ask(desk::Undo{id}).empty());
}

TEST_CASE("undo of a decision that is still being saved asks for a moment's patience") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.ask(Decide{desk.sequence(), Outcome::approve});
  CHECK(desk.ask(desk::Undo{}).empty());
  CHECK(desk.told("notice.undo_wait"));
}

TEST_CASE("an undone decision brings the photo back with all that was chosen") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("OTHER")});
  desk.ask(desk::SetNote{"请取下耳机后重拍"});
  const DecisionId id = desk.decide_and_save(Outcome::retake);
  REQUIRE_FALSE(id.empty());
  REQUIRE(desk.on_desk() == "sub_2");
  desk.ask(desk::AnswerIdentity{desk.sequence(), 5});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("EYES_CLOSED")});

  desk.hear(desk::Undone{id, checked(a_file("sub_1"))});
  desk.photos_arrive();  // they are decoded anew, or stand in the cache
  REQUIRE(desk.on_desk() == "sub_1");
  CHECK(desk.told("notice.undone"));
  CHECK(desk.model.recent[0].decision.state == domain::DecisionState::undone);
  REQUIRE(desk.shown()->reasons.size() == 2);
  CHECK(desk.shown()->note == "请取下耳机后重拍");
  CHECK(desk.shown()->identity == domain::IdentityAnswer{7, {}});
  CHECK(desk.shown()->pass == desk::Pass::standard);
  CHECK(desk.ahead() == std::vector<std::string>{"sub_2"});

  SECTION("and what was begun on the photo in between is there too when it comes up again") {
    desk.decide_and_save(Outcome::retake);
    desk.photos_arrive();
    REQUIRE(desk.on_desk() == "sub_2");
    CHECK(desk.shown()->identity == domain::IdentityAnswer{5, {}});
    REQUIRE(desk.shown()->reasons.size() == 1);
    CHECK(desk.shown()->reasons[0].code == ReasonCode("EYES_CLOSED"));
  }
}

TEST_CASE("an undo the store refuses is explained") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const DecisionId id = desk.decide_and_save(Outcome::approve);
  desk.hear(desk::UndoRefused{id, {Errc::conflict, "released", {}}});
  CHECK(desk.told("error.code.conflict"));
}

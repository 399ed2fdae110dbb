#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Decide;
using domain::Outcome;

TEST_CASE("an approval goes to the store with everything it was made of, and the next photo comes at once") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  const Sha256 photo = desk.shown()->panes.front().sha256;
  desk.pass(milliseconds(3'500));
  const desk::Effects effects = desk.ask(Decide{desk.sequence(), Outcome::approve});

  const auto* record = first<desk::RecordDecision>(effects);
  REQUIRE(record);
  CHECK(record->decision.submission == SubmissionId("sub_1"));
  CHECK(record->decision.version == 1);
  CHECK(record->decision.photo == photo);
  CHECK(record->decision.outcome == Outcome::approve);
  CHECK(record->decision.by == OperatorId("op_1"));
  CHECK(record->decision.station == StationId("station_1"));
  CHECK(record->decision.epoch == record->file->lease.epoch);
  CHECK(record->decision.identity == domain::IdentityAnswer{7, {}});
  CHECK(record->decision.looked_ms == 3'500);
  CHECK(record->decision.release_at == desk.model.now + seconds(15));
  CHECK_FALSE(record->decision.op.empty());
  CHECK(desk.on_desk() == "sub_2");
}

TEST_CASE("a key that comes after the photo changed decides nothing and says so") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const std::uint64_t old = desk.sequence();
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  desk.ask(Decide{old, Outcome::approve});
  REQUIRE(desk.on_desk() == "sub_2");
  desk.model.notices.clear();

  CHECK(desk.ask(Decide{old, Outcome::approve}).empty());
  CHECK(desk.ask(desk::Escalate{old, "identity"}).empty());
  CHECK(desk.ask(desk::Skip{old, "unclear"}).empty());
  CHECK(desk.ask(desk::PickReason{old, ReasonCode("BLUR")}).empty());
  CHECK(desk.ask(desk::AnswerIdentity{old, 1}).empty());
  CHECK(desk.on_desk() == "sub_2");
  CHECK(desk.shown()->reasons.empty());
  CHECK_FALSE(desk.shown()->identity);
  CHECK(desk.told("notice.late_key"));
}

TEST_CASE("a key pressed while there is no photo decides nothing") {
  DeskTester desk = DeskTester::signed_in();
  CHECK(desk.ask(Decide{0, Outcome::approve}).empty());
  CHECK(desk.told("notice.late_key"));
}

TEST_CASE("an approval waits for the checks, unless they could not be made") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({a_file("sub_1")});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(Decide{desk.sequence(), Outcome::approve})));
  CHECK(desk.told("notice.wait_for_checks"));

  desk.hear(desk::AssessmentFailed{SubmissionId("sub_1"), 1, {Errc::internal, "no networks", {}}});
  CHECK(first<desk::RecordDecision>(desk.ask(Decide{desk.sequence(), Outcome::approve})));
}

TEST_CASE("checks that fail while the photos are still loading do not block the approval later") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({a_file("sub_1")});
  desk.hear(desk::AssessmentFailed{SubmissionId("sub_1"), 1, {Errc::internal, "no networks", {}}});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  CHECK(first<desk::RecordDecision>(desk.ask(Decide{desk.sequence(), Outcome::approve})));
}

TEST_CASE("a case whose reference photos cannot be had is decided without an identity answer") {
  DeskTester desk = DeskTester::signed_in();
  auto file = std::make_shared<domain::CaseFile>(*checked(a_file("sub_1")));
  file->photo_states = {domain::PhotoState::present, domain::PhotoState::missing};
  desk.claim({file});
  desk.photos_arrive();
  CHECK(first<desk::RecordDecision>(desk.ask(Decide{desk.sequence(), Outcome::approve})));
}

TEST_CASE("what the rules forbid is told to the operator and not sent") {
  DeskTester desk = DeskTester::reviewing();
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(Decide{desk.sequence(), Outcome::retake})));
  CHECK(desk.told("error.decide.no_reason"));
  CHECK(desk.on_desk() == "sub_1");

  DeskTester unanswered = DeskTester::reviewing("sub_1", false);
  CHECK_FALSE(first<desk::RecordDecision>(unanswered.ask(Decide{unanswered.sequence(), Outcome::approve})));
  CHECK(unanswered.told("error.decide.identity_answer"));
}

TEST_CASE("a retake carries its reasons worst first, each pinned to where the check saw it") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"), {"eyes.open"})});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 6});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("EYES_CLOSED")});
  const desk::Effects effects = desk.ask(Decide{desk.sequence(), Outcome::retake});
  const auto* record = first<desk::RecordDecision>(effects);
  REQUIRE(record);
  REQUIRE(record->decision.reasons.size() == 2);
  CHECK(record->decision.reasons[0].code == ReasonCode("EYES_CLOSED"));
  CHECK(record->decision.reasons[0].region == domain::Region{10, 20, 20, 40});
  CHECK_FALSE(record->decision.reasons[1].region);
}

TEST_CASE("reasons picked and then approved anyway are not sent with the approval") {
  DeskTester desk = DeskTester::reviewing();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  const desk::Effects effects = desk.ask(Decide{desk.sequence(), Outcome::approve});
  REQUIRE(first<desk::RecordDecision>(effects));
  CHECK(first<desk::RecordDecision>(effects)->decision.reasons.empty());
}

TEST_CASE("escalating and skipping are recorded with their own op and the next case comes") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2")), checked(a_file("sub_3"))});
  desk.photos_arrive();
  const auto escalated = desk.ask(desk::Escalate{desk.sequence(), "identity"});
  REQUIRE(first<desk::RecordEscalation>(escalated));
  CHECK(desk.on_desk() == "sub_2");
  const auto skipped = desk.ask(desk::Skip{desk.sequence(), "unclear"});
  REQUIRE(first<desk::RecordSkip>(skipped));
  CHECK(first<desk::RecordSkip>(skipped)->reason == "unclear");
  CHECK(desk.on_desk() == "sub_3");
  REQUIRE(desk.model.pending.size() == 2);
  CHECK(desk.model.pending[0].op != desk.model.pending[1].op);
  desk.hear(desk::Recorded{desk.model.pending[0].op});
  CHECK(desk.model.pending.size() == 1);
}

TEST_CASE("a case that is with the supervisor already cannot be escalated") {
  DeskTester desk = DeskTester::signed_in(domain::Role::supervisor);
  auto file = std::make_shared<domain::CaseFile>(*checked(a_file("sub_1")));
  file->review_case.place.round = domain::Round::supervisor;
  desk.claim({file});
  desk.photos_arrive();
  CHECK(desk.ask(desk::Escalate{desk.sequence(), "identity"}).empty());
  CHECK(desk.told("notice.already_escalated"));
}

TEST_CASE("a decision refused by the store is taken off the list and named") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.ask(Decide{desk.sequence(), Outcome::approve});
  REQUIRE(desk.model.pending.size() == 1);
  const OpId op = desk.model.pending[0].op;
  desk.hear(desk::DecisionRefused{SubmissionId("sub_1"), op, {Errc::stale, "lease lost", "error.store.stale"}});
  CHECK(desk.model.pending.empty());
  CHECK(desk.model.recent.empty());
  REQUIRE(desk.told("error.store.stale"));
  CHECK(desk.model.notices.back().values == std::vector<std::string>{"张*", "2021sub_1"});
}

namespace {

// The file facts of this standard decide, and the checks found one of them failing.
DeskTester with_file_fact(const char* check, domain::Role role = domain::Role::reviewer) {
  domain::StandardProfile profile = a_profile();
  profile.rules[check].decides = true;
  DeskTester desk = DeskTester::signed_in(role);
  desk.claim({checked(a_file("sub_1", a_submission("sub_1"), profile), {check})});
  desk.photos_arrive();
  return desk;
}

}  // namespace

TEST_CASE("a photo that cannot be opened asks no identity question and is not approved") {
  DeskTester desk = with_file_fact("file.decode");
  CHECK(desk.shown()->pass == desk::Pass::standard);
  CHECK(desk::barred_from_approval(*desk.shown()->file) == "error.decide.unreadable");
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(desk::Decide{desk.sequence(), domain::Outcome::approve})));
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  CHECK(first<desk::RecordDecision>(desk.ask(desk::Decide{desk.sequence(), domain::Outcome::retake})));
}

TEST_CASE("whoever answered that it is another person sees before the key that approving is not to be had") {
  for (int answer = 1; answer <= 7; ++answer) {
    DeskTester desk = DeskTester::reviewing("sub_1", false);
    desk.ask(desk::AnswerIdentity{desk.sequence(), answer});
    CHECK(desk::barred_from_approval(*desk.shown()).has_value() == (answer <= 3));
    CHECK((first<desk::RecordDecision>(desk.ask(desk::Decide{desk.sequence(), Outcome::approve})) != nullptr) == (answer > 3));
  }
}

TEST_CASE("the identity question goes when the checks find nothing to compare") {
  DeskTester desk = DeskTester::signed_in();
  const desk::CaseFilePtr file = a_file("sub_1");
  desk.claim({file});
  desk.photos_arrive();
  REQUIRE(desk.shown()->pass == desk::Pass::identity);
  desk.hear(desk::AssessmentArrived{SubmissionId("sub_1"), file->review_case.submission.version, checked(file, {"file.decode"})});
  CHECK(desk.shown()->pass == desk::Pass::standard);
}

TEST_CASE("a failing file fact keeps a reviewer from approving, and the desk says so before the key") {
  DeskTester desk = with_file_fact("file.bytes");
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  CHECK(desk::barred_from_approval(*desk.shown()->file) == "error.decide.file_fact");
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(desk::Decide{desk.sequence(), domain::Outcome::approve})));
  REQUIRE(desk.shown());  // still there
  CHECK(first<desk::RecordEscalation>(desk.ask(desk::Escalate{desk.sequence(), "unsure"})));
}

TEST_CASE("the reasons an outcome cannot do without are at hand, where one is missing and can be given") {
  DeskTester desk = DeskTester::reviewing();
  const auto wanted = [&](Outcome outcome) { return desk::wanted_reasons(desk.model, *desk.shown(), outcome).size(); };
  CHECK(wanted(Outcome::identity_doubt) > 0);
  CHECK(wanted(Outcome::reprocess) > 0);
  CHECK(wanted(Outcome::retake) == 0);  // the nine keys have them
  CHECK(wanted(Outcome::approve) == 0);
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  CHECK(wanted(Outcome::identity_doubt) == 0);  // that is a contradiction, not a gap
  CHECK(wanted(Outcome::reprocess) > 0);
  CHECK(desk::wanted_reasons(desk.model, *DeskTester::reviewing("sub_1", false).shown(), Outcome::identity_doubt).empty());
}

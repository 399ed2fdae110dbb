#include <catch2/catch.hpp>

#include "base/utf8.h"
#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

std::vector<std::string> picked(const desk::Reviewing& shown) {
  std::vector<std::string> codes;
  for (const domain::GivenReason& reason : shown.reasons) codes.push_back(reason.code.value);
  return codes;
}

std::vector<std::string> listed(const desk::Reviewing& shown) {
  std::vector<std::string> ids;
  for (const domain::Finding* finding : desk::listed_findings(shown)) ids.push_back(finding->id.value);
  return ids;
}

}  // namespace

TEST_CASE("the identity is asked first, and only where there is something to compare with") {
  DeskTester desk = DeskTester::reviewing("sub_1", false);
  CHECK(desk.shown()->pass == desk::Pass::identity);
  CHECK_FALSE(desk.shown()->revealed);

  DeskTester alone = DeskTester::signed_in();
  alone.claim({checked(a_file("sub_1", a_submission("sub_1").without_references()))});
  alone.photos_arrive();
  CHECK(alone.shown()->pass == desk::Pass::standard);

  domain::StandardProfile no_identity = a_profile();
  no_identity.identity_pass = false;
  DeskTester other = DeskTester::signed_in();
  other.claim({checked(a_file("sub_1", a_submission("sub_1"), no_identity))});
  other.photos_arrive();
  CHECK(other.shown()->pass == desk::Pass::standard);
}

TEST_CASE("the score is shown only after the answer, and the answer may be changed once") {
  DeskTester desk = DeskTester::reviewing("sub_1", false);
  CHECK(desk.ask(desk::AnswerIdentity{desk.sequence(), 5}).empty());
  CHECK(desk.shown()->identity == domain::IdentityAnswer{5, {}});
  CHECK(desk.shown()->revealed);
  CHECK(desk.shown()->pass == desk::Pass::standard);

  CHECK(desk.ask(desk::AnswerIdentity{desk.sequence(), 5}).empty());
  CHECK_FALSE(desk.shown()->identity->changed_to);

  const auto changed = desk.ask(desk::AnswerIdentity{desk.sequence(), 2});
  REQUIRE(first<desk::RecordIdentityChange>(changed));
  CHECK(first<desk::RecordIdentityChange>(changed)->answer == domain::IdentityAnswer{5, 2});

  CHECK(desk.ask(desk::AnswerIdentity{desk.sequence(), 7}).empty());
  CHECK(desk.shown()->identity == domain::IdentityAnswer{5, 2});
  CHECK(desk.told("notice.identity_changed_once"));
}

TEST_CASE("an answer outside one to seven is no answer") {
  DeskTester desk = DeskTester::reviewing("sub_1", false);
  for (const int answer : {-1, 0, 8, 100}) desk.ask(desk::AnswerIdentity{desk.sequence(), answer});
  CHECK_FALSE(desk.shown()->identity);
}

TEST_CASE("without a reference photo in sight the identity cannot be answered") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"))});
  for (const desk::PaneState& pane : std::get<desk::Opening>(desk.model.review).panes) {
    const auto phase = domain::is_reference(pane.role) ? desk::PhotoPhase::broken : desk::PhotoPhase::ready;
    desk.hear(desk::PhotoArrived{pane.sha256, phase, "photo.broken", 0, 0, 0, {}});
    if (desk.shown()) break;
  }
  REQUIRE(desk.shown());
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  CHECK_FALSE(desk.shown()->identity);
  CHECK(desk.told("notice.no_reference"));
}

TEST_CASE("three reasons at most; the same key again takes a reason away") {
  DeskTester desk = DeskTester::reviewing();
  for (const char* code : {"BLUR", "EYES_CLOSED", "OTHER"})
    desk.ask(desk::PickReason{desk.sequence(), ReasonCode(code)});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BG_EDGE")});
  CHECK(picked(*desk.shown()) == std::vector<std::string>{"BLUR", "EYES_CLOSED", "OTHER"});
  CHECK(desk.told("notice.three_reasons"));

  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  CHECK(picked(*desk.shown()) == std::vector<std::string>{"EYES_CLOSED", "OTHER"});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("NO_SUCH")});
  CHECK(picked(*desk.shown()).size() == 2);
  desk.ask(desk::SetNote{"一句说明"});
  desk.ask(desk::ClearReasons{});
  CHECK(desk.shown()->reasons.empty());
  CHECK(desk.shown()->note.empty());
}

TEST_CASE("a reason can be pinned to a place, and only a picked one") {
  DeskTester desk = DeskTester::reviewing();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::PinReason{ReasonCode("BLUR"), domain::Region{1, 2, 30, 40}});
  desk.ask(desk::PinReason{ReasonCode("OTHER"), domain::Region{1, 2, 30, 40}});
  REQUIRE(desk.shown()->reasons.size() == 1);
  CHECK(desk.shown()->reasons[0].region == domain::Region{1, 2, 30, 40});
}

TEST_CASE("the keys offer what the checks suggest, then the common reasons, each once") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"), {"qual.sharp"})});
  desk.photos_arrive();
  std::vector<std::string> offered;
  for (const domain::Reason* reason : desk::offered_reasons(desk.model, *desk.shown()))
    offered.push_back(reason->code.value);
  CHECK(offered == std::vector<std::string>{"BLUR", "EYES_CLOSED"});
}

TEST_CASE("problems come first and what passed is folded away") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"), {"qual.sharp", "eyes.open"})});
  desk.photos_arrive();
  CHECK(listed(*desk.shown()) == std::vector<std::string>{"qual.sharp", "eyes.open"});
  CHECK(desk::count_findings(*desk.shown()) == desk::FindingCounts{1, 0, 2, 0});
  desk.ask(desk::TogglePassed{});
  CHECK(listed(*desk.shown()) == std::vector<std::string>{"qual.sharp", "eyes.open", "geom.head_top"});

  desk.ask(desk::StepFinding{1});
  CHECK(desk.shown()->shown_finding == FindingId("qual.sharp"));
  desk.ask(desk::StepFinding{1});
  desk.ask(desk::StepFinding{1});
  CHECK(desk.shown()->shown_finding == FindingId("geom.head_top"));
  desk.ask(desk::StepFinding{1});
  CHECK_FALSE(desk.shown()->shown_finding);
  desk.ask(desk::StepFinding{-1});
  CHECK(desk.shown()->shown_finding == FindingId("geom.head_top"));
  desk.ask(desk::ShowFinding{FindingId("geom.head_top")});
  CHECK_FALSE(desk.shown()->shown_finding);
}

TEST_CASE("checks that arrive later join the case they were made for and no other version of it") {
  DeskTester desk = DeskTester::signed_in();
  const auto file = a_file("sub_1");
  desk.claim({file});
  desk.photos_arrive();
  desk.hear(desk::AssessmentArrived{SubmissionId("sub_1"), 2, checked(file)});
  CHECK_FALSE(desk.shown()->file->assessment);
  desk.hear(desk::AssessmentArrived{SubmissionId("sub_1"), 1, checked(file)});
  CHECK(desk.shown()->file->assessment);
}

TEST_CASE("the preview is the very message the decision would send") {
  DeskTester desk = DeskTester::reviewing();
  CHECK_FALSE(desk::preview(desk.model, *desk.shown(), domain::Outcome::retake));
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  const auto message = desk::preview(desk.model, *desk.shown(), domain::Outcome::retake);
  REQUIRE(message);
  CHECK(message->card.thing == "照片模糊，请擦镜头对焦后重拍");
  CHECK(characters(message->card.thing) <= domain::kThingCharacters);
}

TEST_CASE("a tool is taken in the standard pass, put down by the same key, and never comes into the identity pass") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.ask(desk::ShowPass{desk::Pass::standard});
  desk.ask(desk::TakeTool{desk::Tool::ruler});
  CHECK(desk.shown()->tool == desk::Tool::ruler);
  desk.ask(desk::TakeTool{desk::Tool::picker});
  CHECK(desk.shown()->tool == desk::Tool::picker);
  desk.ask(desk::TakeTool{desk::Tool::picker});
  CHECK(desk.shown()->tool == desk::Tool::none);
  desk.ask(desk::TakeTool{desk::Tool::angle});
  desk.ask(desk::ShowPass{desk::Pass::identity});
  CHECK(desk.shown()->tool == desk::Tool::none);
  desk.ask(desk::TakeTool{desk::Tool::angle});
  CHECK(desk.shown()->tool == desk::Tool::none);
}

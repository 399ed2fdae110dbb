#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

// Both references were measured, and neither is like the photo.
desk::CaseFilePtr unlike(const std::string& id) {
  domain::StandardProfile profile = a_profile();
  auto file = std::make_shared<domain::CaseFile>(*checked(a_file(id)));
  for (const char* check : {"id.match_enrollment", "id.match_admission"}) {
    profile.rules[check].parameters["second_look_below"] = 0.45;
    domain::Finding finding;
    finding.id = FindingId(check);
    finding.verdict = domain::Verdict::fail;
    finding.value = 0.2;
    file->assessment->findings.push_back(finding);
  }
  file->profile = std::make_shared<domain::StandardProfile>(profile);
  return file;
}

DeskTester with(const desk::CaseFilePtr& file, int answer) {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({file});
  desk.photos_arrive();
  if (answer > 0) desk.ask(desk::AnswerIdentity{desk.sequence(), answer});
  return desk;
}

desk::CaseFilePtr in_second_round(desk::CaseFilePtr file, domain::Outcome first) {
  auto copy = std::make_shared<domain::CaseFile>(*file);
  copy->review_case.place.round = domain::Round::second;
  copy->earlier = {a_decision(copy->review_case.submission).with_outcome(first).in_state(domain::DecisionState::opinion).by("op_2")};
  return copy;
}

// The store notes the press as one opinion of several.
void approve_as_opinion(DeskTester& desk) {
  const desk::Effects effects = desk.ask(desk::Decide{desk.sequence(), domain::Outcome::approve});
  REQUIRE(first<desk::RecordDecision>(effects));
  domain::Decision noted = first<desk::RecordDecision>(effects)->decision;
  noted.id = DecisionId("dec_1");
  noted.state = domain::DecisionState::opinion;
  desk.hear(desk::DecisionRecorded{noted});
}

}  // namespace

TEST_CASE("the desk says before the key is pressed that an unsure approval goes to a second person") {
  const auto note = [](int answer) { return desk::approval_note(*with(checked(a_file("sub_1")), answer).shown()); };
  CHECK(note(4) == "identity.second_unsure");
  for (const int answer : {1, 2, 3, 5, 6, 7}) CHECK_FALSE(note(answer));
}

TEST_CASE("it says so of an answer the measured similarity contradicts, and never before the answer") {
  CHECK_FALSE(desk::approval_note(*with(unlike("sub_1"), 0).shown()));
  CHECK(desk::approval_note(*with(unlike("sub_1"), 6).shown()) == "identity.second_unlike");
  CHECK(desk::approval_note(*with(unlike("sub_1"), 4).shown()) == "identity.second_unsure");
}

TEST_CASE("a second reviewer is told when his approval goes on to a supervisor") {
  using domain::Outcome;
  const auto note = [](Outcome first, int answer) {
    return desk::approval_note(*with(in_second_round(checked(a_file("sub_1")), first), answer).shown());
  };
  CHECK(note(Outcome::approve, 4) == "identity.to_supervisor");
  CHECK_FALSE(note(Outcome::approve, 6));
  CHECK(note(Outcome::identity_doubt, 6) == "identity.to_supervisor");
}

TEST_CASE("afterwards it says where the case has gone, and offers no undo") {
  DeskTester desk = with(checked(a_file("sub_1")), 4);
  approve_as_opinion(desk);
  CHECK(desk.told("notice.to_second_reviewer"));
  CHECK(desk::undoable(desk.model) == nullptr);
  REQUIRE(desk.model.recent.size() == 1);
  CHECK(desk.model.recent[0].decision.state == domain::DecisionState::opinion);

  DeskTester second = with(in_second_round(checked(a_file("sub_1")), domain::Outcome::approve), 4);
  approve_as_opinion(second);
  CHECK(second.told("notice.to_supervisor"));
}

TEST_CASE("an approval that counts at once says nothing of a second person") {
  DeskTester desk = with(checked(a_file("sub_1")), 7);
  desk.decide_and_save(domain::Outcome::approve);
  CHECK_FALSE(desk.told("notice.to_second_reviewer"));
  CHECK(desk::undoable(desk.model));
}

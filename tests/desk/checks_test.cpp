#include <catch2/catch.hpp>

#include "desk/check_rows.h"
#include "desk/commands.h"
#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::CheckRow;

namespace {

domain::StandardProfile ticked_profile() {
  domain::StandardProfile profile = a_profile();
  const auto tick = [](const char* id) {
    return domain::Tick{TickId(id), id, id, "看", "Look", ReasonCode("OTHER")};
  };
  profile.rules["geom.head_top"] = {};
  profile.rules["geom.head_top"].clause = "四.2";
  profile.rules["qual.sharp"] = {};
  profile.rules["qual.sharp"].clause = "一.3";
  profile.clauses = {
      {"一.3", "清晰", "Sharp", domain::Coverage::assisted, {FindingId("qual.sharp")}, {tick("undistorted")}},
      {"三.2", "灯", "Lights", domain::Coverage::manual, {}, {tick("two_lights"), tick("left_and_right")}},
      {"四.2", "头顶", "Head", domain::Coverage::automatic, {FindingId("geom.head_top")}, {}}};
  return profile;
}

domain::Submission flagged(std::vector<domain::Flag> flags) {
  domain::Submission submission = a_submission("sub_1");
  submission.flags = std::move(flags);
  return submission;
}

DeskTester showing(std::vector<domain::Flag> flags = {}, const std::vector<std::string>& failing = {"qual.sharp"}) {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1", flagged(std::move(flags)), ticked_profile()), failing)});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  return desk;
}

std::string told(const CheckRow& row) {
  if (const auto* finding = std::get_if<desk::FindingRow>(&row))
    return finding->finding->id.value + (is_alarm(finding->agreement) ? "!" : "");
  if (const auto* tick = std::get_if<desk::TickRow>(&row)) return (tick->ticked ? "[x] " : "[ ] ") + tick->tick->id.value;
  if (const auto* clause = std::get_if<desk::ClauseRow>(&row)) return "# " + clause->clause->number;
  if (const auto* passed = std::get_if<desk::PassedRow>(&row)) return "passed " + std::to_string(passed->count);
  if (const auto* stranger = std::get_if<desk::StrangerRow>(&row)) return "? " + stranger->theirs->check.value;
  if (const auto* unseen = std::get_if<desk::UnseenRow>(&row)) {
    std::string said = "unseen";
    for (const domain::Finding* finding : unseen->findings) said += " " + finding->id.value;
    return said;
  }
  const auto& ticks = std::get<desk::TicksRow>(row);
  return "ticks " + std::to_string(ticks.ticked) + "/" + std::to_string(ticks.all);
}

std::vector<std::string> rows(DeskTester& desk) {
  std::vector<std::string> all;
  for (const CheckRow& row : desk::check_rows(*desk.shown())) all.push_back(told(row));
  return all;
}

using Rows = std::vector<std::string>;

domain::Flag flag(const char* check, domain::FlagVerdict verdict) { return {FindingId(check), verdict, 1, "", "x 1"}; }

void press(DeskTester& desk, std::string_view command) {
  const auto action = desk::find_command(command)->make(desk.model, desk.sequence());
  REQUIRE(action);
  desk.ask(std::get<desk::Intent>(*action));
}

}  // namespace

TEST_CASE("problems come first, what passed and what a person ticks are a line each") {
  DeskTester desk = showing();
  CHECK(rows(desk) == Rows{"qual.sharp", "passed 1", "ticks 0/3"});
  press(desk, "review.toggle_passed");
  CHECK(rows(desk) == Rows{"qual.sharp", "geom.head_top", "passed 1", "ticks 0/3"});
}

TEST_CASE("a check that passed here and not at the back end stands among the problems") {
  DeskTester desk = showing({flag("geom.head_top", domain::FlagVerdict::fail)});
  CHECK(rows(desk) == Rows{"qual.sharp", "geom.head_top!", "ticks 0/3"});  // and nothing is said of no others
  CHECK(desk::count_disagreements(*desk.shown()) == 1);
}

TEST_CASE("the back end's word stands beside ours where both say the same, and a flag without a check is not lost") {
  DeskTester desk =
      showing({flag("qual.sharp", domain::FlagVerdict::fail), flag("sky.colour", domain::FlagVerdict::warn)});
  CHECK(rows(desk) == Rows{"qual.sharp", "? sky.colour", "passed 1", "ticks 0/3"});
  const auto all = desk::check_rows(*desk.shown());
  REQUIRE(std::get<desk::FindingRow>(all[0]).theirs);
  CHECK(std::get<desk::FindingRow>(all[0]).theirs->engine == "x 1");
  CHECK(desk::count_disagreements(*desk.shown()) == 0);
}

TEST_CASE("checks that could not be made share a line, what the back end says of one keeps its own") {
  DeskTester desk = DeskTester::signed_in();
  const auto plain = checked(a_file("sub_1", flagged({flag("integ.retouch", domain::FlagVerdict::fail)}), ticked_profile()));
  auto file = std::make_shared<domain::CaseFile>(*plain);
  for (const char* id : {"integ.mirror", "seg.consistency", "integ.retouch", "eyes.gaze"}) {
    domain::Finding finding;
    finding.id = FindingId(id);
    finding.verdict = domain::Verdict::not_assessable;
    finding.why = id == std::string("eyes.gaze") ? "check.why.glasses_worn" : "check.why.no_capture";
    file->assessment->findings.push_back(finding);
  }
  desk.claim({file});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  CHECK(rows(desk) == Rows{"integ.retouch", "unseen integ.mirror seg.consistency eyes.gaze", "passed 1", "ticks 0/3"});
  press(desk, "review.toggle_passed");
  CHECK(rows(desk) == Rows{"integ.mirror", "seg.consistency", "integ.retouch", "eyes.gaze", "geom.head_top", "passed 1",
                           "ticks 0/3"});
}

TEST_CASE("by clause every clause is there with its checks and ticks, and the key goes back") {
  DeskTester desk = showing();
  press(desk, "review.by_clause");
  CHECK(rows(desk) == Rows{"# 一.3", "qual.sharp", "[ ] undistorted", "# 三.2", "[ ] two_lights",
                           "[ ] left_and_right", "# 四.2", "geom.head_top"});
  press(desk, "review.by_clause");
  CHECK(rows(desk).front() == "qual.sharp");
}

TEST_CASE("ticks are given with one key, one after the other, and go into the decision in the standard's order") {
  DeskTester desk = showing({}, {});
  press(desk, "review.tick");  // shows where it will tick, and ticks nothing
  CHECK(rows(desk) == Rows{"passed 1", "ticks 0/3", "[ ] undistorted", "[ ] two_lights", "[ ] left_and_right"});
  CHECK(desk.shown()->shown_tick == TickId("undistorted"));
  desk.ask(desk::TickClause{desk.sequence(), TickId("left_and_right")});
  desk.ask(desk::StepFinding{-1});
  desk.ask(desk::StepFinding{-1});
  CHECK(desk.shown()->shown_tick == TickId("undistorted"));
  press(desk, "review.tick");
  CHECK(desk.shown()->shown_tick == TickId("two_lights"));
  CHECK(rows(desk)[1] == "ticks 2/3");
  const auto draft = desk::draft(desk.model, *desk.shown(), domain::Outcome::approve, OpId("op"));
  CHECK(draft.ticks == std::vector{TickId("undistorted"), TickId("left_and_right")});
}

TEST_CASE("the same key on a tick that is given takes it back") {
  DeskTester desk = showing({}, {});
  press(desk, "review.tick");
  for (int i = 0; i < 3; ++i) press(desk, "review.tick");
  CHECK(rows(desk)[1] == "ticks 3/3");
  CHECK(desk.shown()->shown_tick == TickId("left_and_right"));
  press(desk, "review.tick");
  CHECK(rows(desk)[1] == "ticks 2/3");
}

TEST_CASE("a tick is asked for by nothing, refused late, and unknown ones are ignored") {
  DeskTester desk = showing({}, {});
  desk.ask(desk::TickClause{desk.sequence() + 1, TickId("two_lights")});
  CHECK(desk.told("notice.late_key"));
  press(desk, "review.tick");
  desk.ask(desk::TickClause{desk.sequence(), TickId("no_such")});
  CHECK(desk.shown()->ticks.empty());
  CHECK(desk.decide_and_save(domain::Outcome::approve) != DecisionId());
}

TEST_CASE("the cursor walks over checks and ticks alike") {
  DeskTester desk = showing();
  press(desk, "review.toggle_ticks");
  desk.ask(desk::StepFinding{1});
  CHECK(desk.shown()->shown_finding == FindingId("qual.sharp"));
  desk.ask(desk::StepFinding{1});
  CHECK(desk.shown()->shown_tick == TickId("undistorted"));
  CHECK_FALSE(desk.shown()->shown_finding);
  desk.ask(desk::StepFinding{-1});
  CHECK(desk.shown()->shown_finding == FindingId("qual.sharp"));
  CHECK_FALSE(desk.shown()->shown_tick);
  press(desk, "review.toggle_ticks");
  CHECK(rows(desk) == Rows{"qual.sharp", "passed 1", "ticks 0/3"});
}

TEST_CASE("ticks go with a case that leaves the desk and comes back") {
  DeskTester desk = showing({}, {});
  press(desk, "review.tick");
  press(desk, "review.tick");
  const auto first = desk.on_desk();
  desk.claim({checked(a_file("sub_2"))}, true);
  desk.photos_arrive();
  REQUIRE(desk.on_desk() == "sub_2");
  desk.ask(desk::OpenCase{SubmissionId(first)});
  desk.photos_arrive();
  REQUIRE(desk.on_desk() == "sub_1");
  CHECK(desk.shown()->ticks == std::vector{TickId("undistorted")});
}

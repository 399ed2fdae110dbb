#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::GoneWhy;
using domain::Outcome;

namespace {

std::shared_ptr<domain::CaseFile> copy_of(const domain::CaseFile& file) { return std::make_shared<domain::CaseFile>(file); }

// The case on the desk as the store has it by now.
std::shared_ptr<domain::CaseFile> anew(const DeskTester& desk) { return copy_of(*desk::on_desk(desk.model)); }

// A photo with everything chosen that can be: the answer, a reason with its place, a note.
DeskTester half_way() {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"), {"qual.sharp"}), checked(a_file("sub_2"))});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 6});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::SetNote{"see the eyes"});
  desk.ask(desk::ShowFinding{FindingId("qual.sharp")});
  REQUIRE(desk.shown()->reasons.size() == 1);
  return desk;
}

}  // namespace

TEST_CASE("new findings of the capture platform come to the panel and disturb nothing that was looked at or chosen") {
  DeskTester desk = half_way();
  const desk::Reviewing before = *desk.shown();
  auto file = anew(desk);
  file->review_case.submission.flags.push_back({FindingId("bg.colour"), domain::FlagVerdict::fail, 3.0, "", "backend 2"});
  file->lease.until = {};
  const auto effects = desk.hear(desk::CaseRefreshed{file});

  desk::Reviewing expected = before;
  auto merged = copy_of(*file);
  merged->lease = before.file->lease;
  REQUIRE(desk.shown());
  CHECK(*desk.shown()->file == *merged);
  CHECK(desk.shown()->panes == expected.panes);
  CHECK(desk.shown()->identity == expected.identity);
  CHECK(desk.shown()->reasons == expected.reasons);
  CHECK(desk.shown()->note == "see the eyes");
  CHECK(desk.shown()->shown_finding == FindingId("qual.sharp"));
  CHECK(desk.shown()->pass == expected.pass);
  CHECK(desk.shown()->sequence == expected.sequence);  // the key on its way still means this photo
  CHECK(desk.told("notice.changed_flags"));
  CHECK(count<desk::FetchPhoto>(effects) == 0);
  CHECK(first<desk::LoadQueue>(effects));
}

TEST_CASE("that the platform names another photo under the same version is said before anything else, and once") {
  DeskTester desk = half_way();
  auto file = anew(desk);
  file->other_photo = true;
  file->review_case.submission.student.name = "章*";
  desk.hear(desk::CaseRefreshed{file});
  REQUIRE(desk.shown());
  CHECK(desk.shown()->file->other_photo);
  CHECK(desk.shown()->reasons.size() == 1);
  CHECK(desk.told("notice.changed_other_photo"));
  const auto said = desk.model.last_notice;
  auto more = anew(desk);
  more->review_case.submission.student.name = "张*";
  desk.hear(desk::CaseRefreshed{more});
  CHECK(desk.model.last_notice == said + 1);
  CHECK(desk.model.notices.back().text == "notice.changed_student");
}

TEST_CASE("each kind of news is said in its own words, and several at once in one line") {
  struct Row {
    void (*change)(domain::CaseFile&);
    std::string_view text;
  };
  const auto row = GENERATE(
      Row{[](domain::CaseFile& f) { f.review_case.submission.student.name = "章*"; }, "notice.changed_student"},
      Row{[](domain::CaseFile& f) { f.review_case.submission.matches.push_back({}); }, "notice.changed_flags"},
      Row{[](domain::CaseFile& f) { f.review_case.due_at = f.review_case.due_at - hours(5); }, "notice.changed_due"},
      Row{[](domain::CaseFile& f) { f.assessment->findings.pop_back(); }, "notice.changed_checks"},
      Row{[](domain::CaseFile& f) { f.earlier.push_back(a_decision(a_submission("sub_0"))); }, "notice.changed_earlier"},
      Row{[](domain::CaseFile& f) {
            f.review_case.submission.student.name = "章*";
            f.review_case.due_at = kSomeDay;
          },
          "notice.changed_several"});
  DeskTester desk = DeskTester::reviewing("sub_1");
  auto file = anew(desk);
  row.change(*file);
  desk.hear(desk::CaseRefreshed{file});
  REQUIRE(desk.model.notices.size() == 1);
  CHECK(desk.model.notices[0].text == row.text);
  desk.model.notices.clear();
  desk.hear(desk::CaseRefreshed{file});
  CHECK(desk.model.notices.empty());  // heard twice, said once
}

TEST_CASE("what nobody sees changes without a word") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  auto file = anew(desk);
  file->review_case.revision += 3;
  desk.hear(desk::CaseRefreshed{file});
  CHECK(desk.model.notices.empty());
  CHECK(desk.shown()->file->review_case.revision == file->review_case.revision);
}

TEST_CASE("a check that is gone is no longer pointed at; checks that must be made anew are asked for") {
  DeskTester desk = half_way();
  auto file = anew(desk);
  std::erase_if(file->assessment->findings, [](const domain::Finding& f) { return f.id == FindingId("qual.sharp"); });
  desk.hear(desk::CaseRefreshed{file});
  CHECK_FALSE(desk.shown()->shown_finding);
  file = copy_of(*file);
  file->assessment.reset();
  CHECK(first<desk::AssessCase>(desk.hear(desk::CaseRefreshed{file})));
  CHECK(desk.shown()->reasons.size() == 1);
}

TEST_CASE("a reference photo that can be had at last is waited for: nothing is decided without it, and nothing chosen is lost") {
  DeskTester desk = DeskTester::signed_in();
  auto file = copy_of(*checked(a_file("sub_1"), {"qual.sharp"}));
  file->photo_states = {domain::PhotoState::present, domain::PhotoState::missing};
  desk.claim({file});
  desk.photos_arrive();
  REQUIRE(desk.shown()->panes[1].phase == desk::PhotoPhase::missing);
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  const std::uint64_t without = desk.sequence();
  file = anew(desk);
  file->photo_states[1] = domain::PhotoState::present;
  const auto effects = desk.hear(desk::CaseRefreshed{file});
  CHECK(desk.told("notice.changed_photos"));
  REQUIRE(count<desk::FetchPhoto>(effects) == 1);  // the other one is on the screen
  const auto* opening = std::get_if<desk::Opening>(&desk.model.review);
  REQUIRE(opening);
  CHECK(first<desk::FetchPhoto>(effects)->sha256 == opening->panes[1].sha256);
  CHECK(opening->panes[0].phase == desk::PhotoPhase::ready);
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(desk::Decide{without, Outcome::retake})));
  desk.photos_arrive();
  REQUIRE(desk.shown());
  CHECK_FALSE(first<desk::RecordDecision>(desk.ask(desk::Decide{without, Outcome::retake})));
  CHECK(desk.shown()->pass == desk::Pass::identity);  // there is a face to compare now
  CHECK(desk.shown()->reasons.size() == 1);
}

TEST_CASE("news of a photo on the contact sheet is there when it is judged, and its mark goes when the checks say otherwise") {
  DeskTester desk = DeskTester::signed_in();
  desk.ask(desk::Go{desk::Screen::sheet});
  desk.ask(desk::SheetShown{0, {}, 4, 24});
  desk.hear(desk::SheetClaimed{{checked(a_file("a", a_submission("a").without_references())), checked(a_file("b", a_submission("b").without_references()))}});
  desk.ask(desk::SheetMark{desk.model.sheet.sequence, 0});
  desk.ask(desk::SheetMark{desk.model.sheet.sequence, 1});
  REQUIRE(desk.model.sheet.tiles[0].marked);
  auto named = copy_of(*desk.model.sheet.tiles[0].file);
  named->review_case.submission.student.name = "章*";
  const auto effects = desk.hear(desk::CaseRefreshed{named});
  CHECK(count<desk::FetchPhoto>(effects) == 0);
  CHECK(desk.model.sheet.tiles[0].file->review_case.submission.student.name == "章*");
  CHECK(desk.model.sheet.tiles[0].marked);
  auto failing = copy_of(*desk.model.sheet.tiles[1].file);
  failing->assessment->findings[0].verdict = domain::Verdict::fail;
  desk.hear(desk::CaseRefreshed{failing});
  CHECK_FALSE(desk.model.sheet.tiles[1].marked);
}

TEST_CASE("news of a case that waits ahead is there when its turn comes, and not said before") {
  DeskTester desk = half_way();
  auto file = copy_of(*desk.model.prefetched.at(0).file);
  file->review_case.submission.student.name = "章*";
  desk.hear(desk::CaseRefreshed{file});
  CHECK(desk.model.notices.empty());
  CHECK(desk.model.prefetched.at(0).file->review_case.submission.student.name == "章*");
  CHECK(desk.on_desk() == "sub_1");
}

TEST_CASE("news that is about another lease, or another version, is not about this one") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  for (const bool version : {false, true}) {
    auto file = anew(desk);
    file->review_case.submission.student.name = "章*";
    version ? ++file->review_case.submission.version : ++file->lease.epoch;
    desk.hear(desk::CaseRefreshed{file});
    CHECK(desk.shown()->file->review_case.submission.student.name == "张*");
  }
}

TEST_CASE("a photo judged elsewhere while it is open is said to be, and the keys that decide are refused aloud") {
  DeskTester desk = half_way();
  const std::uint64_t old = desk.sequence();
  desk.hear(desk::CaseChanged{SubmissionId("sub_1"), GoneWhy::decided, "李督导", Outcome::retake});
  const auto* gone = std::get_if<desk::Gone>(&desk.model.review);
  REQUIRE(gone);
  CHECK(gone->by == "李督导");
  CHECK(gone->outcome == Outcome::retake);
  CHECK_FALSE(gone->kept);  // somebody has judged it: nothing to come back to
  CHECK(desk.ask(desk::Decide{old, Outcome::approve}).empty());
  CHECK(desk.told("notice.late_key"));
  CHECK(desk.ask(desk::Refuse{}).empty());
  CHECK(desk.told("notice.case_gone"));
  CHECK(desk.model.pending.empty());
  desk.ask(desk::Continue{});
  CHECK(desk.on_desk() == "sub_2");
  CHECK(desk.shown()->reasons.empty());
}

TEST_CASE("what was chosen comes back with a case that was lost and is claimed again") {
  DeskTester desk = half_way();
  const auto file = desk.shown()->file;
  desk.hear(desk::CaseChanged{SubmissionId("sub_1"), GoneWhy::lease_lost});
  CHECK(std::get<desk::Gone>(desk.model.review).kept);
  desk.ask(desk::Continue{});
  CHECK(desk.on_desk() == "sub_2");
  auto again = copy_of(*file);
  ++again->lease.epoch;
  desk.claim({again}, true);
  desk.photos_arrive();
  REQUIRE(desk.on_desk() == "sub_1");
  CHECK(desk.shown()->identity == domain::IdentityAnswer{6, {}});
  REQUIRE(desk.shown()->reasons.size() == 1);
  CHECK(desk.shown()->note == "see the eyes");
}

TEST_CASE("what was chosen for one photo is never taken over to another, nor to the next operator") {
  DeskTester desk = half_way();
  auto other = copy_of(*desk.shown()->file);
  other->review_case.submission.photos[0].sha256 = hash_of("another photo");
  desk.hear(desk::CaseChanged{SubmissionId("sub_1"), GoneWhy::lease_lost});
  SECTION("another photo") {
    desk.claim({other}, true);
  }
  SECTION("another operator") {
    desk.ask(desk::SignOut{});
    desk.hear(desk::SignedIn{an_operator("op_1", domain::Role::reviewer), {}, {}});
    desk.claim({checked(a_file("sub_1"))});
  }
  desk.photos_arrive();
  REQUIRE(desk.on_desk() == "sub_1");
  CHECK(desk.shown()->reasons.empty());
  CHECK_FALSE(desk.shown()->identity);
}

TEST_CASE("a decision on its way that somebody else has overtaken is refused with both names") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const auto effects = desk.ask(desk::Decide{desk.sequence(), Outcome::approve});
  const auto* record = first<desk::RecordDecision>(effects);
  REQUIRE(record);
  desk.hear(desk::DecisionRefused{SubmissionId("sub_1"), record->decision.op, {Errc::stale, "decided", "error.decide.decided"}, "李督导"});
  CHECK(desk.model.pending.empty());
  REQUIRE(desk.told("error.decide.decided"));
  CHECK(desk.model.notices.back().values == std::vector<std::string>{"张*", "2021sub_1", "李督导"});
}

TEST_CASE("a past decision that is looked at stays what was judged, whatever happens to its case now") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const auto file = desk.shown()->file;
  const DecisionId id = desk.decide_and_save(Outcome::approve);
  desk.ask(desk::LookBack{id});
  desk.hear(desk::PastLoaded{{desk.model.recent.at(0).decision, {}}, file});
  desk.photos_arrive();
  REQUIRE(desk::looked_back(desk.model));
  auto fresh = copy_of(*file);
  fresh->review_case.submission.student.name = "章*";
  desk.hear(desk::CaseRefreshed{fresh});
  CHECK(desk::on_screen(desk.model)->review_case.submission.student.name == "张*");
}

#include <catch2/catch.hpp>

#include <set>

#include "desk/commands.h"
#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Sheet;
using desk::TileState;
using domain::Outcome;

namespace {

desk::CaseFilePtr plain(const std::string& id, const std::vector<std::string>& failing = {}) {
  domain::Submission submission = a_submission(id);
  std::erase_if(submission.photos, [](const domain::PhotoRef& p) { return domain::is_reference(p.role); });
  domain::StandardProfile profile = a_profile();
  profile.least_view = seconds(2);
  return checked(a_file(id, submission, profile), failing);
}

// A sheet with three photos on it, all of them drawn; the second has a fault.
struct OnSheet {
  OnSheet() {
    tester.ask(desk::Go{desk::Screen::sheet});
    const auto asked = tester.ask(desk::SheetShown{0, {}, 4, 24});
    REQUIRE(first<desk::ClaimSheet>(asked));
    REQUIRE(first<desk::ClaimSheet>(asked)->count == 24);
    tester.hear(desk::SheetClaimed{{plain("a"), plain("b", {"qual.sharp"}), plain("c")}});
    REQUIRE(sheet().phase == Sheet::Phase::shown);
    draw({0, 1, 2});
  }
  Sheet& sheet() { return tester.model.sheet; }
  void draw(std::vector<std::size_t> tiles) { tester.ask(desk::SheetShown{sheet().sequence, std::move(tiles), 4, 24}); }
  void look() { tester.pass(seconds(3)); }
  void mark(std::size_t tile) { tester.ask(desk::SheetMark{sheet().sequence, tile}); }
  desk::Effects decide(Outcome outcome) { return tester.ask(desk::SheetDecide{sheet().sequence, outcome}); }
  // The store takes every decision; returns their ids.
  std::vector<DecisionId> save(const desk::Effects& effects) {
    std::vector<DecisionId> ids;
    for (const desk::Effect& effect : effects) {
      const auto* record = std::get_if<desk::RecordDecision>(&effect);
      if (!record) continue;
      domain::Decision saved = record->decision;
      saved.id = DecisionId("dec-" + saved.op.value);
      tester.hear(desk::DecisionRecorded{saved});
      ids.push_back(saved.id);
    }
    return ids;
  }
  DeskTester tester = DeskTester::signed_in();
};

}  // namespace

TEST_CASE("marked photos are approved together, each as a decision of its own") {
  OnSheet s;
  s.look();
  s.mark(0);
  s.mark(2);
  const auto effects = s.decide(Outcome::approve);
  REQUIRE(count<desk::RecordDecision>(effects) == 2);
  std::set<OpId> ops;
  for (const desk::Effect& effect : effects) {
    const auto& decision = std::get<desk::RecordDecision>(effect).decision;
    CHECK(ops.insert(decision.op).second);
    CHECK(decision.outcome == Outcome::approve);
    CHECK(decision.looked_ms >= 2'000);
  }
  CHECK(s.sheet().tiles[0].state == TileState::deciding);
  CHECK(s.sheet().tiles[1].state == TileState::open);
  s.save(effects);
  CHECK(s.sheet().tiles[2].state == TileState::decided);
  CHECK(s.tester.model.recent.size() == 2);
  CHECK(s.tester.model.pending.empty());
}

TEST_CASE("one photo that was not on screen long enough holds the whole press up, and that is said") {
  OnSheet s;
  s.tester.pass(milliseconds(1'900));
  s.mark(0);
  CHECK(s.decide(Outcome::approve).empty());
  CHECK(s.tester.told("notice.sheet_too_short"));
  s.tester.pass(milliseconds(200));
  CHECK(count<desk::RecordDecision>(s.decide(Outcome::approve)) == 1);
}

TEST_CASE("only time with the picture on screen counts; hidden it is not decided at all") {
  OnSheet s;
  s.tester.pass(seconds(1));
  s.draw({});  // covered by the help
  s.look();
  s.mark(0);
  CHECK(s.decide(Outcome::approve).empty());
  CHECK(s.tester.told("notice.sheet_not_on_screen"));
  s.draw({0, 1, 2});
  CHECK(s.decide(Outcome::approve).empty());
  CHECK(s.tester.told("notice.sheet_too_short"));
  s.tester.pass(seconds(1));
  CHECK(count<desk::RecordDecision>(s.decide(Outcome::approve)) == 1);
}

TEST_CASE("a key that was meant for other photos decides nothing") {
  OnSheet s;
  s.look();
  s.mark(0);
  const auto old = s.sheet().sequence - 1;
  CHECK(s.tester.ask(desk::SheetDecide{old, Outcome::approve}).empty());
  CHECK(s.tester.ask(desk::SheetMark{old, 1}).empty());
  CHECK_FALSE(s.sheet().tiles[1].marked);
  CHECK(s.tester.told("notice.late_key"));
}

TEST_CASE("a sweep needs one key a photo; all without a fault are marked by one") {
  OnSheet s;
  s.tester.ask(desk::SheetMark{s.sheet().sequence, {}});
  CHECK(s.sheet().tiles[0].marked);
  CHECK(s.sheet().selected == 1);
  s.tester.ask(desk::SheetStep{1, 0});
  s.tester.ask(desk::SheetMark{s.sheet().sequence, {}});
  CHECK(s.sheet().tiles[2].marked);
  CHECK_FALSE(s.sheet().tiles[1].marked);
  s.tester.ask(desk::SheetMarkAll{s.sheet().sequence});
  CHECK_FALSE(s.sheet().tiles[0].marked);  // all of those were
  s.tester.ask(desk::SheetMarkAll{s.sheet().sequence});
  CHECK(s.sheet().tiles[0].marked);
  CHECK_FALSE(s.sheet().tiles[1].marked);
}

TEST_CASE("marked photos are sent back with the reasons chosen for them, pinned where each one's own check points") {
  OnSheet s;
  s.look();
  s.mark(1);
  CHECK(s.decide(Outcome::retake).empty());
  CHECK(s.tester.told("error.decide.no_reason"));
  s.tester.ask(desk::SheetPick{s.sheet().sequence, ReasonCode("OTHER")});
  CHECK(s.tester.told("notice.sheet_reason"));
  s.tester.ask(desk::SheetPick{s.sheet().sequence, ReasonCode("BLUR")});
  const auto effects = s.decide(Outcome::retake);
  REQUIRE(count<desk::RecordDecision>(effects) == 1);
  const auto& decision = std::get<desk::RecordDecision>(effects[0]).decision;
  REQUIRE(decision.reasons.size() == 1);
  CHECK(decision.reasons[0].region == domain::Region{10, 20, 20, 40});
}

TEST_CASE("Ctrl-Z takes back all that one key decided, and nothing else") {
  OnSheet s;
  s.look();
  s.mark(0);
  const auto first_press = s.save(s.decide(Outcome::approve));
  s.mark(1);
  s.mark(2);
  const auto second_press = s.save(s.decide(Outcome::approve));
  const auto effects = s.tester.ask(desk::Undo{});
  REQUIRE(count<desk::UndoDecision>(effects) == 2);
  for (const DecisionId& id : second_press)
    CHECK(std::ranges::find(effects, desk::Effect{desk::UndoDecision{id}}) != effects.end());
  s.tester.hear(desk::Undone{second_press[0], plain("b")});
  s.tester.hear(desk::Undone{second_press[1], plain("c")});
  CHECK(s.sheet().tiles[1].state == TileState::open);
  CHECK(s.sheet().tiles[1].marked);
  CHECK(s.tester.on_desk().empty());  // they are on the sheet, not on the desk
  const auto rest = s.tester.ask(desk::Undo{});
  REQUIRE(count<desk::UndoDecision>(rest) == 1);
  CHECK(first<desk::UndoDecision>(rest)->decision == first_press[0]);
  s.tester.hear(desk::Released{first_press});
  CHECK(s.tester.ask(desk::Undo{}).empty());
}

TEST_CASE("a photo withdrawn meanwhile is named and not decided; the others are") {
  OnSheet s;
  s.look();
  s.mark(0);
  s.mark(2);
  SECTION("before the key") {
    s.tester.hear(desk::CaseChanged{SubmissionId("a"), desk::GoneWhy::withdrawn});
    CHECK(s.tester.told("notice.sheet_withdrawn"));
    CHECK(count<desk::RecordDecision>(s.decide(Outcome::approve)) == 1);
  }
  SECTION("while the key is on its way") {
    const auto effects = s.decide(Outcome::approve);
    const auto& one = std::get<desk::RecordDecision>(effects[0]).decision;
    s.tester.hear(desk::DecisionRefused{one.submission, one.op, {Errc::conflict, "withdrawn", "error.decide.withdrawn"}});
    CHECK(s.tester.told("error.decide.withdrawn"));
  }
  CHECK(s.sheet().tiles[0].state == TileState::gone);
  CHECK(s.sheet().tiles[0].why == desk::GoneWhy::withdrawn);
}

TEST_CASE("a fault found while the sheet is up shows on its tile, and what was marked before is not decided with it") {
  OnSheet s;
  s.look();
  s.mark(0);
  s.mark(2);
  s.tester.hear(desk::AssessmentArrived{SubmissionId("a"), 1, plain("a", {"dup.phash_other"})});
  CHECK(s.sheet().tiles[0].file->assessment->find(FindingId("dup.phash_other"))->verdict == domain::Verdict::fail);
  CHECK_FALSE(s.sheet().tiles[0].marked);
  CHECK(s.sheet().tiles[2].marked);
  CHECK(s.save(s.decide(Outcome::approve)).size() == 1);
}

TEST_CASE("whoever leaves the sheet gives back what is open, and what arrives too late") {
  OnSheet s;
  s.look();
  s.mark(0);
  s.save(s.decide(Outcome::approve));
  CHECK(desk::held_leases(s.tester.model).size() == 2);
  const auto effects = s.tester.ask(desk::Go{desk::Screen::review});
  REQUIRE(first<desk::ReturnCases>(effects));
  CHECK(first<desk::ReturnCases>(effects)->leases.size() == 2);
  CHECK(desk::held_leases(s.tester.model).empty());
  const auto late = s.tester.hear(desk::SheetClaimed{{plain("d")}});
  CHECK(first<desk::ReturnCases>(late)->leases.size() == 1);
}

TEST_CASE("a photo opened alone comes back to the sheet when it is decided, or undecided when one returns") {
  OnSheet s;
  s.look();
  s.tester.ask(desk::SheetSelect{1});
  s.tester.ask(desk::SheetOpen{s.sheet().sequence});
  CHECK(s.tester.model.screen == desk::Screen::review);
  s.tester.photos_arrive();
  REQUIRE(s.tester.on_desk() == "b");
  CHECK(s.sheet().tiles.size() == 2);
  CHECK(desk::held_leases(s.tester.model).size() == 3);
  SECTION("decided") {
    s.tester.decide_and_save(Outcome::approve);
    CHECK(s.tester.model.screen == desk::Screen::sheet);
    CHECK(s.sheet().tiles.size() == 2);
  }
  SECTION("not decided") {
    s.tester.ask(desk::Go{desk::Screen::sheet});
    CHECK(s.sheet().tiles.size() == 3);
    CHECK(s.tester.on_desk().empty());
  }
  SECTION("left altogether") {
    const auto effects = s.tester.ask(desk::Go{desk::Screen::history});
    CHECK(first<desk::ReturnCases>(effects)->leases.size() == 2);
  }
}

TEST_CASE("a photo whose identity was judged on the desk joins the sheet; one that was not stays behind") {
  DeskTester tester = DeskTester::reviewing("sub_1", GENERATE(true, false));
  const bool answered = tester.shown()->identity.has_value();
  tester.ask(desk::Go{desk::Screen::sheet});
  tester.ask(desk::SheetShown{0, {}, 4, 24});
  tester.hear(desk::SheetClaimed{});
  CHECK(tester.model.sheet.tiles.size() == (answered ? 1U : 0U));
  CHECK((tester.on_desk() == "sub_1") == !answered);
  CHECK(desk::held_leases(tester.model).size() == 1);
}

TEST_CASE("nothing that suits, and a store that fails, are said") {
  DeskTester tester = DeskTester::signed_in();
  tester.ask(desk::Go{desk::Screen::sheet});
  tester.ask(desk::SheetShown{0, {}, 4, 24});
  SECTION("nothing") {
    tester.hear(desk::SheetClaimed{});
    CHECK(tester.model.sheet.phase == Sheet::Phase::empty);
  }
  SECTION("failure") {
    tester.hear(desk::SheetRefused{{Errc::io, "disk", {}}});
    CHECK(tester.model.sheet.phase == Sheet::Phase::failed);
  }
  CHECK(first<desk::ClaimSheet>(tester.ask(desk::SheetMore{})));
}

#include <catch2/catch.hpp>

#include <set>

#include "desk/selectors.h"
#include "ui/layout.h"
#include "ui/ui_fixture.h"

// The panel at the right: what decides is in sight without scrolling, and stays where it is.
using namespace zhaojian;
using namespace zhaojian::test;
using desk::Key;

namespace {

// Whole: a row of this height has not been cut at the panel's edge.
void check_whole(const UiHarness& desk, const std::string& id, float least) {
  CAPTURE(id);
  const ui::Probe::Item* item = desk.find(id);
  REQUIRE(item);
  const ui::Rect side = ui::lay_out(desk.size(), desk.scale()).side;
  CHECK(item->min.y >= side.min.y);
  CHECK(item->max.y <= side.max.y);
  CHECK(item->max.y - item->min.y >= least);
}

}  // namespace

TEST_CASE("with three reasons and a note, reasons, card and identity are seen without scrolling") {
  for (const auto language : {domain::Language::zh_cn, domain::Language::en}) {
    for (const ImVec2 size : {ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      CAPTURE(size.x, static_cast<int>(language));
      UiHarness desk(assets(), size);
      desk.model.preferences.language = language;
      show(desk, "review-all_checks");
      for (const domain::GivenReason& given : the_case(desk).reasons) check_whole(desk, "reason/" + given.code.value, 24);
      check_whole(desk, "review.find_reason", 24);
      check_whole(desk, "side/note", 20);
      check_whole(desk, "side/card", size.y < 800 ? 100 : 120);  // two or four lines of it
      check_whole(desk, "side/identity", 20);
    }
  }
}

TEST_CASE("the name of every check of the standard stands whole in its row, in both languages") {
  const Shipped material = shipped(assets());
  for (const auto language : {domain::Language::zh_cn, domain::Language::en}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      UiHarness desk(assets(), size);
      desk.model.preferences.language = language;
      show(desk, "review-unsure");
      for (const auto& [id, rule] : material.profile->rules) {
        if (id.starts_with("id.")) continue;  // what the networks say stands with the answer
        auto file = std::make_shared<domain::CaseFile>(*the_case(desk).file);
        domain::Finding finding;
        finding.id = FindingId(id);
        finding.verdict = domain::Verdict::fail;
        file->assessment->findings = {finding};
        the_case(desk).file = file;
        desk.settle();
        CAPTURE(id, size.x, static_cast<int>(language));
        const ui::Probe::Item* row = desk.find("finding/" + id);
        REQUIRE(row);
        CHECK(row->text_width > 0);
        CHECK(row->text_width <= row->room);
      }
    }
  }
}

TEST_CASE("what the networks say of each reference is seen with the answer, without scrolling") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  check_whole(desk, "side/likeness/id.match_enrollment", 20);
  check_whole(desk, "side/likeness/id.match_admission", 20);
}

TEST_CASE("a supervisor, whom nothing keeps from approving it, sees beside the student that the platform has another photo") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  CHECK_FALSE(desk.find("student/other_photo"));
  show(desk, "review-other_photo");
  CHECK_FALSE(desk.find("student/other_photo"));  // a reviewer reads it beside the keys
  auto file = std::make_shared<domain::CaseFile>(*the_case(desk).file);
  file->review_case.place.round = domain::Round::supervisor;
  the_case(desk).file = file;
  desk.settle();
  const ui::Probe::Item* said = desk.find("student/other_photo");
  REQUIRE(said);
  CHECK(said->text.find(desk.texts()("student.other_photo")) != std::string::npos);
  CHECK(said->max.y <= ui::lay_out(desk.size(), desk.scale()).student.max.y);
}

TEST_CASE("the reasons stand at the same place before the checks are done and when all of them are shown") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-unsure");
  const ImVec2 before = desk.find("reason/LIGHT_UNEVEN")->min;
  desk.live = true;
  desk.press(desk::Key::x);
  CHECK(desk.find("reason/LIGHT_UNEVEN")->min.y == before.y);
  auto file = std::make_shared<domain::CaseFile>(*the_case(desk).file);
  file->assessment->findings.clear();
  the_case(desk).file = file;
  desk.settle();
  const ui::Probe::Item* first = desk.find("review.find_reason");
  REQUIRE(first);
  CHECK(desk.find("reason/LIGHT_UNEVEN")->min.x == before.x);
}

TEST_CASE("no chip moves when it is picked or put on the photo") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-unsure");
  const auto places = [&] {
    std::map<std::string, std::pair<float, float>> at;
    for (const auto& [id, item] : desk.probe().items)
      if (id.starts_with("reason/")) at[id] = {item.min.x, item.max.x};
    return at;
  };
  const auto before = places();
  REQUIRE(before.size() >= 9);
  the_case(desk).reasons = {{ReasonCode("LIGHT_UNEVEN"), "", domain::Region{140, 180, 100, 220}}, {ReasonCode("HAIR_BROW"), "", {}}};
  desk.settle();
  CHECK(places() == before);
}

TEST_CASE("no guide's name covers the face, however narrow the pane") {
  for (const float width : {1366.0F, 1920.0F}) {
    UiHarness desk(assets(), {width, 768});
    show(desk, "review-five_photos");
    for (const char* id : {"guide/guide.head_top", "guide/guide.eye_line"}) {
      CAPTURE(id, width);
      const ui::Probe::Item *tag = desk.find(id), *pane = desk.find("pane/submission");
      REQUIRE(tag);
      REQUIRE(pane);
      // The submission fills its pane; the head of the sample begins behind a quarter of its width.
      CHECK(tag->min.x >= pane->min.x);
      CHECK(tag->max.x - pane->min.x <= (pane->max.x - pane->min.x) * 0.26F);
    }
  }
}

TEST_CASE("where platform and workstation disagree, both stand there with their versions, short enough for the row") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  const auto* alarm = desk.find("alarm/geom.head_top");
  REQUIRE(alarm);
  CHECK(alarm->text.find("checks 5") != std::string::npos);
  CHECK(alarm->text.find("capture-auto 2.3") != std::string::npos);
  CHECK(alarm->text.find("onnxruntime") == std::string::npos);  // the tooltip lists the networks
}

TEST_CASE("what the panel has no room for is turned to by key, and it says that there is more") {
  UiHarness desk(assets(), {853, 533});  // 1280 × 800 at 150 %
  show(desk, "review-all_checks");
  REQUIRE(desk.find("side/more"));
  const auto turned = [&] { return desk.view.side.at; };
  CHECK(turned() == 0);
  for (int i = 0; i < 6 && desk.find("side/more"); ++i) desk.press(Key::page_down), desk.settle();
  CHECK_FALSE(desk.find("side/more"));  // the end
  CHECK(turned() > 100);
  for (int i = 0; i < 6; ++i) desk.press(Key::page_up), desk.settle();
  CHECK(turned() == 0);
  REQUIRE(desk.find("side/more"));
  desk.press(Key::page_down), desk.settle();
  REQUIRE(turned() > 0);
  the_case(desk).sequence += 1;  // the next case begins at its top
  desk.settle();
  CHECK(turned() == 0);
}

TEST_CASE("a window too narrow for the queue tells in the panel whose photo it is and what it was sent back for") {
  for (const float width : {853.0F, 960.0F}) {  // 1280 at 150 %, 1920 at 200 %
    CAPTURE(width);
    UiHarness desk(assets(), {width, 533});
    show(desk, "review-ready");
    const domain::OldReasonState& old = the_case(desk).file->old_reasons.at(0);
    check_whole(desk, "student/old/" + old.code.value, 20);  // above the reasons of today, without turning
    for (int i = 0; i < 6 && desk.find("side/more"); ++i) desk.press(Key::page_down), desk.settle();
    check_whole(desk, "student/name", 20);
    for (const char* scene : {"review-file_fact", "review-unsure"}) {  // the keys leave no room to say it beside them
      show(desk, scene);
      if (!desk.find("actions/note")) check_whole(desk, "student/approval_note", 16);
    }
  }
}

TEST_CASE("the list of checks begins with the worst on every photo, wherever it stood on the one before") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ticks");  // the cursor has gone far down
  REQUIRE_FALSE(desk.find("finding/light.lr_diff"));
  the_case(desk).sequence += 1;
  the_case(desk).shown_tick.reset();
  desk.settle();
  CHECK(desk.find("finding/light.lr_diff"));
}

TEST_CASE("the list grouped another way begins at its top, or shows where the cursor is") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  desk.live = true;
  REQUIRE(desk.find("finding/light.lr_diff"));
  the_case(desk).shown_finding = FindingId("light.lr_diff");
  desk.press(Key::b), desk.settle();
  REQUIRE(the_case(desk).by_clause);
  CHECK(desk.find("finding/light.lr_diff"));  // far down among the clauses
  CHECK_FALSE(desk.find("clause/一.1"));
  the_case(desk).shown_finding.reset();
  desk.press(Key::b), desk.settle();
  CHECK(desk.find("finding/light.lr_diff"));  // the worst, at the top
}

TEST_CASE("while a case is opened the panel and the tools stand where they will, and cannot be pressed") {
  for (const ImVec2 size : {ImVec2{1366, 768}, ImVec2{1920, 1080}, ImVec2{960, 1080}}) {  // the last without the queue
    for (const std::string_view scene : {"review-loading", "review-loading_judged"}) {
      CAPTURE(size.x, scene);
      UiHarness desk(assets(), size);
      show(desk, std::string(scene));
      const bool asks = scene == "review-loading";
      std::set<std::string> expected{"review.identity_pass", "review.standard_pass", "view.registered"};
      if (asks) for (int step = 1; step <= 7; ++step) expected.insert("identity/" + std::to_string(step));
      else expected.insert({"side/opening/checks", "side/card", "side/identity", "reason/LIGHT_UNEVEN", "review.find_reason", "view.guides"});
      for (const std::string& id : expected) {
        CAPTURE(id);
        const ui::Probe::Item* item = desk.find(id);
        REQUIRE(item);
        CHECK_FALSE(item->enabled);
        static_cast<void>(desk.taken());
        desk.click(id);
        CHECK(desk.taken().empty());
      }
      CHECK_FALSE(desk.find("tools/shown_as"));  // nothing is said of what is not shown yet

      const auto before = desk.probe().items;
      desk::Reviewing now = desk::as_it_opens(std::get<desk::Opening>(desk.model.review));
      for (desk::PaneState& pane : now.panes) pane.phase = desk::PhotoPhase::ready;
      now.sequence = 1;
      desk.model.review = now;
      desk.settle();
      for (const auto& [id, was] : before) {
        const ui::Probe::Item* is = desk.find(id);
        if (id == "waiting" || id == "side/opening/checks") continue;
        CAPTURE(id);
        REQUIRE(is);
        CHECK((is->min.x == was.min.x && is->min.y == was.min.y && is->max.y == was.max.y));
      }
    }
  }
}

TEST_CASE("nothing is promised below where everything stands already") {
  for (const float width : {1440.0F, 1920.0F}) {
    UiHarness desk(assets(), {width, width * 9 / 16});
    show(desk, "review-unreadable");  // no answer, no reasons: nothing after the card but one line
    CAPTURE(width);
    CHECK_FALSE(desk.find("side/more"));
  }
}

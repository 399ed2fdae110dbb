#include <catch2/catch.hpp>

#include <algorithm>

#include "ui/screens/palette_entries.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

TEST_CASE("words are found by their beginning, by a part, or by letters in order") {
  CHECK(ui::fit("", "Retake") == 3);
  CHECK(ui::fit("RET", "Retake") == 3);
  CHECK(ui::fit("take", "Retake") == 2);
  CHECK(ui::fit("rtk", "Retake") == 1);
  CHECK(ui::fit("kt", "Retake") == 0);
  CHECK(ui::fit("重拍", "退回重拍") == 2);
}

TEST_CASE("numbers and submission ids are told from words") {
  for (const char* id : {"2021040117", "sub_20231101003", "A-77", "018b8a1e-77d2"}) {
    CAPTURE(id);
    CHECK(ui::looks_like_an_id(id));
  }
  for (const char* word : {"", "201", "approve", "张三2021", "two words 2"}) {
    CAPTURE(word);
    CHECK_FALSE(ui::looks_like_an_id(word));
  }
}

TEST_CASE("the palette opens with its field ready, runs a command by name and closes") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  REQUIRE(desk.view.palette.open);
  desk.type("retake");
  CHECK(desk.find("palette/field")->text == "retake");
  REQUIRE(desk.find("palette/review.retake"));
  CHECK_FALSE(desk.find("palette/review.approve"));
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Decide{1, domain::Outcome::retake}});
  CHECK_FALSE(desk.view.palette.open);
}

TEST_CASE("keys typed into the palette are text and decide nothing") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  for (const Key key : {Key::a, Key::r, Key::d1, Key::s, Key::n}) desk.press(key);
  CHECK(desk.taken().empty());
  CHECK(desk.view.palette.typed == "ar1sn");
  CHECK_FALSE(desk.view.aside_menu);
  desk.press(Key::escape);
  CHECK_FALSE(desk.view.palette.open);
  CHECK(desk.taken().empty());
}

TEST_CASE("the arrows choose a line, a click runs it, a click beside the box closes it") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  desk.press(Key::down);
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Decide{1, domain::Outcome::retake}});
  desk.press(Chord{Key::k, true});
  desk.click("palette/review.escalate");
  CHECK(desk.view.aside_menu == domain::AsideKind::escalate);
  desk.press(Key::d1);
  CHECK(desk.taken() == desk::Intents{desk::Escalate{1, "identity"}});
  desk.press(Chord{Key::k, true});
  desk.click_at({20, 600});
  CHECK_FALSE(desk.view.palette.open);
  CHECK(desk.taken().empty());
}

TEST_CASE("a command that cannot be had now is shown, dimmed, and does not run") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  desk.type("review.continue");
  REQUIRE(desk.find("palette/review.continue"));
  CHECK_FALSE(desk.find("palette/review.continue")->enabled);
  desk.press(Key::enter);
  CHECK(desk.taken().empty());
  CHECK(desk.view.palette.open);
  desk.type("x");  // typing goes on
  CHECK(desk.view.palette.typed == "review.continuex");
}

TEST_CASE("a number in the queue opens that photo, another is looked for first") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  desk.type("2021040203");
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::review}, desk::OpenCase{SubmissionId("sub_2021040203")}});

  desk.press(Chord{Key::k, true});
  desk.type("2019888888");
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::review}, desk::FilterQueue{"2019888888"}});

  desk.press(Chord{Key::k, true});
  desk.type(" sub_20231101003 ");
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::review}, desk::OpenCase{SubmissionId("sub_20231101003")}});
}

TEST_CASE("by a student's number everybody can see what was decided; who only reads is offered that first") {
  UiHarness desk(assets());
  show(desk, "review-read_only");
  desk.press(Chord{Key::k, true});
  desk.type("2019888888");
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::LookUp{"2019888888"}});

  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  desk.type("2019888888");
  desk.press(Key::down);
  desk.press(Key::down);
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::LookUp{"2019888888"}});
}

TEST_CASE("the keys are shown by ? and put away by ? or Escape; nothing is decided meanwhile") {
  UiHarness desk(assets());
  const Chord question{Key::slash, false, true};
  for (const Chord& closing : {question, Chord{Key::escape}}) {
    show(desk, "review-ready");
    desk.press(question);
    REQUIRE(desk.view.help);
    CHECK(desk.find("help/box"));
    desk.press(Key::a);
    CHECK(desk.taken().empty());
    desk.press(closing);
    CHECK_FALSE(desk.view.help);
    desk.press(Key::s);
    CHECK(desk.view.aside_menu == domain::AsideKind::escalate);
    desk.press(Key::escape);
  }
}

TEST_CASE("a command chosen in the palette never decides on a photo that came meanwhile") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  desk.press(Chord{Key::k, true});
  desk.type("retake");
  the_case(desk).sequence = 7;  // an undone photo came back under the open palette
  desk.press(Key::enter);
  for (const desk::Effect& effect : desk.effects()) CHECK_FALSE(std::holds_alternative<desk::RecordDecision>(effect));
  CHECK(desk.find("notice/notice.late_key"));
}

TEST_CASE("on the contact sheet the palette offers its commands, and they act on it") {
  UiHarness desk(assets());
  show(desk, "sheet-shown");
  desk.press(Chord{Key::k, true});
  desk.type("sheet.mark_all");
  REQUIRE(desk.find("palette/sheet.mark_all"));
  desk.press(Key::enter);
  const desk::Intents asked = desk.taken();
  CHECK(std::ranges::count(asked, desk::Intent{desk::SheetMarkAll{desk.model.sheet.sequence}}) == 1);
  show(desk, "review-ready");
  desk.press(Chord{Key::k, true});
  desk.type("sheet.");
  CHECK_FALSE(desk.find("palette/sheet.approve"));
}

TEST_CASE("every box over the screen says which key puts it away") {
  UiHarness desk(assets());
  for (const char* scene : {"review-palette", "review-reason_finder", "review-skip_menu", "review-reverse_menu"}) {
    CAPTURE(scene);
    show(desk, scene);
    CHECK(desk.find("dialog/Esc"));
  }
}

#include <catch2/catch.hpp>

#include "ui/draw.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;
using desk::KeyPress;

TEST_CASE("keys act in the order they were pressed, each for the case it was pressed on") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  const std::vector<KeyPress> presses{{Chord{Key::d1}, false, 1}, {Chord{Key::r}, false, 1}, {Chord{Key::a}, false, 2}};
  const desk::Intents asked = ui::take_keys(desk.model, desk.view, presses, false);
  REQUIRE(asked.size() == 3);
  CHECK(std::get<desk::PickReason>(asked[0]).sequence == 1);
  CHECK(asked[1] == desk::Intent{desk::Decide{1, domain::Outcome::retake}});
  CHECK(asked[2] == desk::Intent{desk::Decide{2, domain::Outcome::approve}});
}

TEST_CASE("in a text field letters are text") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  std::vector<KeyPress> presses;
  for (int key = 0; key <= static_cast<int>(Key::d9); ++key) presses.push_back({{static_cast<Key>(key)}, false, 1});
  CHECK(ui::take_keys(desk.model, desk.view, presses, true).empty());
  const desk::KeyPress approve{{Key::a}, false, 1};
  CHECK(ui::take_keys(desk.model, desk.view, {&approve, 1}, false).size() == 1);
}

TEST_CASE("every deciding button does what its key does") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  const std::pair<const char*, Key> pairs[] = {{"review.approve", Key::a},
                                               {"review.retake", Key::r},
                                               {"review.identity_doubt", Key::i},
                                               {"review.reprocess", Key::p}};
  for (const auto& [button, key] : pairs) {
    CAPTURE(button);
    desk.click(button);
    const desk::Intents clicked = desk.taken();
    const bool laid_out = desk.view.finder.open;  // the reasons it cannot do without
    REQUIRE(clicked.size() + (laid_out ? 1 : 0) == 1);
    if (laid_out) desk.press(Key::escape);
    desk.press(key);
    CHECK(desk.taken() == clicked);
    CHECK(desk.view.finder.open == laid_out);
    if (laid_out) desk.press(Key::escape);
  }
}

TEST_CASE("escalating asks for a reason, by button as by key") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Key::s);
  CHECK(desk.view.aside_menu == domain::AsideKind::escalate);
  desk.press(Key::escape);
  CHECK_FALSE(desk.view.aside_menu);
  desk.click("review.escalate");
  CHECK(desk.view.aside_menu == domain::AsideKind::escalate);
  CHECK(desk.taken().empty());
}

TEST_CASE("skipping asks for a reason by one key") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Key::n);
  REQUIRE(desk.view.aside_menu);
  CHECK(desk.taken().empty());
  desk.press(Key::d2);
  CHECK(desk.taken() == desk::Intents{desk::Skip{1, "need_colleague"}});
  CHECK_FALSE(desk.view.aside_menu);
  desk.press(Key::n);
  desk.press(Key::escape);
  CHECK_FALSE(desk.view.aside_menu);
  CHECK(desk.taken().empty());
}

TEST_CASE("reasons are found by pinyin initials, and the key that opens the finder is not typed into it") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.press(Key::slash);
  REQUIRE(desk.view.finder.open);
  desk.type("zpmh");
  CHECK(desk.view.finder.typed == "zpmh");
  desk.press(Key::enter);
  const desk::Intents asked = desk.taken();
  REQUIRE(asked.size() == 1);
  CHECK(std::get<desk::PickReason>(asked[0]).code == ReasonCode("BLUR"));
  CHECK_FALSE(desk.view.finder.open);
}

TEST_CASE("an outcome that wants a reason the digits do not offer lays those out, and is pressed again") {
  UiHarness desk(assets());
  desk.live = true;
  for (const auto& [key, fits] : {std::pair{Key::i, &domain::Reason::identity}, std::pair{Key::p, &domain::Reason::system_fault}}) {
    show(desk, "review-unsure");
    the_case(desk).reasons.clear();
    desk.press(key);
    REQUIRE(desk.view.finder.open);
    CHECK(desk.effects().empty());
    std::size_t offered = 0;
    for (const domain::Reason& reason : desk.model.reasons->reasons) {
      if (!desk.find("finder/" + reason.code.value)) continue;
      CHECK(reason.*fits);
      ++offered;
    }
    CHECK(offered >= 2);
    desk.type("1");
    CHECK_FALSE(desk.view.finder.open);
    REQUIRE(the_case(desk).reasons.size() == 1);
    desk.press(key);
    const desk::Effects effects = desk.effects();
    REQUIRE_FALSE(effects.empty());
    CHECK(std::holds_alternative<desk::RecordDecision>(effects[0]));
  }
}

TEST_CASE("a decision by key goes through the whole desk, and the second press of a slow finger hits nothing") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  desk.press(Key::r);
  const desk::Effects effects = desk.effects();
  REQUIRE_FALSE(effects.empty());
  CHECK(std::holds_alternative<desk::RecordDecision>(effects[0]));
  CHECK(std::holds_alternative<desk::Claiming>(desk.model.review));
  desk.press(Key::r);
  CHECK(desk.effects().empty());
}

TEST_CASE("the screens are reached by their keys from every list") {
  UiHarness desk(assets());
  show(desk, "history-ready");
  desk.live = true;
  const std::pair<Key, desk::Screen> places[] = {{Key::f2, desk::Screen::outbox},
                                                 {Key::f3, desk::Screen::problems},
                                                 {Key::f4, desk::Screen::history},
                                                 {Key::f6, desk::Screen::settings},
                                                 {Key::f1, desk::Screen::review}};
  for (const auto& [key, screen] : places) {
    desk.press(key);
    CHECK(desk.model.screen == screen);
  }
}

TEST_CASE("Escape leaves the note and keeps what was written") {
  UiHarness desk(assets());
  show(desk, "review-all_checks");
  desk.live = true;
  desk.click("side/note");
  desk.type("摘下耳机");
  const std::string written = the_case(desk).note;
  REQUIRE(written.find("摘下耳机") != std::string::npos);
  desk.press(Key::escape);
  desk.settle();
  CHECK(the_case(desk).note == written);
  CHECK(desk.view.note == written);
  desk.press(Key::g);  // a command again
  CHECK_FALSE(the_case(desk).guides);
}

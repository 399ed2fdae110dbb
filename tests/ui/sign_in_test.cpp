#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Key;

TEST_CASE("an operator signs in by digit, by Enter, by button or by double click") {
  UiHarness desk(assets());
  show(desk, "sign_in-ready");
  desk.press(Key::d3);
  CHECK(desk.taken() == desk::Intents{desk::SignIn{OperatorId("3")}});
  desk.press(Key::up);
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::SignIn{OperatorId("2")}});
  desk.press(Key::down);
  desk.press(Key::down);
  desk.click("sign_in/enter");
  CHECK(desk.taken() == desk::Intents{desk::SignIn{OperatorId("4")}});
  desk.click("sign_in/0");
  CHECK(desk.taken().empty());  // one click only selects
  desk.double_click("sign_in/0");
  CHECK(desk.taken() == desk::Intents{desk::SignIn{OperatorId("1")}});
  desk.press(Key::d9);
  CHECK(desk.taken().empty());  // there is no ninth
}

TEST_CASE("who has been switched off is not offered") {
  UiHarness desk(assets());
  show(desk, "sign_in-ready");
  desk.model.operators[0].active = false;
  desk.settle();
  desk.press(Key::d1);
  CHECK(desk.taken() == desk::Intents{desk::SignIn{OperatorId("2")}});
}

TEST_CASE("language, theme and settings can be had before anybody has signed in") {
  UiHarness desk(assets());
  show(desk, "sign_in-ready");
  desk.live = true;
  desk.press(Key::l);
  CHECK(desk.model.preferences.language == domain::Language::en);
  desk.settle();
  CHECK(desk.says("Sign in"));
  desk.click("sign_in/language");
  CHECK(desk.model.preferences.language == domain::Language::zh_cn);
  desk.press(Key::t);
  CHECK(desk.model.preferences.theme == desk::ThemeName::light);
  desk.press(Key::f6);
  CHECK(desk.model.screen == desk::Screen::settings);
  desk.press(Key::escape);
  CHECK(desk.model.screen == desk::Screen::sign_in);
}

TEST_CASE("without operators it is said how to get one, and the list can be read again") {
  UiHarness desk(assets());
  show(desk, "sign_in-empty");
  desk.press(Key::enter);
  desk.press(Key::d1);
  CHECK_FALSE(desk.find("sign_in/enter"));
  CHECK(desk.taken().empty());
  desk.click("sign_in/retry");
  CHECK(desk.taken() == desk::Intents{desk::Refresh{}});
  desk.press(Key::f5);
  CHECK(desk.taken() == desk::Intents{desk::Refresh{}});
}

#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Key;

TEST_CASE("a failed message is sent again by its key, by Enter, by the button and by a double click") {
  UiHarness desk(assets());
  show(desk, "outbox-ready");
  for (int i = 0; i < 3; ++i) desk.press(Key::down);
  CHECK(desk.view.list_selected == 3);
  const auto& rows = std::get<std::vector<desk::OutboxRow>>(desk.model.outbox_rows);
  const desk::Intents replay{desk::ReplayEvent{rows[3].event.id}};
  static_cast<void>(desk.taken());

  desk.press(Key::r);
  CHECK(desk.taken() == replay);
  desk.press(Key::enter);
  CHECK(desk.taken() == replay);
  desk.click("outbox/replay");
  CHECK(desk.taken() == replay);
  desk.press(Key::home);
  desk.double_click("outbox/3");
  CHECK(desk.taken() == replay);
}

TEST_CASE("what is not dead cannot be sent again") {
  UiHarness desk(assets());
  show(desk, "outbox-ready");
  REQUIRE(desk.find("outbox/replay"));
  CHECK_FALSE(desk.find("outbox/replay")->enabled);
  desk.press(Key::r);
  desk.press(Key::enter);
  desk.click("outbox/replay");
  CHECK(desk.taken().empty());
}

TEST_CASE("an address that was switched off is an alarm over the list") {
  UiHarness desk(assets());
  show(desk, "outbox-endpoint_off");
  REQUIRE(desk.find("outbox/endpoint_off"));
  CHECK(desk.says("410"));
  show(desk, "outbox-ready");
  CHECK_FALSE(desk.find("outbox/endpoint_off"));
}

TEST_CASE("the selection follows the keys, stays inside and stays in sight in a list of thousands") {
  UiHarness desk(assets());
  show(desk, "problems-ready");
  std::vector<desk::ProblemRow> many(5'000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].id = std::to_string(i);
  desk.model.problem_rows = many;
  desk.settle();
  desk.press(Key::up);
  CHECK(desk.view.list_selected == 0);
  desk.press(Key::end);
  CHECK(desk.view.list_selected == 4'999);
  desk.settle();
  CHECK(desk.find("problems/4999"));
  CHECK_FALSE(desk.find("problems/0"));
  CHECK(desk.probe().items.size() < 100);  // only what is in sight is drawn
  desk.press(Key::down);
  CHECK(desk.view.list_selected == 4'999);
  desk.press(Key::page_up);
  CHECK(desk.view.list_selected < 4'999);
  desk.press(Key::home);
  desk.settle();
  CHECK(desk.find("problems/0"));

  desk.model.problem_rows = std::vector<desk::ProblemRow>{many[0]};  // the list became short
  desk.view.list_selected = 70;
  desk.settle();
  CHECK(desk.view.list_selected == 0);
}

TEST_CASE("a decision that is still held can be undone in the list; the others can be looked at") {
  UiHarness desk(assets());
  show(desk, "history-ready");
  const auto& rows = std::get<std::vector<desk::HistoryRow>>(desk.model.history_rows);
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::Undo{rows[0].decision.id}});
  desk.click("history/undo");
  CHECK(desk.taken() == desk::Intents{desk::Undo{rows[0].decision.id}});
  desk.click("history/1");
  CHECK(desk.view.list_selected == 1);
  desk.press(Key::enter);
  CHECK(desk.taken() == desk::Intents{desk::LookBack{rows[1].decision.id}});
  desk.click("history/undo");
  CHECK(desk.taken() == desk::Intents{desk::LookBack{rows[1].decision.id}});
}

TEST_CASE("the list of decisions knows at once what became of them") {
  UiHarness desk(assets());
  show(desk, "history-ready");
  const DecisionId first = std::get<std::vector<desk::HistoryRow>>(desk.model.history_rows)[0].decision.id;
  SECTION("undone") { desk.model.recent[0].decision.state = domain::DecisionState::undone; }
  SECTION("released") { desk.model.recent[0].decision.state = domain::DecisionState::released; }
  SECTION("out of time") { desk.model.now = desk.model.now + seconds(60); }
  desk.settle();
  desk.click("history/undo");
  CHECK(desk.taken() == desk::Intents{desk::LookBack{first}});
}

TEST_CASE("a list that could not be read offers to try again") {
  UiHarness desk(assets());
  for (const char* list : {"outbox", "problems", "history"}) {
    show(desk, std::string(list) + "-failed");
    desk.click(std::string(list) + "/retry");
    CHECK(desk.taken() == desk::Intents{desk::Refresh{}});
    desk.press(Key::f5);
    CHECK(desk.taken() == desk::Intents{desk::Refresh{}});
  }
}

TEST_CASE("while the platform is away each list says what that means for it") {
  UiHarness desk(assets());
  for (const char* list : {"outbox", "problems", "history"}) {
    show(desk, std::string(list) + "-offline");
    CHECK(desk.find("page/offline"));
    show(desk, std::string(list) + "-ready");
    CHECK_FALSE(desk.find("page/offline"));
  }
}

TEST_CASE("settings change by keys and by mouse, each choice at once") {
  UiHarness desk(assets());
  show(desk, "settings-ready");
  desk.press(Key::right);
  desk::Preferences wanted = desk.model.preferences;
  wanted.language = domain::Language::en;
  CHECK(desk.taken() == desk::Intents{desk::SetPreferences{wanted}});

  desk.live = true;
  desk.press(Key::down);
  desk.press(Key::right);
  CHECK(desk.model.preferences.theme == desk::ThemeName::light);
  desk.press(Key::right);  // there is no third theme
  CHECK(desk.model.preferences.theme == desk::ThemeName::light);
  desk.press(Key::down);
  for (int i = 0; i < 3; ++i) desk.press(Key::right);
  CHECK(desk.model.preferences.scale == 1.5F);
  desk.press(Key::left);
  CHECK(desk.model.preferences.scale == 1.25F);
  desk.click("settings/scale/0");
  CHECK(desk.model.preferences.scale == 0);
  desk.click("settings/language/1");
  CHECK(desk.model.preferences.language == domain::Language::en);
  CHECK(desk.says("Automatic"));
  CHECK(desk.effects().size() >= 5);  // kept in the store
}

TEST_CASE("from the settings one gets back to the sign-in") {
  UiHarness desk(assets());
  show(desk, "settings-signed_out");
  desk.press(Key::escape);
  CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::sign_in}});
  desk.click("page/back");
  CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::sign_in}});
}

TEST_CASE("from every page beside the desk Escape leads back, and the page says so") {
  UiHarness desk(assets());
  for (const char* page : {"outbox-ready", "problems-ready", "history-ready", "settings-ready"}) {
    CAPTURE(page);
    show(desk, page);
    REQUIRE(desk.find("page/back"));
    desk.press(Key::escape);
    CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::review}});
    desk.click("page/back");
    CHECK(desk.taken() == desk::Intents{desk::Go{desk::Screen::review}});
  }
  // What lies over it goes first: a notice that stays, then the page.
  show(desk, "history-ready");
  desk.live = true;
  desk.model.notices = {{desk::NoticeKind::error, "error.store.stale", {}, desk.model.now + days(1), 2}};
  desk.press(Key::escape);
  CHECK(desk.model.screen == desk::Screen::history);
  CHECK(desk.model.notices.empty());
  desk.press(Key::escape);
  CHECK(desk.model.screen == desk::Screen::review);
}

TEST_CASE("when the network goes, no line of a page moves") {
  UiHarness desk(assets());
  for (const char* list : {"outbox", "problems", "history"}) {
    show(desk, std::string(list) + "-ready");
    const auto before = desk.probe().items;
    show(desk, std::string(list) + "-offline");
    for (const char* row : {"/0", "/1"}) {
      const std::string id = std::string(list) + row;
      CAPTURE(id);
      REQUIRE(desk.find(id));
      CHECK(desk.find(id)->min.y == before.at(id).min.y);
    }
  }
}

TEST_CASE("a page begins at its first line, wherever one stood on the page before") {
  UiHarness desk(assets());
  show(desk, "outbox-ready");
  desk.live = true;
  desk.press(Key::end);
  CHECK(desk.view.list_selected > 3);
  desk.model.history_rows = std::get<std::vector<desk::HistoryRow>>(scene(shipped(assets()), "history-ready").model.history_rows);
  desk.press(Key::f4);
  desk.settle();
  CHECK(desk.view.list_selected == 0);
}

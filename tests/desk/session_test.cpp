#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Screen;

TEST_CASE("choosing an operator opens a session, once") {
  DeskTester desk;
  CHECK(desk.ask(desk::SignIn{OperatorId("op_1")}) == desk::Effects{desk::OpenSession{OperatorId("op_1")}});
  desk.hear(desk::SignedIn{an_operator("op_1"), {}, {}});
  CHECK(desk.model.screen == Screen::review);
  CHECK(desk.ask(desk::SignIn{OperatorId("op_2")}).empty());
}

TEST_CASE("a second answer to a double sign-in does not clear the desk") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  CHECK(desk.hear(desk::SignedIn{an_operator("op_1"), {}, {}}).empty());
  CHECK(desk.on_desk() == "sub_1");
}

TEST_CASE("signing out gives every case back and shows the operators again") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  const auto effects = desk.ask(desk::SignOut{});
  REQUIRE(first<desk::ReturnCases>(effects));
  CHECK(first<desk::ReturnCases>(effects)->leases.size() == 2);
  CHECK(first<desk::CloseSession>(effects));
  CHECK(first<desk::LoadOperators>(effects));
  CHECK(desk.model.screen == Screen::sign_in);
  CHECK_FALSE(desk.model.me);
  CHECK(desk.model.prefetched.empty());
  CHECK(desk.model.recent.empty());
}

TEST_CASE("cases claimed for somebody who has left go straight back") {
  DeskTester desk = DeskTester::signed_in();
  desk.ask(desk::SignOut{});
  const auto nobody = desk.claim({checked(a_file("sub_1"))});
  REQUIRE(first<desk::ReturnCases>(nobody));

  desk.hear(desk::SignedIn{an_operator("op_2"), {}, {}});
  const auto somebody_else = desk.claim({checked(a_file("sub_1"))});
  REQUIRE(first<desk::ReturnCases>(somebody_else));
  CHECK(first<desk::ReturnCases>(somebody_else)->leases[0].holder == OperatorId("op_1"));
  CHECK(desk.on_desk().empty());
}

TEST_CASE("nobody leaves while a decision is still being saved") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.ask(desk::Decide{desk.sequence(), domain::Outcome::approve});
  CHECK(desk.ask(desk::SignOut{}).empty());
  CHECK(desk.ask(desk::Quit{}).empty());
  CHECK(desk.told("notice.still_saving"));
  desk.hear(desk::StoreFailed{{Errc::io, "disk", {}}});
  CHECK(first<desk::CloseWindow>(desk.ask(desk::Quit{})));  // with a broken store there is nothing to wait for
}

TEST_CASE("closing the window gives the cases back first") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const auto effects = desk.ask(desk::Quit{});
  REQUIRE(effects.size() == 2);
  CHECK(std::holds_alternative<desk::ReturnCases>(effects[0]));
  CHECK(std::holds_alternative<desk::CloseWindow>(effects[1]));
}

TEST_CASE("before anybody has signed in there are the settings and the way back from them, nothing else") {
  DeskTester desk;
  for (const Screen screen : {Screen::review, Screen::outbox, Screen::problems, Screen::history}) {
    CHECK(desk.ask(desk::Go{screen}).empty());
    CHECK(desk.model.screen == Screen::sign_in);
  }
  desk.ask(desk::Go{Screen::settings});
  CHECK(desk.model.screen == Screen::settings);
  CHECK(first<desk::LoadOperators>(desk.ask(desk::Go{Screen::sign_in})));
  CHECK(desk.model.screen == Screen::sign_in);
}

TEST_CASE("whoever has signed in does not see the sign-in screen until he signs out") {
  DeskTester desk = DeskTester::signed_in();
  desk.ask(desk::Go{Screen::sign_in});
  CHECK(desk.model.screen == Screen::review);
}

TEST_CASE("a list is read anew each time it is opened, and its failure is shown in its place") {
  DeskTester desk = DeskTester::signed_in();
  CHECK(first<desk::LoadOutbox>(desk.ask(desk::Go{Screen::outbox})));
  CHECK(std::holds_alternative<desk::Loading>(desk.model.outbox_rows));
  desk.hear(desk::PageFailed{Screen::outbox, {Errc::io, "disk", {}}});
  CHECK(std::holds_alternative<desk::Failed>(desk.model.outbox_rows));
  const auto again = desk.ask(desk::Refresh{});
  CHECK(first<desk::PollNow>(again));
  CHECK(first<desk::LoadOutbox>(again));
  desk.hear(desk::OutboxLoaded{});
  CHECK(std::holds_alternative<std::vector<desk::OutboxRow>>(desk.model.outbox_rows));
  CHECK(first<desk::LoadProblems>(desk.ask(desk::Go{Screen::problems})));
  CHECK(first<desk::LoadHistory>(desk.ask(desk::Go{Screen::history})));
  CHECK(desk.ask(desk::ReplayEvent{EventId("e")}) ==
        desk::Effects{desk::ReplayDeadEvent{EventId("e")}, desk::LoadOutbox{}});
}

TEST_CASE("the queue shows the answer to the newest question only") {
  DeskTester desk = DeskTester::signed_in();
  const auto old = desk.model.queue.ticket;
  const auto asked = desk.ask(desk::FilterQueue{"2021"});
  REQUIRE(first<desk::LoadQueue>(asked));
  CHECK(first<desk::LoadQueue>(asked)->filter == "2021");
  desk.hear(desk::QueueLoaded{old, 0, 99, {}});
  CHECK(desk.model.queue.total == 0);
  desk.hear(desk::QueueLoaded{desk.model.queue.ticket, 0, 3, {}});
  CHECK(desk.model.queue.total == 3);
  desk.ask(desk::ScrollQueue{50});
  CHECK(desk.model.queue.offset == 2);
  desk.hear(desk::QueueFailed{desk.model.queue.ticket, {Errc::io, "disk", {}}});
  CHECK(std::holds_alternative<desk::Failed>(desk.model.queue.rows));
}

TEST_CASE("a filter goes with the last photo it found, not with a search that finds nothing") {
  DeskTester desk = DeskTester::signed_in();
  desk.ask(desk::FilterQueue{"2021"});
  CHECK(desk.hear(desk::QueueLoaded{desk.model.queue.ticket, 0, 0, {}}).empty());
  CHECK(desk.model.queue.filter == "2021");  // a typing mistake: it stays, to be mended

  desk.ask(desk::FilterQueue{"2022"});
  desk.hear(desk::QueueLoaded{desk.model.queue.ticket, 0, 1, {}});
  const auto asked = desk.hear(desk::QueueLoaded{desk.model.queue.ticket, 0, 0, {}});  // decided meanwhile
  REQUIRE(first<desk::LoadQueue>(asked));
  CHECK(first<desk::LoadQueue>(asked)->filter.empty());
  CHECK(desk.model.queue.filter.empty());
}

TEST_CASE("preferences are the operator's own and are kept") {
  DeskTester desk;
  const desk::Preferences light{domain::Language::en, desk::ThemeName::light, 1.5F};
  CHECK(desk.ask(desk::SetPreferences{light}).empty());  // nobody to keep them for
  CHECK(desk.model.preferences == light);
  desk.hear(desk::SignedIn{an_operator("op_1"), desk::Preferences{}, {}});
  CHECK(desk.model.preferences == desk::Preferences{});
  CHECK(desk.ask(desk::SetPreferences{light}) == desk::Effects{desk::SavePreferences{OperatorId("op_1"), light}});
}

TEST_CASE("who has no preferences yet keeps the language chosen before signing in, and nobody else's") {
  DeskTester desk;
  const desk::Preferences english{domain::Language::en, desk::ThemeName::light, 1.5F};
  desk.ask(desk::SetPreferences{english});
  const auto effects = desk.hear(desk::SignedIn{an_operator("op_1"), {}, {}});
  CHECK(desk.model.preferences == english);
  REQUIRE(first<desk::SavePreferences>(effects));
  CHECK(*first<desk::SavePreferences>(effects) == desk::SavePreferences{OperatorId("op_1"), english});
  desk.ask(desk::SignOut{});
  CHECK_FALSE(first<desk::SavePreferences>(desk.hear(desk::SignedIn{an_operator("op_2"), {}, {}})));
  CHECK(desk.model.preferences == desk::Preferences{});
}

TEST_CASE("notices go by themselves, errors stay until they are dismissed") {
  DeskTester desk = DeskTester::signed_in();
  desk.hear(desk::Said{desk::NoticeKind::info, "notice.undone", {}});
  desk.hear(desk::Said{desk::NoticeKind::error, "error.code.io", {}});
  desk.hear(desk::Said{desk::NoticeKind::info, "notice.undone", {}});
  REQUIRE(desk.model.notices.size() == 2);  // the same line is not said twice
  desk.pass(seconds(60));
  REQUIRE(desk.model.notices.size() == 1);
  desk.ask(desk::DismissNotice{desk.model.notices[0].id});
  CHECK(desk.model.notices.empty());
  for (int i = 0; i < 10; ++i) desk.hear(desk::Said{desk::NoticeKind::error, "error.code.io", {std::to_string(i)}});
  CHECK(desk.model.notices.size() == 4);
}

TEST_CASE("a clock that jumps back does not stop the refresh") {
  DeskTester desk = DeskTester::signed_in();
  CHECK(first<desk::LoadQueue>(desk.hear(desk::Tick{desk.model.now - hours(5)})));
}

TEST_CASE("a page read again keeps its lines until the new ones are there, and nobody sees another operator's") {
  DeskTester desk = DeskTester::signed_in();
  desk.ask(desk::Go{desk::Screen::history});
  CHECK(std::holds_alternative<desk::Loading>(desk.model.history_rows));
  desk.hear(desk::HistoryLoaded{std::vector<desk::HistoryRow>(3)});
  desk.ask(desk::Refresh{});
  CHECK(std::get<std::vector<desk::HistoryRow>>(desk.model.history_rows).size() == 3);
  desk.hear(desk::PageFailed{desk::Screen::history, {Errc::io, "disk", {}}});
  desk.ask(desk::Refresh{});
  CHECK(std::holds_alternative<desk::Loading>(desk.model.history_rows));
  desk.hear(desk::HistoryLoaded{std::vector<desk::HistoryRow>(2)});
  desk.ask(desk::FilterQueue{"2021"});
  desk.ask(desk::SignOut{});
  CHECK(std::holds_alternative<desk::Loading>(desk.model.history_rows));
  CHECK(desk.model.queue.filter.empty());
}

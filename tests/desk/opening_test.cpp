#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using Ids = std::vector<std::string>;

TEST_CASE("signing in claims the first case and five ahead") {
  DeskTester desk;
  const auto effects = desk.hear(desk::SignedIn{an_operator("op_1"), {}, {}});
  REQUIRE(first<desk::ClaimCases>(effects));
  CHECK(first<desk::ClaimCases>(effects)->count == 6);
  CHECK(first<desk::LoadQueue>(effects));
  CHECK(std::holds_alternative<desk::Claiming>(desk.model.review));
  CHECK_FALSE(first<desk::ClaimCases>(desk.ask(desk::Start{})));  // one claim at a time
}

TEST_CASE("who only looks claims nothing") {
  for (const auto role : {domain::Role::administrator, domain::Role::customer_service}) {
    DeskTester desk;
    CHECK_FALSE(first<desk::ClaimCases>(desk.hear(desk::SignedIn{an_operator("op_1", role), {}, {}})));
    CHECK(std::holds_alternative<desk::Idle>(desk.model.review));
  }
}

TEST_CASE("a case opens when all its photos are there, or known not to come") {
  DeskTester desk = DeskTester::signed_in();
  const auto effects = desk.claim({a_file("sub_1")});
  CHECK(count<desk::FetchPhoto>(effects) == 2);
  CHECK(count<desk::AssessCase>(effects) == 1);
  REQUIRE(std::holds_alternative<desk::Opening>(desk.model.review));
  const auto panes = std::get<desk::Opening>(desk.model.review).panes;
  desk.hear(desk::PhotoArrived{panes[0].sha256, desk::PhotoPhase::ready, {}, 480, 640, 1, {}});
  CHECK_FALSE(desk.shown());
  desk.hear(desk::PhotoArrived{panes[1].sha256, desk::PhotoPhase::missing, "photo.missing", 0, 0, 0, {}});
  REQUIRE(desk.shown());
  CHECK(desk.shown()->panes[0].width == 480);
  CHECK(desk.shown()->panes[1].problem == "photo.missing");
}

TEST_CASE("photos known to be missing are not waited for") {
  DeskTester desk = DeskTester::signed_in();
  auto file = std::make_shared<domain::CaseFile>(*checked(a_file("sub_1")));
  file->photo_states = {domain::PhotoState::missing, domain::PhotoState::broken};
  const auto effects = desk.claim({file});
  CHECK(count<desk::FetchPhoto>(effects) == 0);
  REQUIRE(desk.shown());
  CHECK(desk.shown()->panes[0].phase == desk::PhotoPhase::missing);
  CHECK(desk.shown()->panes[1].phase == desk::PhotoPhase::broken);
  CHECK(desk.shown()->pass == desk::Pass::standard);  // nothing left to compare with
}

TEST_CASE("the submission stands first, whatever order the photos came in") {
  DeskTester desk = DeskTester::signed_in();
  using domain::PhotoRole;
  const auto submission = a_submission("sub_1").with_photos(
      {a_photo("c", PhotoRole::capture), a_photo("a", PhotoRole::admission), a_photo("s", PhotoRole::submission),
       a_photo("e", PhotoRole::enrollment), a_photo("q", PhotoRole::capture_code)});
  desk.claim({checked(a_file("sub_1", submission))});
  desk.photos_arrive();
  std::vector<PhotoRole> roles;
  for (const desk::PaneState& pane : desk.shown()->panes) roles.push_back(pane.role);
  CHECK(roles ==
        std::vector<PhotoRole>{PhotoRole::submission, PhotoRole::enrollment, PhotoRole::admission, PhotoRole::capture});
}

TEST_CASE("cases ahead are fetched quietly and shown at once when their turn comes") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  const auto effects = desk.claim({checked(a_file("sub_2")), a_file("sub_3")});
  CHECK(count<desk::FetchPhoto>(effects) == 4);
  for (const desk::Effect& effect : effects) {
    if (const auto* fetch = std::get_if<desk::FetchPhoto>(&effect)) CHECK_FALSE(fetch->now);
    if (const auto* assess = std::get_if<desk::AssessCase>(&effect)) CHECK_FALSE(assess->now);
  }
  CHECK(desk.on_desk() == "sub_1");
  desk.photos_arrive();
  desk.decide_and_save(domain::Outcome::approve);
  CHECK(desk.shown());
  CHECK(desk.on_desk() == "sub_2");
  CHECK(desk.ahead() == Ids{"sub_3"});
}

TEST_CASE("deciding tops the cases ahead up to five again") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  const auto effects = desk.ask(desk::Decide{desk.sequence(), domain::Outcome::approve});
  REQUIRE(first<desk::ClaimCases>(effects));
  CHECK(first<desk::ClaimCases>(effects)->count == 5);
}

TEST_CASE("an empty line is said to be empty and asked again when something came in, or after a while") {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({});
  CHECK(std::holds_alternative<desk::QueueEmpty>(desk.model.review));
  CHECK_FALSE(first<desk::ClaimCases>(desk.hear(desk::Tick{desk.model.now + seconds(1)})));
  desk::DayState day;
  day.waiting = 3;
  CHECK(count<desk::ClaimCases>(desk.hear(desk::DayReported{day})) == 1);
  desk.claim({});
  CHECK(count<desk::ClaimCases>(desk.hear(desk::DayReported{day})) == 0);  // nothing new
  CHECK(count<desk::ClaimCases>(desk.hear(desk::Tick{desk.model.now + minutes(1)})) == 1);
  desk.claim({checked(a_file("sub_1"))});
  desk.photos_arrive();
  CHECK(desk.on_desk() == "sub_1");
}

TEST_CASE("a refused claim is shown with its reason and tried again on request") {
  DeskTester desk = DeskTester::signed_in();
  desk.hear(desk::ClaimRefused{{Errc::denied, "not active", "error.decide.inactive"}});
  REQUIRE(std::holds_alternative<desk::ClaimFailed>(desk.model.review));
  CHECK(first<desk::ClaimCases>(desk.ask(desk::Continue{})));
}

TEST_CASE("a case chosen from the list goes on top; the one on the desk waits behind it") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  CHECK(desk.ask(desk::OpenCase{SubmissionId("sub_9")}) == desk::Effects{desk::ClaimCases{1, SubmissionId("sub_9")}});
  desk.claim({checked(a_file("sub_9"))}, true);
  desk.photos_arrive();
  CHECK(desk.on_desk() == "sub_9");
  CHECK(desk.ahead() == Ids{"sub_1"});
  CHECK(desk.ask(desk::OpenCase{SubmissionId("sub_9")}).empty());  // it is there already

  desk.ask(desk::OpenCase{SubmissionId("sub_1")});  // ahead already: no claim needed
  CHECK(desk.on_desk() == "sub_1");
  CHECK(desk.ahead() == Ids{"sub_9"});
}

TEST_CASE("opening one case after the other never keeps more than five from colleagues") {
  DeskTester desk = DeskTester::reviewing("sub_0");
  std::size_t given_back = 0;
  for (int i = 1; i <= 9; ++i) {
    const auto effects = desk.claim({checked(a_file("sub_" + std::to_string(i)))}, true);
    if (const auto* back = first<desk::ReturnCases>(effects)) given_back += back->leases.size();
    CHECK(desk.model.prefetched.size() <= 5);
  }
  CHECK(desk.on_desk() == "sub_9");
  CHECK(given_back == 4);
}

TEST_CASE("the same case claimed twice is on the desk once") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2")), checked(a_file("sub_1")), checked(a_file("sub_2"))});
  CHECK(desk.on_desk() == "sub_1");
  CHECK(desk.ahead() == Ids{"sub_2"});
}

TEST_CASE("a photo withdrawn under the reviewer's eyes is taken away, and the next waits until he has read why") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2"))});
  desk.photos_arrive();
  const std::uint64_t old = desk.sequence();
  desk.hear(desk::CaseChanged{SubmissionId("sub_1"), desk::GoneWhy::withdrawn});
  REQUIRE(std::holds_alternative<desk::Gone>(desk.model.review));
  CHECK(std::get<desk::Gone>(desk.model.review).student_number == "2021sub_1");
  CHECK(desk.ask(desk::Decide{old, domain::Outcome::approve}).empty());
  desk.claim({checked(a_file("sub_3"))});
  CHECK(std::holds_alternative<desk::Gone>(desk.model.review));
  desk.ask(desk::Continue{});
  CHECK(desk.on_desk() == "sub_2");
}

TEST_CASE("a case lost while it waits ahead goes without a word") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  desk.claim({checked(a_file("sub_2")), checked(a_file("sub_3"))});
  desk.hear(desk::CaseChanged{SubmissionId("sub_2"), desk::GoneWhy::lease_lost});
  CHECK(desk.on_desk() == "sub_1");
  CHECK(desk.ahead() == Ids{"sub_3"});
  CHECK(desk.model.notices.empty());
}

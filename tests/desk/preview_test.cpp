#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

domain::PhotoRef a_capture() {
  domain::PhotoRef photo;
  photo.id = PhotoId("sub_1-raw");
  photo.role = domain::PhotoRole::capture;
  photo.sha256 = hash_of("capture of sub_1");
  return photo;
}

DeskTester with_capture() {
  DeskTester desk = DeskTester::signed_in();
  domain::Submission submission = a_submission("sub_1");
  submission.photos.push_back(a_capture());
  desk.claim({checked(a_file("sub_1", submission))});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  return desk;
}

desk::PreviewMade made_for(std::uint64_t sequence, desk::PhotoPhase phase = desk::PhotoPhase::ready, const char* problem = "") {
  return {sequence, {hash_of("preview"), phase, problem, 480, 640, 41'000, {}}};
}

}  // namespace

TEST_CASE("the preview is made of the raw capture, by the rules of the case, and only when asked for") {
  DeskTester desk = with_capture();
  CHECK_FALSE(desk.shown()->preview);
  const desk::Effects effects = desk.ask(desk::TogglePreview{});
  REQUIRE(first<desk::MakePreview>(effects));
  CHECK(*first<desk::MakePreview>(effects) == desk::MakePreview{desk.sequence(), a_capture().sha256, desk.shown()->file->profile});
  REQUIRE(desk.shown()->preview);
  CHECK(desk.shown()->preview->pane.phase == desk::PhotoPhase::loading);
  CHECK(desk.shown()->preview->pane.preview);

  desk.hear(desk::PreviewStepped{desk.sequence(), 2, 4});
  CHECK(desk.shown()->preview->step == 2);
  desk.hear(made_for(desk.sequence()));
  CHECK(desk.shown()->preview->pane.phase == desk::PhotoPhase::ready);
  CHECK(desk.shown()->preview->pane.sha256 == hash_of("preview"));
  CHECK(desk.shown()->preview->pane.bytes == 41'000);
}

TEST_CASE("once made it is put away and brought back without being made again") {
  DeskTester desk = with_capture();
  desk.ask(desk::TogglePreview{});
  desk.hear(made_for(desk.sequence()));
  CHECK(desk.ask(desk::TogglePreview{}).empty());
  CHECK_FALSE(desk.shown()->preview->shown);
  CHECK(desk.ask(desk::TogglePreview{}).empty());
  CHECK(desk.shown()->preview->shown);
}

TEST_CASE("without a capture the desk says so and asks nothing of the world") {
  DeskTester desk = DeskTester::reviewing();
  CHECK(desk.ask(desk::TogglePreview{}).empty());
  REQUIRE(desk.shown()->preview);
  CHECK(desk.shown()->preview->pane.phase == desk::PhotoPhase::missing);
  CHECK(desk.shown()->preview->pane.problem == "preview.no_capture");
}

TEST_CASE("what could not be made says why, and can be tried again") {
  DeskTester desk = with_capture();
  desk.ask(desk::TogglePreview{});
  desk.hear(made_for(desk.sequence(), desk::PhotoPhase::broken, "error.standardise.no_room"));
  CHECK(desk.shown()->preview->pane.problem == "error.standardise.no_room");
  CHECK(desk.ask(desk::TogglePreview{}).empty());
  CHECK_FALSE(desk.shown()->preview->shown);
  CHECK(first<desk::MakePreview>(desk.ask(desk::TogglePreview{})));
  CHECK(desk.shown()->preview->shown);
  CHECK(desk.shown()->preview->pane.problem.empty());
}

TEST_CASE("a preview goes with its case, and one that comes late is for nobody") {
  DeskTester desk = with_capture();
  const std::uint64_t before = desk.sequence();
  desk.ask(desk::TogglePreview{});
  desk.claim({checked(a_file("sub_2"))});
  desk.ask(desk::Decide{before, domain::Outcome::approve});
  desk.photos_arrive();
  REQUIRE(desk.on_desk() == "sub_2");
  desk.hear(made_for(before));
  desk.hear(desk::PreviewStepped{before, 3, 4});
  CHECK_FALSE(desk.shown()->preview);
  desk.ask(desk::ShowPass{desk::Pass::standard});
  desk.ask(desk::TogglePreview{});
  desk.hear(made_for(before));
  CHECK(desk.shown()->preview->pane.sha256 != hash_of("preview"));
}

TEST_CASE("the identity pass takes no preview") {
  DeskTester desk = with_capture();
  desk.ask(desk::ShowPass{desk::Pass::identity});
  CHECK(desk.ask(desk::TogglePreview{}).empty());
  CHECK_FALSE(desk.shown()->preview);
}

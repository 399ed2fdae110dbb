#include <catch2/catch.hpp>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Region;

namespace {

std::optional<Region> place(DeskTester& desk, const std::string& code) {
  for (const domain::GivenReason& given : desk.shown()->reasons)
    if (given.code == ReasonCode(code)) return given.region;
  return {};
}

DeskTester blurred() {
  DeskTester desk = DeskTester::signed_in();
  desk.claim({checked(a_file("sub_1"), {"qual.sharp"})});
  desk.photos_arrive();
  desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
  return desk;
}

}  // namespace

TEST_CASE("a suggested reason is pinned where its check points; nothing is picked by itself") {
  DeskTester desk = blurred();
  CHECK(desk.shown()->reasons.empty());
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  CHECK(place(desk, "BLUR") == Region{10, 20, 20, 40});
  CHECK(desk.shown()->pin == ReasonCode("BLUR"));
}

TEST_CASE("a pin is moved and resized by keyboard and stays on the photo") {
  DeskTester desk = blurred();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::MovePin{4, -4, 0, 0});
  CHECK(place(desk, "BLUR") == Region{14, 16, 20, 40});
  desk.ask(desk::MovePin{-2, 0, 4, 0});
  CHECK(place(desk, "BLUR") == Region{12, 16, 24, 40});
  for (int i = 0; i < 300; ++i) desk.ask(desk::MovePin{4, 4, 0, 0});
  CHECK(place(desk, "BLUR") == Region{480 - 24, 640 - 40, 24, 40});
  for (int i = 0; i < 300; ++i) desk.ask(desk::MovePin{2, 0, -4, 0});
  CHECK((*place(desk, "BLUR"))[2] == 8);
}

TEST_CASE("a reason no check points to gets a place in the middle, and can lose it again") {
  DeskTester desk = blurred();
  desk.ask(desk::MovePin{4, 0, 0, 0});
  CHECK(desk.told("notice.no_pin"));
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BG_EDGE")});
  CHECK_FALSE(place(desk, "BG_EDGE"));
  desk.ask(desk::MovePin{4, 0, 0, 0});
  REQUIRE(place(desk, "BG_EDGE"));
  desk.ask(desk::PinReason{ReasonCode("BG_EDGE"), std::nullopt});
  CHECK_FALSE(place(desk, "BG_EDGE"));
}

TEST_CASE("the arrow keys move the pin chosen last, and the next one on demand") {
  DeskTester desk = blurred();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BG_EDGE")});
  CHECK(desk.shown()->pin == ReasonCode("BG_EDGE"));
  desk.ask(desk::StepPin{1});
  CHECK(desk.shown()->pin == ReasonCode("BLUR"));
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});  // taken back
  CHECK(desk.shown()->pin == ReasonCode("BG_EDGE"));
}

TEST_CASE("a dragged pin is kept on the photo and goes into the decision") {
  DeskTester desk = blurred();
  desk.ask(desk::PickReason{desk.sequence(), ReasonCode("BLUR")});
  desk.ask(desk::PinReason{ReasonCode("BLUR"), Region{470, -20, 40, 30}});
  CHECK(place(desk, "BLUR") == Region{440, 0, 40, 30});
  const auto effects = desk.ask(desk::Decide{desk.sequence(), domain::Outcome::retake});
  REQUIRE(first<desk::RecordDecision>(effects));
  CHECK(first<desk::RecordDecision>(effects)->decision.reasons[0].region == Region{440, 0, 40, 30});
}

TEST_CASE("reasons at hand: lately given first, then what this batch needs most, never twice") {
  DeskTester desk = blurred();
  const domain::CaseFile& file = *desk.shown()->file;
  CHECK(desk::favourite_reasons(desk.model, file).empty());
  domain::Decision lately;
  lately.reasons = {{ReasonCode("BG_EDGE"), {}, {}}};
  desk.model.recent.push_back({lately, {}, {}});
  desk.hear(desk::FavouritesLoaded{file.review_case.submission.batch.id, {ReasonCode("BLUR"), ReasonCode("BG_EDGE")}});
  const auto at_hand = desk::favourite_reasons(desk.model, file);
  REQUIRE(at_hand.size() == 2);
  CHECK(at_hand[0]->code == ReasonCode("BG_EDGE"));
  CHECK(at_hand[1]->code == ReasonCode("BLUR"));
}

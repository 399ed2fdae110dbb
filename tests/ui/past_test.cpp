#include <catch2/catch.hpp>

#include <algorithm>

#include "ui/ui_fixture.h"

// A decision that is looked at again is read, not changed.
using namespace zhaojian;
using namespace zhaojian::test;

namespace {

void look_back_at_a_retake(UiHarness& desk) {
  show(desk, "review-past");
  auto& shown = the_case(desk);
  shown.past->decision.outcome = domain::Outcome::retake;
  shown.past->decision.reasons = shown.reasons = {{ReasonCode("LIGHT_UNEVEN"), "", {}}, {ReasonCode("OTHER"), "请取下耳机后重新拍摄", {}}};
  desk.live = true;
  desk.settle();
}

}  // namespace

TEST_CASE("looking back, only the reasons given then are there, and none can be pressed") {
  UiHarness desk(assets(), {1366, 768});
  look_back_at_a_retake(desk);
  std::vector<std::string> reasons;
  for (const auto& [id, item] : desk.probe().items) {
    if (!id.starts_with("reason/")) continue;
    reasons.push_back(id);
    CHECK_FALSE(item.enabled);
  }
  std::ranges::sort(reasons);
  CHECK(reasons == std::vector<std::string>{"reason/LIGHT_UNEVEN", "reason/OTHER"});
  CHECK_FALSE(desk.find("review.find_reason"));
  CHECK_FALSE(desk.find("side/note"));
  const auto before = the_case(desk).reasons;
  desk.click("reason/LIGHT_UNEVEN");
  CHECK(the_case(desk).reasons == before);
  CHECK(desk.model.notices.empty());
}

TEST_CASE("looking back, the panel says with which keys the decision is reversed and the present comes back") {
  UiHarness desk(assets(), {1366, 768});
  look_back_at_a_retake(desk);
  REQUIRE(desk.find("side/past"));
  CHECK(desk.find("side/past")->text.find("Ctrl R") != std::string::npos);
  CHECK(desk.find("side/past")->text.find("Enter") != std::string::npos);
}

TEST_CASE("looking back, the card is the one of that decision, whatever is picked now") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-past");
  REQUIRE(the_case(desk).past->decision.outcome == domain::Outcome::approve);
  const std::string approved = desk.find("side/card")->text;
  look_back_at_a_retake(desk);
  CHECK(desk.find("side/card")->text != approved);
}

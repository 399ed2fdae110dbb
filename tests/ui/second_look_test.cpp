#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("beside an unsure answer stands that a second person is asked, and the key that approves says it too") {
  UiHarness desk(assets());
  show(desk, "review-unsure");
  REQUIRE(desk.find("actions/second_look"));
  CHECK(desk.find("actions/second_look")->text == desk.texts()("identity.second_unsure"));
  REQUIRE(desk.find("review.approve"));
  CHECK(desk.find("review.approve")->text.find(desk.texts()("actions.approve_second")) != std::string::npos);

  show(desk, "review-ready");
  CHECK_FALSE(desk.find("actions/second_look"));
  CHECK(desk.find("review.approve")->text.find(desk.texts()("actions.approve_second")) == std::string::npos);
}

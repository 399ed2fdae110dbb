#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("beside an unsure answer stands that a second person is asked, and the key that approves says it too") {
  UiHarness desk(assets());
  show(desk, "review-unsure");
  REQUIRE(desk.find("actions/note"));
  CHECK(desk.find("actions/note")->text == desk.texts()("identity.second_unsure"));
  REQUIRE(desk.find("review.approve"));
  CHECK(desk.find("review.approve")->text.find(desk.texts()("actions.approve_second")) != std::string::npos);

  show(desk, "review-ready");
  CHECK_FALSE(desk.find("actions/note"));
  CHECK(desk.find("review.approve")->text.find(desk.texts()("actions.approve_second")) == std::string::npos);
}

TEST_CASE("a photo that may not be approved has no key for it, and the reason stands beside the others") {
  UiHarness desk(assets());
  for (const auto& [scene, text] : {std::pair{"review-file_fact", "error.decide.file_fact"}, std::pair{"review-unreadable", "error.decide.unreadable"}, std::pair{"review-other_photo", "error.decide.other_photo"}}) {
    show(desk, scene);
    REQUIRE(desk.find("actions/note"));
    CHECK(desk.find("actions/note")->text == desk.texts()(text));
    REQUIRE(desk.find("review.retake"));
  }
}

#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("who else looks like the photo stands below the answer, and nowhere before it") {
  UiHarness desk(assets());
  show(desk, "review-lookalikes");
  REQUIRE(desk.find("side/lookalikes"));
  CHECK(desk.find("side/lookalikes")->text.find("2021040388") != std::string::npos);
  CHECK(desk.find("side/lookalikes")->text.find("0.71") != std::string::npos);
  auto& shown = std::get<desk::Reviewing>(desk.model.review);
  shown.revealed = false;
  shown.identity.reset();
  desk.settle();
  CHECK_FALSE(desk.find("side/lookalikes"));
}

TEST_CASE("the search says that it goes on, that nobody is alike, or why it cannot say") {
  UiHarness desk(assets());
  show(desk, "review-lookalikes");
  auto& shown = std::get<desk::Reviewing>(desk.model.review);
  const auto said = [&](const desk::Lookalikes& like) {
    shown.lookalikes = like;
    desk.settle();
    return desk.find("side/lookalikes") ? desk.find("side/lookalikes")->text : std::string();
  };
  CHECK(said({true, {}, {}}) == desk.texts()("lookalikes.searching"));
  CHECK(said({false, {}, {}}) == desk.texts()("lookalikes.nobody"));
  CHECK(said({false, {}, "error.lookalikes.no_face"}) == desk.texts()("error.lookalikes.no_face"));
}

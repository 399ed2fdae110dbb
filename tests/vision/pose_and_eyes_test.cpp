#include <catch2/catch.hpp>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

TEST_CASE("a level head reads as level") {
  const auto analyser = an_analyser();
  for (const char* person : {"p001", "p002", "p003", "p004", "p005", "p006", "p007", "p008"}) {
    CAPTURE(person);
    const auto pose = analyser->analyse(portrait(std::string(person) + "_submission")).pose;
    REQUIRE(pose);
    CHECK(std::abs(pose->yaw) < 4);
    CHECK(std::abs(pose->pitch) < 8);
    CHECK(std::abs(pose->roll) < 3);
  }
}

TEST_CASE("a turned head reads turned, by about as much and to the right side") {
  const auto analyser = an_analyser();
  const auto to_own_right = analyser->analyse(portrait("p005_flaw_head_turn")).pose;  // truly -21.4
  const auto to_own_left = analyser->analyse(portrait("p010_flaw_head_turn")).pose;   // truly 23.0
  REQUIRE((to_own_right && to_own_left));
  CHECK(to_own_right->yaw == Approx(-21.4).margin(4));
  CHECK(to_own_left->yaw == Approx(23.0).margin(4));
}

TEST_CASE("a tilted head reads tilted and nothing else") {
  const auto analyser = an_analyser();
  const auto pose = analyser->analyse(portrait("p005_flaw_head_tilt")).pose;  // truly -10.7: to the image right
  REQUIRE(pose);
  CHECK(pose->roll == Approx(-10.7).margin(3));
  CHECK(std::abs(pose->yaw) < 4);
}

TEST_CASE("chin up reads above zero and chin down below") {
  const auto analyser = an_analyser();
  for (const char* up : {"p003_flaw_head_up", "p009_flaw_head_up"}) {
    CAPTURE(up);
    const auto pose = analyser->analyse(portrait(up)).pose;  // truly 15 to 16
    REQUIRE(pose);
    CHECK(pose->pitch > 4);
    CHECK(pose->pitch < 25);
  }
  const auto down = analyser->analyse(portrait("p007_flaw_head_down")).pose;  // truly -14.4
  REQUIRE(down);
  CHECK(down->pitch < -4);
  CHECK(down->pitch > -25);
}

TEST_CASE("closed eyes read closed and open eyes open, also behind glasses") {
  const auto analyser = an_analyser();
  const auto closed = analyser->analyse(portrait("p007_flaw_eyes_closed")).eyes;
  REQUIRE(closed);
  CHECK(closed->open_left < 0.2F);
  CHECK(closed->open_right < 0.2F);
  for (const char* person : {"p001", "p002", "p005", "p007", "p009", "p010"}) {
    CAPTURE(person);
    const auto open = analyser->analyse(portrait(std::string(person) + "_submission")).eyes;
    REQUIRE(open);
    CHECK(open->open_left > 0.8F);
    CHECK(open->open_right > 0.8F);
  }
}

}  // namespace
}  // namespace zhaojian::vision

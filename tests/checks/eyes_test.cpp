#include "checks/eyes.h"

#include <catch2/catch.hpp>

using namespace zhaojian::checks;

TEST_CASE("a question about the eyes is worked out once, and another one by itself") {
  Answers<Glare, double> answers;
  int worked_out = 0;
  const auto ask = [&](const Glare& asked) {
    return answers.get(asked, [&] {
      ++worked_out;
      return asked.bright;
    });
  };
  const Glare first{8, 80, 0.5}, second{8, 90, 0.5};
  CHECK(ask(first) == 80);
  CHECK(ask(second) == 90);
  CHECK(ask(first) == 80);
  CHECK(ask(second) == 90);
  CHECK(worked_out == 2);
}

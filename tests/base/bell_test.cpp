#include "base/bell.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace zhaojian;

TEST_CASE("A bell that rang before anybody waited is heard once") {
  Bell bell;
  bell.ring();
  CHECK(bell.wait(seconds(20), {}));
  CHECK_FALSE(bell.wait(milliseconds(1), {}));
}

TEST_CASE("A bell wakes the one who waits, and so does a stop") {
  Bell bell;
  bool rang = false;
  std::jthread waiting([&] { rang = bell.wait(seconds(20), {}); });
  bell.ring();
  waiting.join();
  CHECK(rang);

  std::jthread stopping([&](const std::stop_token& stop) { rang = bell.wait(seconds(20), stop); });
  stopping.request_stop();
  stopping.join();
  CHECK_FALSE(rang);
}

#include "base/clock.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "support/manual_clock.h"

using namespace zhaojian;

TEST_CASE("the system clock agrees with the C++ library about what time it is") {
  using std::chrono::microseconds;
  const auto reference = [] {
    return std::chrono::duration_cast<microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  };
  const auto before = reference();
  const auto now = SystemClock().now().micros;
  const auto after = reference();
  CHECK(before - 1 <= now);
  CHECK(now <= after + 1);
}

TEST_CASE("monotonic time goes on and never back") {
  const SystemClock clock;
  Duration last = clock.monotonic();
  for (int i = 0; i < 1'000; ++i) {
    const Duration next = clock.monotonic();
    REQUIRE(next >= last);
    last = next;
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(clock.monotonic().micros - last.micros >= milliseconds(5).micros);
}

TEST_CASE("the boot id stays the same while the machine runs") {
  CHECK(boot_id().size() == 36);
  CHECK(boot_id() == boot_id());
}

TEST_CASE("a manual clock moves only when it is told to") {
  support::ManualClock clock;
  const Instant start = clock.now();
  CHECK(rfc3339(start) == "2023-10-21T02:00:00Z");
  CHECK(clock.now() == start);

  clock.advance(minutes(3));
  CHECK(clock.now() - start == minutes(3));
  CHECK(clock.monotonic() == minutes(3));

  clock.set_wall(start - hours(1));
  CHECK(clock.now() < start);
  CHECK(clock.monotonic() == minutes(3));
}

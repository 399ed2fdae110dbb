#include "domain/sla.h"

#include <catch2/catch.hpp>
#include <limits>

#include "support/submission_builder.h"

using namespace zhaojian;
using namespace zhaojian::domain;
using test::a_submission;
using test::kSomeDay;

TEST_CASE("an answer is due after 24 hours, or when the window closes if that is earlier") {
  CHECK(due_at(a_submission()) == kSomeDay + hours(24));
  CHECK(due_at(a_submission().window_closes(kSomeDay + hours(3))) == kSomeDay + hours(3));
  CHECK(due_at(a_submission().window_closes(kSomeDay + days(30))) == kSomeDay + hours(24));
}

TEST_CASE("urgency rises as the hours pass") {
  const Instant due = kSomeDay + hours(24);
  const auto after = [&](Duration passed) { return urgency(kSomeDay, due, kSomeDay + passed); };
  CHECK(after(hours(0)) == Urgency::calm);
  CHECK(after(Duration{hours(20).micros - 1}) == Urgency::calm);
  CHECK(after(hours(20)) == Urgency::soon);
  CHECK(after(hours(24)) == Urgency::soon);
  CHECK(after(Duration{hours(24).micros + 1}) == Urgency::late);
  CHECK(after(hours(48)) == Urgency::late);
  CHECK(after(Duration{hours(48).micros + 1}) == Urgency::broken);
}

TEST_CASE("a window that closes soon makes a fresh submission urgent") {
  const Instant closes = kSomeDay + hours(2);
  CHECK(urgency(kSomeDay, closes, kSomeDay) == Urgency::soon);
  CHECK(urgency(kSomeDay, closes, closes + seconds(1)) == Urgency::late);
}

TEST_CASE("the queue is clear when the pace of the last hour has worked it off") {
  const Pace whole_hour{50, kSomeDay - hours(1)}, ten_minutes{20, kSomeDay - minutes(10)};
  CHECK(clear_at(0, {}, kSomeDay) == kSomeDay);
  CHECK(clear_at(100, whole_hour, kSomeDay) == kSomeDay + hours(2));
  CHECK(clear_at(25, whole_hour, kSomeDay) == kSomeDay + minutes(30));
  CHECK(clear_at(120, ten_minutes, kSomeDay) == kSomeDay + hours(1));  // who began ten minutes ago is not slow
}

TEST_CASE("no forecast is made from too little, nor for another day") {
  CHECK(clear_at(100, {}, kSomeDay) == std::nullopt);
  CHECK(clear_at(100, {9, kSomeDay - minutes(10)}, kSomeDay) == std::nullopt);
  CHECK(clear_at(100, {20, kSomeDay - minutes(4)}, kSomeDay) == std::nullopt);
  CHECK(clear_at(100, {20, kSomeDay + minutes(4)}, kSomeDay) == std::nullopt);  // the clock went back
  CHECK(clear_at(1200, {50, kSomeDay - hours(1)}, kSomeDay) == std::nullopt);   // a whole day
  CHECK(clear_at(std::numeric_limits<std::int64_t>::max(), {50, kSomeDay - hours(1)}, kSomeDay) == std::nullopt);
}

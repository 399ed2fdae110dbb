#include "net/retry.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace zhaojian;
using namespace zhaojian::net;

TEST_CASE("Webhooks are tried again on the published schedule, ten times over three days") {
  const Duration steps[] = {seconds(0), seconds(5), minutes(5), minutes(30), hours(2),
                            hours(5),   hours(10),  hours(14),  hours(20),   hours(24)};
  CHECK(attempts(Schedule::webhook) == 10);
  Duration all{};
  for (int attempt = 0; attempt < 10; ++attempt) {
    CAPTURE(attempt);
    const Duration step = steps[attempt];
    CHECK(back_off(attempt, Schedule::webhook, 0.5) == step);
    CHECK(back_off(attempt, Schedule::webhook, 0.0).micros == step.micros / 2);
    CHECK(back_off(attempt, Schedule::webhook, 0.999'999) <= Duration{step.micros * 3 / 2});
    all.micros += step.micros;
  }
  CHECK(all == Duration{hours(75).micros + minutes(35).micros + seconds(5).micros});
  CHECK(back_off(99, Schedule::webhook, 0.5) == hours(24));
}

TEST_CASE("Polling waits up to one second, then two, never more than a minute") {
  CHECK(back_off(0, Schedule::poll, 0.5) == milliseconds(500));
  CHECK(back_off(1, Schedule::poll, 0.5) == seconds(1));
  CHECK(back_off(5, Schedule::poll, 0.5) == seconds(16));
  CHECK(back_off(6, Schedule::poll, 0.5) == seconds(30));
  CHECK(back_off(2'000'000'000, Schedule::poll, 0.5) == seconds(30));
  CHECK(back_off(3, Schedule::poll, 0.0) == seconds(0));
  CHECK(back_off(-1, Schedule::poll, 0.5) == milliseconds(500));
}

TEST_CASE("What the server asks for is the least we wait") {
  CHECK(back_off(1, Schedule::webhook, 0.5, seconds(60)) == seconds(60));
  CHECK(back_off(4, Schedule::webhook, 0.5, seconds(60)) == hours(2));
}

TEST_CASE("Retry-After is read as seconds or as any date HTTP allows, within a second and an hour") {
  const Instant now = *instant_from_rfc3339("1994-11-06T08:49:00Z");
  CHECK(retry_after("120", now) == seconds(120));
  CHECK(retry_after("0", now) == seconds(1));
  CHECK(retry_after("86400", now) == hours(1));
  CHECK(retry_after("99999999999999999999", now) == hours(1));
  CHECK(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now) == seconds(37));
  CHECK(retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now) == seconds(37));
  CHECK(retry_after("Sun Nov  6 08:49:37 1994", now) == seconds(37));
  CHECK(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now) == seconds(1));
  CHECK(retry_after("Sun, 06 Nov 2094 08:00:00 GMT", now) == hours(1));
}

TEST_CASE("A Retry-After that makes no sense is as good as none") {
  for (const char* value : {"", " ", "soon", "-5", "1.5", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994",
                            "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 PST", "06 Nov",
                            "Sun, 06 Noo 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT"}) {
    CAPTURE(value);
    CHECK_FALSE(retry_after(value, Instant{}).has_value());
  }
}

TEST_CASE("Every status has one verdict") {
  for (const int status : {200, 201, 202, 204, 299}) CHECK(classify(status) == Verdict::done);
  for (const int status : {429, 502, 503, 504}) CHECK(classify(status) == Verdict::throttle);
  for (const int status : {0, 101, 301, 302, 307, 408, 409, 425, 500, 501, 599, 999}) {
    CHECK(classify(status) == Verdict::retry);
  }
  for (const int status : {400, 401, 403, 404, 405, 413, 422, 451}) CHECK(classify(status) == Verdict::refuse);
  CHECK(classify(410) == Verdict::gone);
}

TEST_CASE("Five failures in a row open the circuit, one probe at a time closes it or doubles the pause") {
  CircuitBreaker breaker;
  Duration now = seconds(1'000);
  const auto later = [&now](Duration by) { now.micros += by.micros; };
  for (int i = 0; i < 4; ++i) breaker.failed(now);
  CHECK(breaker.may_try(now));
  breaker.succeeded();
  for (int i = 0; i < 4; ++i) breaker.failed(now);
  CHECK(breaker.may_try(now));  // four, and four more, but not five in a row
  breaker.failed(now);
  CHECK(breaker.is_open());
  for (const int pause : {30, 60, 120, 240, 480, 600, 600, 600}) {
    CAPTURE(pause);
    later(seconds(pause - 1));
    CHECK_FALSE(breaker.may_try(now));
    later(seconds(1));
    CHECK(breaker.may_try(now));
    CHECK_FALSE(breaker.may_try(now));  // one probe only
    breaker.failed(now);
  }
  later(minutes(10));
  CHECK(breaker.may_try(now));
  breaker.succeeded();
  CHECK_FALSE(breaker.is_open());
  for (int i = 0; i < 5; ++i) breaker.failed(now);
  later(seconds(30));
  CHECK(breaker.may_try(now));  // and it starts again with the short pause
}

TEST_CASE("A probe that never reports back does not keep the circuit open for ever") {
  CircuitBreaker breaker;
  for (int i = 0; i < 5; ++i) breaker.failed(seconds(0));
  CHECK(breaker.may_try(seconds(30)));
  CHECK_FALSE(breaker.may_try(seconds(59)));
  CHECK(breaker.may_try(seconds(60)));
}

TEST_CASE("The random jitter lies in [0, 1) and does not stand still") {
  double least = 1.0, most = 0.0;
  for (int i = 0; i < 1'000; ++i) {
    const double jitter = random_jitter();
    REQUIRE(jitter >= 0.0);
    REQUIRE(jitter < 1.0);
    least = std::min(least, jitter);
    most = std::max(most, jitter);
  }
  CHECK(least < 0.1);  // fails once in 10^45 runs
  CHECK(most > 0.9);
}

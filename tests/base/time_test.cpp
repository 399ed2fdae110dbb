#include "base/time.h"

#include <catch2/catch.hpp>
#include <random>

using namespace zhaojian;

TEST_CASE("an instant is written as RFC 3339, with a fraction only when there is one") {
  CHECK(rfc3339({0}) == "1970-01-01T00:00:00Z");
  CHECK(rfc3339({1'697'853'600'000'000}) == "2023-10-21T02:00:00Z");
  CHECK(rfc3339({1'697'853'600'123'456}) == "2023-10-21T02:00:00.123456Z");
  CHECK(rfc3339({1'697'853'600'000'001}) == "2023-10-21T02:00:00.000001Z");
  CHECK(rfc3339({-1}) == "1969-12-31T23:59:59.999999Z");
  CHECK(rfc3339({951'782'400'000'000}) == "2000-02-29T00:00:00Z");
}

TEST_CASE("one instant may be written in many ways") {
  const Instant t{1'697'853'600'000'000};
  for (const char* text : {"2023-10-21T02:00:00Z", "2023-10-21t02:00:00z", "2023-10-21T10:00:00+08:00",
                           "2023-10-20T21:00:00-05:00", "2023-10-21T02:00:00-00:00", "2023-10-21T02:00:00.0Z",
                           "2023-10-21T07:45:00.000000000+05:45", "2023-10-21T02:00:00.0000009Z"}) {
    CAPTURE(text);
    const auto read = instant_from_rfc3339(text);
    REQUIRE(read);
    CHECK(read->micros == t.micros);
  }
  CHECK(instant_from_rfc3339("2023-10-21T02:00:00.5Z")->micros == t.micros + 500'000);
  CHECK(instant_from_rfc3339("2023-10-21T02:00:00.123456789Z")->micros == t.micros + 123'456);
}

TEST_CASE("a leap second counts as the next second") {
  CHECK(*instant_from_rfc3339("2016-12-31T23:59:60Z") == *instant_from_rfc3339("2017-01-01T00:00:00Z"));
  CHECK(*instant_from_rfc3339("2017-01-01T07:59:60+08:00") == *instant_from_rfc3339("2017-01-01T00:00:00Z"));
  CHECK_FALSE(instant_from_rfc3339("2016-12-31T12:00:60Z"));
}

TEST_CASE("what is not a date and time is refused") {
  for (const char* text : {"",
                           "2023",
                           "2023-10-21",
                           "2023-10-21T02:00:00",
                           "2023-10-21T02:00Z",
                           "2023-10-21 02:00:00Z",
                           "2023-10-21T02:00:00ZZ",
                           "2023-10-21T02:00:00Z ",
                           " 2023-10-21T02:00:00Z",
                           "2023-13-01T00:00:00Z",
                           "2023-00-01T00:00:00Z",
                           "2023-02-29T00:00:00Z",
                           "1900-02-29T00:00:00Z",
                           "2023-04-31T00:00:00Z",
                           "2023-10-00T00:00:00Z",
                           "2023-10-21T24:00:00Z",
                           "2023-10-21T02:60:00Z",
                           "2023-10-21T02:00:61Z",
                           "2023-10-21T02:00:00.Z",
                           "2023-10-21T02:00:00,5Z",
                           "2023-10-21T02:00:00+0800",
                           "2023-10-21T02:00:00+8:00",
                           "2023-10-21T02:00:00+24:00",
                           "2023-10-21T02:00:00+08:60",
                           "2023-10-21T02:00:00+08",
                           "23-10-21T02:00:00Z",
                           "2023-1-21T02:00:00Z",
                           "+2023-10-21T02:00:00Z",
                           "2023-10-21T-2:00:00Z",
                           "２０２３-10-21T02:00:00Z",
                           "2023/10/21T02:00:00Z",
                           "1697853600",
                           "null"}) {
    CAPTURE(text);
    const auto read = instant_from_rfc3339(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::invalid);
  }
  CHECK_FALSE(instant_from_rfc3339(std::string_view("2023-10-21T02:00:00Z\0", 21)));
}

TEST_CASE("every instant of RFC 3339 survives being written and read") {
  std::mt19937_64 random(20'231'021);  // NOLINT(cert-msc51-cpp): the same every time
  const Instant first = *instant_from_rfc3339("0000-01-01T00:00:00Z");
  const Instant last = *instant_from_rfc3339("9999-12-31T23:59:59.999999Z");
  CHECK(rfc3339(first) == "0000-01-01T00:00:00Z");
  CHECK(rfc3339(last) == "9999-12-31T23:59:59.999999Z");
  std::uniform_int_distribution<std::int64_t> any(first.micros, last.micros);
  for (int i = 0; i < 20'000; ++i) {
    const Instant t{any(random)};
    const auto back = instant_from_rfc3339(rfc3339(t));
    REQUIRE(back);
    REQUIRE(*back == t);
  }
}

TEST_CASE("the calendar counts every day of four centuries once") {
  Instant t = *instant_from_rfc3339("1900-01-01T00:00:00Z");
  Date expected{1900, 1, 1};
  const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int i = 0; i < 146'097; ++i, t = t + days(1)) {
    REQUIRE(rfc3339(t).substr(0, 10) == iso(expected));
    const bool leap = (expected.year % 4 == 0 && expected.year % 100 != 0) || expected.year % 400 == 0;
    if (++expected.day > lengths[expected.month - 1] + (leap && expected.month == 2)) {
      expected.day = 1;
      if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
    }
  }
}

TEST_CASE("a date is read only in the one form that sorts") {
  const auto date = date_from_iso("2021-09-01");
  REQUIRE(date);
  CHECK(*date == Date{2021, 9, 1});
  CHECK(iso(*date) == "2021-09-01");
  CHECK(date_from_iso("2024-02-29"));
  CHECK(*date_from_iso("2021-09-01") < *date_from_iso("2021-10-01"));
  for (const char* text : {"", "2021-9-1", "2021-02-29", "2021-13-01", "2021-09-31", "20210901", "2021-09-01Z",
                           "2021-09-1 ", "2021.09.01", "01-09-2021"}) {
    CAPTURE(text);
    CHECK_FALSE(date_from_iso(text));
  }
}

TEST_CASE("people read Beijing time") {
  const BeijingTime evening = beijing(*instant_from_rfc3339("2023-12-31T16:00:01Z"));
  CHECK(evening.date == Date{2024, 1, 1});
  CHECK(evening.hour == 0);
  CHECK(evening.minute == 0);
  CHECK(evening.second == 1);
  CHECK(beijing({-1}).date == Date{1970, 1, 1});
}

TEST_CASE("WeChat gets the form its time field accepts") {
  CHECK(wechat_time(*instant_from_rfc3339("2023-11-01T07:01:30Z")) == "2023年11月1日 15:01");
  CHECK(wechat_time(*instant_from_rfc3339("2023-11-11T00:05:00+08:00")) == "2023年11月11日 00:05");
}

TEST_CASE("seconds are rounded down before 1970 too") {
  CHECK(Instant{1'999'999}.unix_seconds() == 1);
  CHECK(Instant{0}.unix_seconds() == 0);
  CHECK(Instant{-1}.unix_seconds() == -1);
  CHECK(Instant{-1'000'000}.unix_seconds() == -1);
}

TEST_CASE("durations add up exactly") {
  CHECK(days(1) == hours(24));
  CHECK(minutes(1) == seconds(60));
  CHECK(milliseconds(1'500).seconds() == 1.5);
  CHECK(Instant{} + days(2) - hours(48) == Instant{});
}

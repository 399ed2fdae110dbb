#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhaojian {

// Microseconds. Money, time and ids are never floating point.
struct Duration {
  std::int64_t micros = 0;
  auto operator<=>(const Duration&) const = default;
  [[nodiscard]] constexpr double seconds() const { return static_cast<double>(micros) / 1e6; }
};
[[nodiscard]] constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000}; }
[[nodiscard]] constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
[[nodiscard]] constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
[[nodiscard]] constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }
[[nodiscard]] constexpr Duration days(std::int64_t n) { return hours(n * 24); }

// A point in time: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;
  auto operator<=>(const Instant&) const = default;
  // Rounded down, before 1970 too.
  [[nodiscard]] constexpr std::int64_t unix_seconds() const { return micros / 1'000'000 - (micros % 1'000'000 < 0); }
};
[[nodiscard]] constexpr Instant operator+(Instant t, Duration d) { return {t.micros + d.micros}; }
[[nodiscard]] constexpr Instant operator-(Instant t, Duration d) { return {t.micros - d.micros}; }
[[nodiscard]] constexpr Duration operator-(Instant a, Instant b) { return {a.micros - b.micros}; }

// "2023-10-21T02:00:00Z", with ".123456" when there is a fraction.
[[nodiscard]] std::string rfc3339(Instant t);
// RFC 3339 with any offset, up to microseconds; a leap second counts as the next second.
[[nodiscard]] Result<Instant> instant_from_rfc3339(std::string_view text);

// A calendar date without time: "2021-09-01".
struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};
[[nodiscard]] Result<Date> date_from_iso(std::string_view text);
[[nodiscard]] std::string iso(const Date& date);

// China has one time zone, UTC+8 without summer time; what people read is always in it.
struct BeijingTime {
  Date date;
  int hour = 0, minute = 0, second = 0;
};
[[nodiscard]] BeijingTime beijing(Instant t);
// "2023年11月1日 15:01": the form a WeChat `time` field accepts (standard.md §4.4).
[[nodiscard]] std::string wechat_time(Instant t);

}  // namespace zhaojian

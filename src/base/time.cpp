#include "base/time.h"

#include <array>

namespace zhaojian {
namespace {

constexpr std::int64_t day_micros = days(1).micros;
constexpr Duration beijing_offset = hours(8);

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); }

constexpr bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

constexpr int days_in(int year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap(year));
}

// Howard Hinnant, "chrono-compatible low-level date algorithms": days since 1970-01-01 in the proleptic Gregorian
// calendar, counting years from March so that the leap day is the last of its year.
constexpr std::int64_t days_from(const Date& date) {
  const std::int64_t y = date.year - (date.month <= 2);
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

constexpr Date date_from(std::int64_t days_since_1970) {
  const std::int64_t z = days_since_1970 + 719'468;
  const std::int64_t era = floor_div(z, 146'097);
  const std::int64_t day_of_era = z - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * from_march + 2) / 5 + 1);
  const int month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
  return {static_cast<int>(year_of_era + era * 400) + (month <= 2), month, day};
}

struct Split {
  Date date;
  std::int64_t micros = 0;  // of the day
};

Split split(Instant t) {
  const std::int64_t day = floor_div(t.micros, day_micros);
  return {date_from(day), t.micros - day * day_micros};
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

// Eats a text from the left; after a mismatch `good` stays false.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool done() const { return good_ && text_.empty(); }
  [[nodiscard]] char peek() const { return text_.empty() ? '\0' : text_.front(); }

  void expect(bool holds) { good_ = good_ && holds; }
  char take() {
    const char c = peek();
    expect(c != '\0');
    if (!text_.empty()) text_.remove_prefix(1);
    return c;
  }
  int number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
    expect(least <= value && value <= most);
    return value;
  }
  [[nodiscard]] bool at_digit() const { return peek() >= '0' && peek() <= '9'; }
  int digit() {
    expect(at_digit());
    return at_digit() ? take() - '0' : 0;
  }

 private:
  std::string_view text_;
  bool good_ = true;
};

Date read_date(Reader& in) {
  Date date;
  date.year = in.number(4, 0, 9999);
  in.expect(in.take() == '-');
  date.month = in.number(2, 1, 12);
  in.expect(in.take() == '-');
  date.day = in.number(2, 1, in.good() ? days_in(date.year, date.month) : 0);
  return date;
}

// What stands behind the point; finer than a microsecond is cut off.
std::int64_t read_fraction(Reader& in) {
  if (in.peek() != '.') return 0;
  in.take();
  std::int64_t micros = 0;
  in.expect(in.at_digit());
  for (std::int64_t unit = 100'000; in.good() && in.at_digit(); unit /= 10) micros += in.digit() * unit;
  return micros;
}

Duration read_offset(Reader& in) {
  const char sign = in.take();
  if (sign == 'Z' || sign == 'z') return {};
  in.expect(sign == '+' || sign == '-');
  const int hour = in.number(2, 0, 23);
  in.expect(in.take() == ':');
  const Duration offset = minutes(hour * 60 + in.number(2, 0, 59));
  return sign == '-' ? Duration{-offset.micros} : offset;
}

}  // namespace

std::string rfc3339(Instant t) {
  const auto [date, micros] = split(t);
  const std::int64_t second = micros / 1'000'000;
  std::string text =
      iso(date) + 'T' + padded(second / 3'600, 2) + ':' + padded(second / 60 % 60, 2) + ':' + padded(second % 60, 2);
  if (const std::int64_t fraction = micros % 1'000'000; fraction != 0) text += '.' + padded(fraction, 6);
  return text + 'Z';
}

Result<Instant> instant_from_rfc3339(std::string_view text) {
  Reader in(text);
  const Date date = read_date(in);
  const char between = in.take();
  in.expect(between == 'T' || between == 't');
  const int hour = in.number(2, 0, 23);
  in.expect(in.take() == ':');
  const int minute = in.number(2, 0, 59);
  in.expect(in.take() == ':');
  const int second = in.number(2, 0, 60);
  const std::int64_t fraction = read_fraction(in);
  const Duration offset = read_offset(in);
  if (!in.done()) return Error{Errc::invalid, "not a date and time of RFC 3339"};

  const Instant whole = Instant{days_from(date) * day_micros} + seconds(hour * 3'600 + minute * 60 + second) - offset;
  if (second == 60 && whole.micros % day_micros != 0) {
    return Error{Errc::invalid, "a leap second that is not the last of a day in UTC"};
  }
  return whole + Duration{fraction};
}

Result<Date> date_from_iso(std::string_view text) {
  Reader in(text);
  const Date date = read_date(in);
  if (!in.done()) return Error{Errc::invalid, "not a date like 2021-09-01"};
  return date;
}

std::string iso(const Date& date) {
  return padded(date.year, 4) + '-' + padded(date.month, 2) + '-' + padded(date.day, 2);
}

BeijingTime beijing(Instant t) {
  const auto [date, micros] = split(t + beijing_offset);
  const int second = static_cast<int>(micros / 1'000'000);
  return {date, second / 3'600, second / 60 % 60, second % 60};
}

std::string wechat_time(Instant t) {
  const auto [date, hour, minute, second] = beijing(t);
  return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" + std::to_string(date.day) + "日 " +
         padded(hour, 2) + ':' + padded(minute, 2);
}

}  // namespace zhaojian

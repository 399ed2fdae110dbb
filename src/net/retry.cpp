#include "net/retry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <vector>

#include "base/hash.h"

namespace zhaojian::net {
namespace {

constexpr std::array webhook_steps = {seconds(0), seconds(5), minutes(5), minutes(30), hours(2),
                                      hours(5),   hours(10),  hours(14),  hours(20),   hours(24)};
static_assert(webhook_steps.size() == attempts(Schedule::webhook));

Duration times(Duration step, double factor) {
  return {static_cast<std::int64_t>(static_cast<double>(step.micros) * factor)};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<unsigned> month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto* const at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<unsigned>(at - names.begin()) + 1;
}

std::vector<std::string_view> words_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> words;
  while (true) {
    const auto from = text.find_first_not_of(separators);
    if (from == std::string_view::npos) return words;
    text.remove_prefix(from);
    const auto end = std::min(text.find_first_of(separators), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov  6 08:49:37 1994".
std::optional<Instant> http_date(std::string_view text) {
  namespace chr = std::chrono;
  std::vector<std::string_view> words = words_of(text, " ,-");
  if (words.size() == 5) words = {words[0], words[2], words[1], words[4], words[3], "GMT"};  // asctime
  if (words.size() != 6 || words[5] != "GMT") return std::nullopt;
  const auto day = number(words[1]);
  const auto month = month_number(words[2]);
  auto year = number(words[3]);
  const std::vector<std::string_view> clock = words_of(words[4], ":");
  if (!day || !month || !year || clock.size() != 3) return std::nullopt;
  if (words[3].size() == 2) *year += *year < 70 ? 2000 : 1900;
  const auto hour = number(clock[0]);
  const auto minute = number(clock[1]);
  const auto second = number(clock[2]);
  const chr::year_month_day date{chr::year{*year}, chr::month{*month}, chr::day{static_cast<unsigned>(*day)}};
  if (!hour || !minute || !second || *year > 9999 || !date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  const std::int64_t day_count = chr::sys_days{date}.time_since_epoch().count();
  return Instant{} + days(day_count) + hours(*hour) + minutes(*minute) + seconds(*second);
}

}  // namespace

Duration back_off(int attempt, Schedule schedule, double jitter, std::optional<Duration> retry_after) {
  const auto index = static_cast<std::size_t>(std::max(attempt, 0));
  Duration wait{};
  if (schedule == Schedule::webhook) {
    wait = times(webhook_steps[std::min(index, webhook_steps.size() - 1)], 0.5 + jitter);
  } else {
    wait = times(seconds(std::min<std::int64_t>(60, std::int64_t{1} << std::min<std::size_t>(index, 6))), jitter);
  }
  return std::max(wait, retry_after.value_or(Duration{}));
}

double random_jitter() {
  std::uint32_t number = 0;
  const Bytes random = random_bytes(sizeof number);
  std::memcpy(&number, random.data(), sizeof number);
  return static_cast<double>(number) / 4'294'967'296.0;  // 2^32: below 1
}

std::optional<Duration> retry_after(std::string_view value, Instant now) {
  const auto clamped = [](Duration wait) { return std::clamp(wait, seconds(1), hours(1)); };
  const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits) return clamped(seconds(value.size() > 9 ? 3'600 : *number(value)));
  const std::optional<Instant> at = http_date(value);
  if (!at) return std::nullopt;
  return clamped(*at - now);
}

Verdict classify(int status) {
  if (status >= 200 && status < 300) return Verdict::done;
  switch (status) {
    case 410: return Verdict::gone;
    case 429:
    case 502:
    case 503:
    case 504: return Verdict::throttle;
    case 408:
    case 409:
    case 425: return Verdict::retry;
    default: return status >= 400 && status < 500 ? Verdict::refuse : Verdict::retry;
  }
}

bool CircuitBreaker::may_try(Duration now) {
  if (!is_open()) return true;
  if (now < until_) return false;
  until_ = {now.micros + pause_.micros};  // a probe that never reports back is given up after another pause
  return true;
}

void CircuitBreaker::succeeded() { *this = {}; }

void CircuitBreaker::failed(Duration now) {
  failures_ = std::min(failures_ + 1, 6);
  if (!is_open()) return;
  pause_ = pause_ == Duration{} ? seconds(30) : std::min(seconds(pause_.micros / 500'000), minutes(10));
  until_ = {now.micros + pause_.micros};
}

}  // namespace zhaojian::net

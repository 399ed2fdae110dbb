#pragma once
#include <limits>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace zhaojian::net {

enum class Schedule {
  webhook,  // Standard Webhooks 1.0.0: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; × 0.5–1.5
  poll,     // 1 s doubling to 60 s; "full jitter": anything from nothing to the whole step
};

// How many attempts there are before giving up.
[[nodiscard]] constexpr int attempts(Schedule schedule) {
  return schedule == Schedule::webhook ? 10 : std::numeric_limits<int>::max();
}

// How long to wait before attempt number `attempt` (0 is the first one). `jitter` in [0, 1) is the caller's random
// number. A Retry-After is the least we wait. Past the end of the schedule the last step repeats.
[[nodiscard]] Duration back_off(int attempt, Schedule schedule, double jitter,
                                std::optional<Duration> retry_after = std::nullopt);

// A random number for `jitter`.
[[nodiscard]] double random_jitter();

// The value of a Retry-After header: seconds, or any of the three dates of RFC 9110 §5.6.7. Within 1 s … 1 h.
[[nodiscard]] std::optional<Duration> retry_after(std::string_view value, Instant now);

enum class Verdict {
  done,      // 2xx
  retry,     // a server or a proxy in trouble: try again
  throttle,  // it asks for less: 429, 502, 503, 504
  refuse,    // it will never take this: other 4xx
  gone,      // 410: stop using this address
};
// A redirect is `retry`: we do not follow it, and it is often a captive portal that goes away.
[[nodiscard]] Verdict classify(int status);

// Spares a server that fails, and our rows their attempts: after 5 failures in a row nothing is sent for 30 s, then one
// probe; if that fails too, twice as long, up to 10 min. A value; `now` is monotonic.
class CircuitBreaker {
 public:
  [[nodiscard]] bool may_try(Duration now);  // true once per pause when open: that call is the probe
  void succeeded();
  void failed(Duration now);
  [[nodiscard]] bool is_open() const { return failures_ >= 5; }
  [[nodiscard]] Duration opens_again_at() const { return until_; }  // meaningful while open

 private:
  int failures_ = 0;
  Duration pause_{};
  Duration until_{};
};

}  // namespace zhaojian::net

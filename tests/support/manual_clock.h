#pragma once
#include <atomic>

#include "base/clock.h"

namespace zhaojian::support {

// A clock that stands still until the test moves it. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start = {1'697'853'600'000'000}) : wall_(start.micros) {}  // 2023-10-21T02:00:00Z

  [[nodiscard]] Instant now() const override { return {wall_.load()}; }
  [[nodiscard]] Duration monotonic() const override { return {since_start_.load()}; }

  // Time passes.
  void advance(Duration by) {
    wall_ += by.micros;
    since_start_ += by.micros;
  }
  // Somebody sets the wall clock; the monotonic one does not notice.
  void set_wall(Instant to) { wall_ = to.micros; }

 private:
  std::atomic<std::int64_t> wall_;
  std::atomic<std::int64_t> since_start_ = 0;
};

}  // namespace zhaojian::support

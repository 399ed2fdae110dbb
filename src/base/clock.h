#pragma once
#include "base/time.h"

namespace zhaojian {

// Where time comes from. Injected, so that tests own it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;        // wall clock, may jump
  [[nodiscard]] virtual Duration monotonic() const = 0; // since some start, includes sleep (CLOCK_BOOTTIME), never back
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] Duration monotonic() const override;
};

// Changes when the machine restarts; a monotonic reading means something only together with it.
[[nodiscard]] std::string boot_id();

}  // namespace zhaojian

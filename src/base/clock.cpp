#include "base/clock.h"

#include <ctime>

#include "base/files.h"

namespace zhaojian {
namespace {

std::int64_t read_clock(clockid_t clock) {
  timespec t{};
  ::clock_gettime(clock, &t);
  return std::int64_t{t.tv_sec} * 1'000'000 + t.tv_nsec / 1'000;
}

}  // namespace

Instant SystemClock::now() const { return {read_clock(CLOCK_REALTIME)}; }

Duration SystemClock::monotonic() const { return {read_clock(CLOCK_BOOTTIME)}; }

std::string boot_id() {
  const auto id = read_file("/proc/sys/kernel/random/boot_id", 64);
  if (!id) return "unknown";
  const std::string_view line = text_of(*id);
  return std::string(line.substr(0, line.find('\n')));
}

}  // namespace zhaojian

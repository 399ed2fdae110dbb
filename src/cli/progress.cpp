#include "cli/progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <ostream>

#include "cli/words.h"

namespace zhaojian::cli {
namespace {

constexpr Duration kLeastApart = milliseconds(100);

}  // namespace

std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(std::fmax(0, seconds)));
  char text[40];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
  }
  return text;
}

Progress::Progress(const Session& session)
    : session_(session),
      on_(::isatty(STDERR_FILENO) == 1),
      start_(session.clock().monotonic()),
      last_{start_.micros - kLeastApart.micros} {}

bool Progress::too_soon() {
  const Duration now = session_.clock().monotonic();
  if (now.micros - last_.micros < kLeastApart.micros) return true;
  last_ = now;
  return false;
}

void Progress::count(std::int64_t done, std::int64_t all) {
  if (!on_ || too_soon()) return;
  const double spent = Duration{last_.micros - start_.micros}.seconds();
  const std::string so_far = std::to_string(done) + "/" + std::to_string(all);
  std::string line = session_.text("cli.progress", {so_far});
  if (done > 0 && spent > 0.5) {
    const double rate = static_cast<double>(done) / spent;
    line = session_.text("cli.progress.eta",
                         {so_far, value_text(rate), clock_text(static_cast<double>(all - done) / rate)});
  }
  last_.micros -= kLeastApart.micros;  // say() asks the clock again
  say(line);
}

void Progress::say(std::string_view line) {
  if (!on_ || too_soon()) return;
  session_.err() << "\r\033[K" << line << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  session_.err() << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace zhaojian::cli

#include "domain/sla.h"

#include <algorithm>

namespace zhaojian::domain {

Instant due_at(const Submission& submission) {
  const Instant promised = submission.submitted_at + kPromise;
  return std::min(promised, submission.batch.window_closes_at.value_or(promised));
}

Urgency urgency(Instant submitted_at, Instant due_at, Instant now) {
  constexpr Duration soon = hours(4);
  if (now > submitted_at + kLimit) return Urgency::broken;
  if (now > due_at) return Urgency::late;
  return due_at - now <= soon ? Urgency::soon : Urgency::calm;
}

std::optional<Instant> clear_at(std::int64_t waiting, const Pace& pace, Instant now) {
  constexpr std::int64_t enough = 10;
  constexpr Duration long_enough = minutes(5), farthest = hours(24);
  if (waiting <= 0) return now;
  if (pace.decided < enough || !pace.since || now - *pace.since < long_enough) return std::nullopt;
  // In floating point: a million waiting times an hour in microseconds is near the end of 64 bits.
  const double each = static_cast<double>((now - *pace.since).micros) / static_cast<double>(pace.decided);
  const double left = each * static_cast<double>(waiting);
  if (left >= static_cast<double>(farthest.micros)) return std::nullopt;
  return now + Duration{static_cast<std::int64_t>(left)};
}

}  // namespace zhaojian::domain

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

std::optional<Instant> clear_at(std::int64_t waiting, std::int64_t decided_last_hour, Instant now) {
  if (waiting <= 0) return now;
  if (decided_last_hour <= 0) return std::nullopt;
  const std::int64_t whole = waiting / decided_last_hour, rest = waiting % decided_last_hour;
  constexpr std::int64_t century = 100 * 365 * 24;  // hours; beyond it nobody plans, and the sum would overflow
  const double part = static_cast<double>(rest) / static_cast<double>(decided_last_hour);
  const Duration last_hour{static_cast<std::int64_t>(part * static_cast<double>(hours(1).micros))};
  return now + hours(std::min(whole, century)) + last_hour;
}

}  // namespace zhaojian::domain

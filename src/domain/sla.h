#pragma once
#include <optional>

#include "base/time.h"
#include "domain/submission.h"

// The promise to the student: answered within 24 hours, never later than 48 (product.md).
namespace zhaojian::domain {

inline constexpr Duration kPromise = hours(24);
inline constexpr Duration kLimit = hours(48);

enum class Urgency { calm, soon, late, broken };  // > 4 h left | ≤ 4 h | past the promise or the window | past the limit

[[nodiscard]] Instant due_at(const Submission& submission);  // submitted + 24 h, or the window's close if earlier
[[nodiscard]] Urgency urgency(Instant submitted_at, Instant due_at, Instant now);
// How fast the team has been deciding: so many since the first of them, at most an hour ago.
struct Pace {
  std::int64_t decided = 0;
  std::optional<Instant> since;
};
// When the queue will be empty at this pace. Nothing where that would be guessing: fewer than ten decisions, less than
// five minutes of work, or a day and more to go.
[[nodiscard]] std::optional<Instant> clear_at(std::int64_t waiting, const Pace& pace, Instant now);

}  // namespace zhaojian::domain

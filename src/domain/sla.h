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
// When the queue will be empty at the pace of the last hour; nothing when nobody decides.
[[nodiscard]] std::optional<Instant> clear_at(std::int64_t waiting, std::int64_t decided_last_hour, Instant now);

}  // namespace zhaojian::domain

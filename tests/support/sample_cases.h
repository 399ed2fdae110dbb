#pragma once
#include "desk/review.h"
#include "domain/review_case.h"
#include "support/desk_samples.h"

// The invented students, their photos and what the checks found; the material of desk_samples.
namespace zhaojian::test {

inline constexpr Instant kNow{1'698'800'467'000'000};  // 2023-11-01 09:01:07 in Beijing

[[nodiscard]] std::vector<domain::QueueItem> sample_queue();
// Light from one side, background slightly uneven, one ear not to be seen; a second attempt.
[[nodiscard]] desk::CaseFilePtr sample_case(const Shipped& shipped);
// Its photos as they stand on the desk when decoded.
[[nodiscard]] std::vector<desk::PaneState> sample_panes();
// And with a population and an earlier photo: five beside one another, six with the capture.
[[nodiscard]] std::vector<desk::PaneState> many_panes();
[[nodiscard]] std::vector<desk::RecentDecision> sample_recent();
[[nodiscard]] std::vector<desk::OutboxRow> sample_outbox();
[[nodiscard]] std::vector<desk::ProblemRow> sample_problems();
[[nodiscard]] std::vector<desk::HistoryRow> sample_history();

}  // namespace zhaojian::test

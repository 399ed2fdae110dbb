#include "workflow/look_up.h"

#include <algorithm>

namespace zhaojian::workflow {
namespace {

constexpr std::int64_t kHits = 200, kAttempts = 20;

std::vector<domain::Stage> every_stage() {
  std::vector<domain::Stage> all;
  for (int i = 0; i < domain::kStageCount; ++i) all.push_back(static_cast<domain::Stage>(i));
  return all;
}

// The one student that is meant, by a submission of his.
std::optional<SubmissionId> the_one(const std::vector<domain::QueueItem>& items, std::string_view typed) {
  const auto exact = std::ranges::find_if(
      items, [&](const domain::QueueItem& item) { return item.student_number == typed || item.id.value == typed; });
  if (exact != items.end()) return exact->id;
  const bool one = !items.empty() && std::ranges::all_of(items, [&](const domain::QueueItem& item) {
                     return item.student_number == items.front().student_number;
                   });
  return one ? std::optional(items.front().id) : std::nullopt;
}

}  // namespace

Result<LookedUp> look_up(const Services& services, std::string_view typed) {
  LookedUp found;
  store::QueueFilter filter;
  filter.stages = every_stage();
  filter.text = typed;
  const auto page = TRY(services.store.submissions().page(filter, 0, kHits));
  const auto id = the_one(page.items, typed);
  const auto any = id ? TRY(services.store.submissions().find(*id)) : std::nullopt;
  if (!any) return found;
  for (const domain::ReviewCase& one : TRY(services.store.submissions().history(any->submission.student.ref, kAttempts))) {
    if (!found.latest) found.latest = one;
    auto judged = TRY(services.store.decisions().of(one.submission.id));
    std::erase_if(judged, [](const domain::Decision& d) { return d.reverses.has_value(); });  // the act, no judgement
    if (judged.empty()) continue;
    found.decision = std::ranges::max_element(judged, {}, &domain::Decision::decided_at)->id;
    found.of_latest = one.submission.id == found.latest->submission.id;
    break;
  }
  return found;
}

}  // namespace zhaojian::workflow

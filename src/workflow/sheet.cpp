#include "workflow/sheet.h"

#include "domain/decision_rules.h"
#include "workflow/claim.h"

namespace zhaojian::workflow {
namespace {

constexpr std::int64_t kPage = 200;

// Whether this case can be judged by the standard alone, and its checks are there to mark what fails.
Result<bool> suits(const Services& services, const SubmissionId& id) {
  const auto found = TRY(services.store.submissions().find(id));
  if (!found || found->place.stage != domain::Stage::queued) return false;
  const auto profile = services.profile(found->submission.batch.profile);
  if (!profile) return false;  // not configured; the review screen says so
  const auto photos = TRY(photo_states(services, found->submission));
  if (domain::needs_identity(found->submission, **profile, {photos, nullptr})) return false;
  const auto measured = TRY(services.store.submissions().assessment(id, found->submission.version));
  return measured && domain::readable(found->submission, {photos, &*measured});
}

Result<std::vector<SubmissionId>> candidates(const Services& services, std::size_t count) {
  std::vector<SubmissionId> ids;
  store::QueueFilter waiting;
  waiting.stages = {domain::Stage::queued};
  for (std::int64_t offset = 0; offset < kSheetSearch && ids.size() < count; offset += kPage) {
    const auto page = TRY(services.store.submissions().page(waiting, offset, kPage));
    for (const domain::QueueItem& item : page.items) {
      if (ids.size() < count && TRY(suits(services, item.id))) ids.push_back(item.id);
    }
    if (static_cast<std::int64_t>(page.items.size()) < kPage) break;
  }
  return ids;
}

}  // namespace

Result<std::vector<domain::CaseFilePtr>> claim_for_sheet(const Services& services, const domain::Operator& who,
                                                         std::size_t count) {
  domain::ReviewCase any;
  any.place = {domain::Stage::queued, domain::Round::first};
  TRY(domain::may_claim(who, any));
  // Looking takes its time, so it is done before the transaction; whoever was quicker there has the case.
  const auto ids = TRY(candidates(services, count));
  std::vector<domain::CaseFilePtr> files;
  TRY(services.store.transact([&]() -> Done {
    for (const SubmissionId& id : ids) {
      const auto found = TRY(services.store.submissions().find(id));
      if (!found || found->place.stage != domain::Stage::queued) continue;
      const auto leases =
          TRY(services.store.submissions().claim({who.id, services.station, services.lease.length, 1, false, id}));
      if (leases.empty()) continue;  // one that this operator judged before
      const auto mine = TRY(services.store.submissions().find(id));
      files.push_back(TRY(open_case(services, *mine, leases.front())));
    }
    return {};
  }));
  return files;
}

}  // namespace zhaojian::workflow

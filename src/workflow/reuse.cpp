#include "workflow/reuse.h"

#include <algorithm>

#include "domain/resubmission.h"

namespace zhaojian::workflow {
namespace {

constexpr std::size_t kLatest = 1024;  // more of them are settled, so that no moment copies much

}  // namespace

imaging::Fingerprint print_of(const store::PhotoPrint& kept) { return {kept.whole, kept.face}; }

std::vector<checks::OtherPhoto> KnownPhotos::nearest(const checks::PrintViews& views, const StudentRef& student,
                                                     double face_bits, std::size_t most) const {
  struct Near {
    double distance;
    const store::PhotoPrint* print;
  };
  std::vector<Near> near;  // ascending, at most `most`
  const auto look = [&](const Prints& prints) {
    for (const store::PhotoPrint& print : prints) {
      const double distance = checks::same_photo(views, print_of(print), face_bits);
      if (near.size() >= most && distance >= near.back().distance) continue;
      if (print.student == student) continue;
      near.insert(std::ranges::upper_bound(near, distance, {}, &Near::distance), {distance, &print});
      if (near.size() > most) near.pop_back();
    }
  };
  if (most > 0) {
    look(*settled_);
    look(latest_);
  }
  std::vector<checks::OtherPhoto> others;
  for (const Near& one : near) others.push_back({print_of(*one.print), one.print->submission.value});
  return others;
}

Result<KnownPhotosPtr> ReuseIndex::up_to_date(store::Store& store) {
  const std::int64_t removed = TRY(store.fingerprints().removed());
  const bool anew = removed != removed_;
  std::vector<store::PhotoPrint> more = TRY(store.fingerprints().since(anew ? 0 : row_));
  if (!anew && more.empty()) return known_;
  auto next = std::make_shared<KnownPhotos>(anew ? KnownPhotos() : *known_);
  if (!more.empty()) row_ = more.back().row;
  removed_ = removed;
  std::ranges::move(more, std::back_inserter(next->latest_));
  if (next->latest_.size() > kLatest) {
    auto all = std::make_shared<KnownPhotos::Prints>(*next->settled_);
    std::ranges::move(next->latest_, std::back_inserter(*all));
    next->settled_ = std::move(all);
    next->latest_.clear();
  }
  known_ = std::move(next);
  return known_;
}

namespace {

// By the last decision that counts; without a version, of any.
Result<bool> refused_for_its_file(const Services& services, const SubmissionId& id, std::optional<int> version) {
  const domain::Decision* last = nullptr;
  const auto decisions = TRY(services.store.decisions().of(id));
  for (const domain::Decision& decision : decisions) {
    const bool counts = (decision.state == domain::DecisionState::held || decision.state == domain::DecisionState::released) && !decision.reverses;
    if (counts && (!version || decision.version == *version) && (!last || last->decided_at < decision.decided_at)) last = &decision;
  }
  return last != nullptr && domain::sent_back_for_the_file(*last, *services.reasons);
}

}  // namespace

Result<EarlierPhotos> earlier_photos(const Services& services, ReuseIndex& index, const domain::Submission& submission) {
  EarlierPhotos earlier;
  earlier.known = TRY(index.up_to_date(services.store));
  for (const store::PhotoPrint& print :
       TRY(services.store.fingerprints().refused_of(submission.student.ref, submission.id, submission.version)))
    if (!TRY(refused_for_its_file(services, print.submission, print.version))) earlier.refused.push_back(print_of(print));
  if (submission.previous)
    earlier.previous_may_come_again = TRY(refused_for_its_file(services, *submission.previous, {}));
  return earlier;
}

}  // namespace zhaojian::workflow

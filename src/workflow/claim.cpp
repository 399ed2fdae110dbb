#include "workflow/claim.h"

#include <algorithm>

#include "domain/decision_rules.h"
#include "domain/rejudge.h"
#include "workflow/other_photo.h"
#include "workflow/profiles.h"

namespace zhaojian::workflow {
namespace {

using domain::CaseFile;
using domain::Happening;
using domain::Lease;
using domain::ReviewCase;
using domain::Stage;

constexpr Duration kGrace = seconds(10);  // reliability.md §1.5
constexpr std::int64_t kSweep = 100;      // lapsed leases put back in one go

Done put_back(const Services& services, ReviewCase review_case) {
  review_case.place = TRY(domain::advance(review_case.place, Happening::returned));
  review_case.holder.reset();
  ++review_case.epoch;  // whoever held it can no longer decide
  return services.store.submissions().save(review_case);
}

Done put_all_back(const Services& services, const std::vector<Lease>& leases) {
  for (const Lease& lease : leases) {
    const auto found = TRY(services.store.submissions().find(lease.submission));
    const bool ours = found && found->place.stage == Stage::leased && found->epoch == lease.epoch;
    if (ours) TRY(put_back(services, *found));
  }
  return {};
}

// What `who` let lapse here himself stays his: it is on his screen, and the claim below renews it.
Done put_lapsed_back(const Services& services, const domain::Operator& who) {
  const auto lapsed = TRY(services.store.submissions().lapsed(kGrace, kSweep));
  const auto own = TRY(services.store.submissions().leases_of(who.id, services.station));
  for (const SubmissionId& id : lapsed) {
    if (std::ranges::find(own, id, &Lease::submission) != own.end()) continue;
    const auto found = TRY(services.store.submissions().find(id));
    if (found && found->place.stage == Stage::leased) TRY(put_back(services, *found));
  }
  return {};
}

// Decisions about this case in earlier rounds and about the student's earlier attempts, newest first.
Result<std::vector<domain::Decision>> earlier_decisions(const Services& services, const ReviewCase& review_case) {
  std::vector<domain::Decision> all;
  const auto history = TRY(services.store.submissions().history(review_case.submission.student.ref, 10));
  for (const ReviewCase& other : history) {
    auto of = TRY(services.store.decisions().of(other.submission.id));
    std::erase_if(of, [](const domain::Decision& one) { return one.reverses.has_value(); });  // the act, no judgement
    std::ranges::move(of, std::back_inserter(all));
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &domain::Decision::decided_at);
  return all;
}

std::vector<domain::GivenReason> reasons_of_previous(const ReviewCase& review_case,
                                                     const std::vector<domain::Decision>& earlier) {
  for (const domain::Decision& decision : earlier) {
    const bool other =
        decision.submission != review_case.submission.id || decision.version < review_case.submission.version;
    const bool counted = decision.state == domain::DecisionState::released;
    if (other && counted && decision.outcome == domain::Outcome::retake) return decision.reasons;
  }
  return {};
}

// When the photo of the attempt before was handed in, which the capture platform does not send with it.
Done date_previous(const Services& services, domain::Submission& submission) {
  if (!submission.previous) return {};
  const auto before = TRY(services.store.submissions().find(*submission.previous));
  if (!before) return {};
  for (domain::PhotoRef& photo : submission.photos)
    if (photo.role == domain::PhotoRole::previous && !photo.taken_on)
      photo.taken_on = beijing(before->submission.submitted_at).date;
  return {};
}

// What was measured under another version of the profile, judged by this one. Nothing when only a look at the picture can
// tell: then the checks run again.
Result<std::optional<domain::Assessment>> under(const Services& services, const domain::StandardProfile& profile,
                                                domain::Assessment assessment) {
  if (assessment.profile == profile.id && assessment.profile_version == profile.version)
    return std::optional(std::move(assessment));
  const auto from = TRY(profile_version(services, assessment.profile, assessment.profile_version));
  if (!from) return std::optional<domain::Assessment>();
  domain::Rejudged again = domain::rejudge(assessment, *from, profile);
  if (!again.to_check.empty()) return std::optional<domain::Assessment>();
  return std::optional(std::move(again.assessment));
}

// `not_found` when the batch asks for a profile that is not configured: such a case must not hold up the others.
Result<domain::CaseFilePtr> open_leased(const Services& services, const Lease& lease) {
  const auto found = TRY(services.store.submissions().find(lease.submission));
  if (!found) return Error{Errc::internal, "a claimed case is not there", {}};
  return open_case(services, *found, lease);
}

}  // namespace

Result<std::vector<domain::PhotoState>> photo_states(const Services& services, const domain::Submission& submission) {
  const auto rows = TRY(services.store.submissions().photos_of(submission.id));
  std::vector<domain::PhotoState> states;
  for (const domain::PhotoRef& photo : submission.photos) {
    const auto row = std::ranges::find_if(rows, [&](const store::PhotoRow& r) { return r.ref.id == photo.id; });
    states.push_back(row == rows.end() ? domain::PhotoState::wanted : row->state);
  }
  return states;
}

Result<domain::CaseFilePtr> open_case(const Services& services, const ReviewCase& review_case, const Lease& lease) {
  auto file = std::make_shared<CaseFile>();
  file->review_case = review_case;
  TRY(date_previous(services, file->review_case.submission));
  file->lease = lease;
  file->profile = TRY(services.profile(review_case.submission.batch.profile));
  file->photo_states = TRY(photo_states(services, review_case.submission));
  file->assessment =
      TRY(services.store.submissions().assessment(review_case.submission.id, review_case.submission.version));
  file->earlier = TRY(earlier_decisions(services, review_case));
  file->asides = TRY(services.store.decisions().asides_of(review_case.submission.id));
  file->other_photo = TRY(named_another_photo(services, review_case.submission));
  std::erase_if(file->asides, [&](const domain::Aside& a) { return a.version != review_case.submission.version; });
  const auto old_reasons = reasons_of_previous(review_case, file->earlier);
  if (file->assessment) file->assessment = TRY(under(services, *file->profile, *std::move(file->assessment)));
  if (file->assessment && services.reasons)
    file->old_reasons = domain::compare_with_old(old_reasons, *file->assessment, *services.reasons);
  else
    for (const domain::GivenReason& given : old_reasons)
      file->old_reasons.push_back({given.code, domain::OldReason::unknown});
  return domain::CaseFilePtr(std::move(file));
}

Result<std::vector<domain::CaseFilePtr>> claim(const Services& services, const domain::Operator& who, int count,
                                               const std::optional<SubmissionId>& this_one) {
  ReviewCase any;
  any.place = {Stage::queued, domain::Round::first};
  TRY(domain::may_claim(who, any));
  std::vector<domain::CaseFilePtr> files;
  std::optional<Error> trouble;
  TRY(services.store.transact([&]() -> Done {
    TRY(put_lapsed_back(services, who));
    store::ClaimRequest request{
        who.id, services.station, services.lease.length, count, who.role == domain::Role::supervisor, this_one};
    std::vector<Lease> unopened;  // kept until the end, so that the next look finds others
    for (bool again = true; again;) {
      again = false;
      for (const Lease& lease : TRY(services.store.submissions().claim(request))) {
        const auto file = open_leased(services, lease);
        if (file) {
          files.push_back(*file);
          --request.count;
        } else if (file.error().code == Errc::not_found) {
          again = !this_one;
          trouble = file.error();
          unopened.push_back(lease);
        } else {
          return file.error();
        }
      }
    }
    return put_all_back(services, unopened);
  }));
  if (files.empty() && trouble) return *std::move(trouble);
  return files;
}

Done give_back(const Services& services, const std::vector<Lease>& leases) {
  if (leases.empty()) return {};
  return services.store.transact([&] { return put_all_back(services, leases); });
}

Result<std::vector<Lease>> renew(const Services& services, const std::vector<Lease>& leases) {
  std::vector<Lease> lost;
  if (leases.empty()) return lost;
  TRY(services.store.transact([&]() -> Done {
    for (const Lease& lease : leases) {
      if (!TRY(services.store.submissions().renew(lease, services.lease.length))) lost.push_back(lease);
    }
    return {};
  }));
  return lost;
}

}  // namespace zhaojian::workflow

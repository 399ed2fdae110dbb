#include "workflow/assess_submission.h"

#include "checks/assess.h"

namespace zhaojian::workflow {
namespace {

using domain::Happening;
using domain::PhotoRef;
using domain::PhotoRole;
using domain::Stage;

Result<imaging::Photo> decode(const Bench& bench, const PhotoRef& ref) {
  const Bytes bytes = TRY(bench.photos.read(ref.sha256));
  return bench.decoder.decode(bytes, 0);
}

// References that can be read; the others are simply not there for the checks, which say so.
std::vector<checks::Reference> read_references(const Bench& bench, const domain::Submission& submission) {
  std::vector<checks::Reference> references;
  for (const PhotoRef& ref : submission.photos) {
    if (!domain::is_reference(ref.role)) continue;
    const Result<imaging::Photo> photo = decode(bench, ref);
    if (!photo) continue;
    auto evidence = std::make_shared<const vision::Evidence>(bench.analyser.analyse_reference(photo->pixels));
    references.push_back(checks::reference_of(ref.role, photo->pixels, evidence));
    references.back().glasses = checks::glasses_of(*photo, *evidence);
  }
  return references;
}

// The raw picture, when there is one that can be read.
std::optional<checks::Capture> read_capture(const Bench& bench, const domain::Submission& submission) {
  const PhotoRef* ref = submission.photo(PhotoRole::capture);
  if (!ref) return std::nullopt;
  Result<imaging::Photo> photo = decode(bench, *ref);
  if (!photo) return std::nullopt;
  vision::Evidence evidence = bench.analyser.analyse_capture(photo->pixels);
  return checks::Capture{*std::move(photo), std::move(evidence)};
}

// Photos of earlier attempts: each was sent back, or there would be no further one.
std::vector<imaging::Fingerprint> read_rejected(const Bench& bench, const domain::Submission& submission) {
  std::vector<imaging::Fingerprint> prints;
  for (const PhotoRef& ref : submission.photos) {
    if (ref.role != PhotoRole::previous) continue;
    const Result<imaging::Photo> photo = decode(bench, ref);
    if (photo) prints.push_back(checks::fingerprint_of(photo->pixels, bench.analyser.analyse_reference(photo->pixels)));
  }
  return prints;
}

}  // namespace

Result<domain::Assessment> assess_photos(const Bench& bench, const domain::Submission& submission,
                                         const domain::StandardProfile& profile, Instant now) {
  const PhotoRef* ref = submission.photo(PhotoRole::submission);
  if (!ref) return Error{Errc::invalid, "the submission has no submission photo", "error.assess.no_photo"};
  domain::Assessment assessment;
  assessment.submission = submission.id;
  assessment.version = submission.version;
  assessment.photo = ref->sha256;
  assessment.profile = profile.id;
  assessment.profile_version = profile.version;
  assessment.made_at = now;

  Result<imaging::Photo> photo = decode(bench, *ref);
  if (!photo) {
    const Error& error = photo.error();
    // What cannot be had now may be had later; only bytes that are there and wrong are a finding.
    if (error.code != Errc::corrupt && error.code != Errc::invalid && error.code != Errc::not_found) return error;
    assessment.engine = "-";
    assessment.findings = checks::undecodable(profile, error);
    return assessment;
  }
  const vision::Evidence evidence = bench.analyser.analyse(photo->pixels);
  const auto references = read_references(bench, submission);
  const auto capture = read_capture(bench, submission);
  const auto rejected = read_rejected(bench, submission);
  assessment.engine = evidence.engine + "; " + std::string(checks::version());
  assessment.findings = checks::assess({*photo, evidence, references, capture ? &*capture : nullptr, rejected,
                                         beijing(submission.submitted_at).date},
                                        profile);
  return assessment;
}

Done keep_assessment(const Services& services, const domain::Assessment& assessment) {
  return services.store.transact([&]() -> Done {
    const auto found = TRY(services.store.submissions().find(assessment.submission));
    if (!found || found->submission.version != assessment.version) return {};  // replaced meanwhile: not of this photo
    TRY(services.store.submissions().put_assessment(assessment));
    if (found->place.stage != Stage::fetched) return {};
    domain::ReviewCase review_case = *found;
    review_case.place = TRY(domain::advance(review_case.place, Happening::assessed));
    review_case.place = TRY(domain::advance(review_case.place, Happening::admitted));
    return services.store.submissions().save(review_case);
  });
}

Result<std::vector<domain::ReviewCase>> to_assess(const Services& services, std::int64_t limit) {
  std::vector<domain::ReviewCase> cases;
  for (const SubmissionId& id : TRY(services.store.submissions().in_stage(Stage::fetched, limit))) {
    if (auto found = TRY(services.store.submissions().find(id))) cases.push_back(std::move(*found));
  }
  return cases;
}

}  // namespace zhaojian::workflow

#include "workflow/assess_submission.h"

#include <algorithm>

#include "checks/assess.h"

namespace zhaojian::workflow {
namespace {

using domain::Happening;
using domain::PhotoRef;
using domain::PhotoRole;
using domain::Stage;

const FindingId kOther("dup.phash_other");

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

// Photos that may not come again: those of earlier attempts were sent back, or there would be no further one.
std::vector<imaging::Fingerprint> read_rejected(const Bench& bench, const domain::Submission& submission,
                                                const EarlierPhotos& earlier) {
  std::vector<imaging::Fingerprint> prints = earlier.refused;
  if (earlier.previous_may_come_again) return prints;
  for (const PhotoRef& ref : submission.photos) {
    if (ref.role != PhotoRole::previous) continue;
    const Result<imaging::Photo> photo = decode(bench, ref);
    if (photo) prints.push_back(checks::fingerprint_of(photo->pixels, bench.analyser.analyse_reference(photo->pixels)));
  }
  return prints;
}

store::PhotoPrint kept_print(const domain::Submission& submission, const Sha256& photo, const imaging::Fingerprint& print) {
  return {0, submission.id, submission.version, submission.student.ref, photo, print.whole, print.face};
}

// Face bits of the rule; nothing where the profile does not look for other students' photos.
std::optional<double> face_bits(const domain::StandardProfile& profile) {
  const auto bits = profile.parameter(kOther, "face_bits");
  return bits ? std::optional(*bits) : std::nullopt;
}

std::vector<checks::OtherPhoto> others_like(const imaging::Photo& photo, const vision::Evidence& evidence,
                                            const domain::Submission& submission, const domain::StandardProfile& profile,
                                            const EarlierPhotos& earlier) {
  const auto bits = face_bits(profile);
  if (!bits || !earlier.known) return {};
  return earlier.known->nearest(checks::views_of(photo.pixels, evidence), submission.student.ref, *bits, 1);
}

// Puts it into the assessment that its photo is like another's, where that is nearer than what it says already.
bool say_like(domain::Assessment& assessment, const domain::StandardProfile& profile, double distance,
              const std::string& submission) {
  const domain::Rule* rule = profile.rule(kOther);
  const auto found = std::ranges::find(assessment.findings, kOther, &domain::Finding::id);
  if (rule == nullptr || found == assessment.findings.end()) return false;
  const domain::Verdict verdict = domain::judge(distance, rule->band);
  if (found->value && *found->value <= distance) return false;
  if (found->value && verdict == domain::Verdict::pass) return false;
  found->value = distance;
  found->verdict = verdict;
  found->band = rule->band;
  found->unit = rule->unit;
  found->why.clear();
  found->why_values.clear();
  *found = checks::photo_of_other(std::move(*found), submission);
  return true;
}

// Of two cases with one photo, both say so: the one that came first may be the copy. Returns whether it had to be told.
Result<std::optional<SubmissionId>> tell_the_other(const Services& services, const domain::Assessment& assessment) {
  const domain::Finding* finding = assessment.find(kOther);
  if (!finding || finding->why_values.empty() || !finding->value) return std::optional<SubmissionId>();
  const auto other = TRY(services.store.submissions().find(SubmissionId(finding->why_values.front())));
  if (!other || other->place.stage == Stage::purged) return std::optional<SubmissionId>();
  auto theirs = TRY(services.store.submissions().assessment(other->submission.id, other->submission.version));
  if (!theirs) return std::optional<SubmissionId>();
  const auto profile = TRY(services.profile(other->submission.batch.profile));
  if (!say_like(*theirs, *profile, *finding->value, assessment.submission.value)) return std::optional<SubmissionId>();
  TRY(services.store.submissions().put_assessment(*theirs));
  return std::optional(other->submission.id);
}

Result<std::optional<SubmissionId>> look_again(const Services& services, Assessed& assessed, ReuseIndex& index, const domain::Submission& submission) {
  const auto profile = TRY(services.profile(submission.batch.profile));
  const auto bits = face_bits(*profile);
  if (!bits || !assessed.print) return std::optional<SubmissionId>();
  const imaging::Fingerprint print = print_of(*assessed.print);
  const auto views = checks::views_of(print);
  const auto known = TRY(index.up_to_date(services.store));
  for (const checks::OtherPhoto& other : known->nearest(views, submission.student.ref, *bits, 1))
    say_like(assessed.assessment, *profile, checks::same_photo(views, other.print, *bits), other.submission);
  return tell_the_other(services, assessed.assessment);
}

}  // namespace

Result<Assessed> assess_photos(const Bench& bench, const domain::Submission& submission,
                               const domain::StandardProfile& profile, Instant now, const EarlierPhotos& earlier) {
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
    return Assessed{std::move(assessment), {}};
  }
  const vision::Evidence evidence = bench.analyser.analyse_submission(photo->pixels);
  const auto references = read_references(bench, submission);
  const auto capture = read_capture(bench, submission);
  const auto rejected = read_rejected(bench, submission, earlier);
  const auto others = others_like(*photo, evidence, submission, profile, earlier);
  assessment.engine = evidence.engine + "; " + std::string(checks::version());
  assessment.findings = checks::assess({*photo, evidence, references, capture ? &*capture : nullptr, rejected,
                                         beijing(submission.submitted_at).date, others},
                                        profile);
  return Assessed{std::move(assessment),
                  kept_print(submission, ref->sha256, checks::fingerprint_of(photo->pixels, evidence)),
                  kept_face(submission, profile, evidence)};
}

Result<Kept> keep_assessment(const Services& services, Assessed assessed, ReuseIndex* index) {
  Kept kept;
  TRY(services.store.transact([&]() -> Done {
    const domain::Assessment& assessment = assessed.assessment;
    const auto found = TRY(services.store.submissions().find(assessment.submission));
    if (!found || found->submission.version != assessment.version) return {};  // replaced meanwhile: not of this photo
    if (found->place.stage == Stage::purged) return {};
    if (index) kept.told = TRY(look_again(services, assessed, *index, found->submission));
    if (assessed.print) TRY(services.store.fingerprints().put(*assessed.print));
    if (assessed.face) TRY(services.store.faces().put(*assessed.face));
    else TRY(services.store.faces().drop(assessment.submission));  // not, or no longer, allowed
    TRY(services.store.submissions().put_assessment(assessment));
    if (found->place.stage != Stage::fetched) return {};
    domain::ReviewCase review_case = *found;
    review_case.place = TRY(domain::advance(review_case.place, Happening::assessed));
    review_case.place = TRY(domain::advance(review_case.place, Happening::admitted));
    return services.store.submissions().save(review_case);
  }));
  return kept;
}

Result<std::vector<domain::ReviewCase>> to_assess(const Services& services, std::int64_t limit) {
  std::vector<domain::ReviewCase> cases;
  for (const SubmissionId& id : TRY(services.store.submissions().in_stage(Stage::fetched, limit))) {
    if (auto found = TRY(services.store.submissions().find(id))) cases.push_back(std::move(*found));
  }
  return cases;
}

}  // namespace zhaojian::workflow

#include "cli/check_photo.h"

#include <algorithm>
#include <map>

#include "base/files.h"
#include "base/utf8.h"
#include "checks/assess.h"
#include "cli/evidence_picture.h"
#include "cli/photo_files.h"
#include "codec/assessment_json.h"
#include "imaging/encode.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr const char* kUsualProfile = "chsi-99-2017";

// `hash`: of the file as far as it can be read, also when it is no picture.
Result<imaging::Photo> open_photo(Tools& tools, const std::filesystem::path& file, Sha256& hash) {
  const Bytes bytes = TRY(read_photo(file));
  auto photo = tools.decoder.decode(bytes, 0);
  hash = photo ? photo->facts.sha256 : sha256(bytes);
  return photo;
}

Done write_evidence(const std::filesystem::path& folder, const std::string& stem, const domain::Assessment& assessment,
                    const imaging::Pixels& pixels) {
  constexpr int readable_by_all = 0644;
  const std::string json = codec::assessment_to_json(assessment, codec::JsonStyle::indented);
  TRY(write_file_atomically(folder / (stem + ".json"), bytes_of(json), readable_by_all));
  if (pixels.empty()) return {};
  const Bytes png = TRY(imaging::encode_png(evidence_picture(pixels, assessment.findings)));
  return write_file_atomically(folder / (stem + ".png"), png, readable_by_all);
}

}  // namespace

Overall overall(const CheckedPhoto& photo) {
  if (photo.unreadable) return Overall::unreadable;
  const auto any = [&](domain::Verdict verdict) {
    return std::ranges::any_of(photo.assessment.findings, [&](const auto& f) { return f.verdict == verdict; });
  };
  if (any(domain::Verdict::fail)) return Overall::fail;
  return any(domain::Verdict::warn) ? Overall::warn : Overall::pass;
}

std::string_view name(Overall overall) {
  constexpr std::string_view names[] = {"pass", "warn", "fail", "unreadable"};
  return names[static_cast<int>(overall)];
}

CheckedPhoto check_photo(Tools& tools, const std::filesystem::path& file, const CheckTask& task,
                         const std::string& stem, Instant now) {
  CheckedPhoto checked;
  checked.file = file;
  checked.profile = task.profile;
  domain::Assessment& assessment = checked.assessment;
  assessment.submission = SubmissionId(one_line(file.filename().string(), kLongestName));
  assessment.profile = task.profile->id;
  assessment.profile_version = task.profile->version;
  assessment.made_at = now;
  assessment.engine = checks::version();
  const auto photo = open_photo(tools, file, assessment.photo);
  if (photo) {
    const vision::Evidence evidence = tools.analyser->analyse_submission(photo->pixels);
    assessment.engine += "; " + evidence.engine;
    const checks::Capture* capture = task.capture ? &*task.capture : nullptr;
    assessment.findings = checks::assess(
        {*photo, evidence, task.references, capture, task.rejected, beijing(now).date}, *task.profile);
  } else {
    checked.unreadable = photo.error();
    assessment.findings = checks::undecodable(*task.profile, photo.error());
  }
  const auto flags = back_end_flags(file, task.back_end);
  if (!flags) {
    checked.no_back_end = flags.error();
  } else {
    checked.made_with = inputs_of(task, *flags);
    if (*flags) checked.back_end = (*flags)->flags;
  }
  if (!task.evidence.empty()) {
    const Done done = write_evidence(task.evidence, stem, assessment, photo ? photo->pixels : imaging::Pixels{});
    if (!done) checked.no_evidence = done.error();
  }
  return checked;
}

std::string inputs_of(const CheckTask& task, const std::optional<BackEndFlags>& flags) {
  if (task.compared_with.empty() && !flags) return {};
  const std::string all = task.compared_with + (flags ? " flags " + hex(flags->sha256) : "");
  return hex(sha256(bytes_of(all)));
}

Result<checks::Reference> read_reference(Tools& tools, const std::filesystem::path& file, domain::PhotoRole role) {
  Sha256 hash{};
  const auto photo = open_photo(tools, file, hash);
  if (!photo) return Error(photo.error()).in(file.string());
  auto evidence = std::make_shared<const vision::Evidence>(tools.analyser->analyse_reference(photo->pixels));
  checks::Reference reference = checks::reference_of(role, photo->pixels, evidence);
  reference.glasses = checks::glasses_of(*photo, *evidence);
  return reference;
}

Result<imaging::Fingerprint> read_rejected(Tools& tools, const std::filesystem::path& file) {
  Sha256 hash{};
  const auto photo = open_photo(tools, file, hash);
  if (!photo) return Error(photo.error()).in(file.string());
  return checks::fingerprint_of(photo->pixels, tools.analyser->analyse_reference(photo->pixels));
}

Result<checks::Capture> read_capture(Tools& tools, const std::filesystem::path& file) {
  Sha256 hash{};
  auto photo = open_photo(tools, file, hash);
  if (!photo) return Error(photo.error()).in(file.string());
  vision::Evidence evidence = tools.analyser->analyse_capture(photo->pixels);
  return checks::Capture{*std::move(photo), std::move(evidence)};
}

std::vector<std::string> evidence_stems(const std::vector<std::filesystem::path>& files) {
  std::map<std::string, int> seen;
  std::vector<std::string> stems;
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    const int before = seen[name]++;
    stems.push_back(before == 0 ? name : name + "-" + std::to_string(before + 1));
  }
  return stems;
}

Result<std::shared_ptr<const domain::StandardProfile>> profile_named(const Session& session,
                                                                     const std::string& wanted) {
  const station::Config config = TRY(session.config());
  const station::Assets assets = TRY(station::load_assets(config.assets_dir));
  auto found = assets.profiles.find(ProfileId(wanted.empty() ? kUsualProfile : wanted));
  if (found == assets.profiles.end() && wanted.empty()) found = assets.profiles.begin();
  if (found != assets.profiles.end()) return found->second;
  std::string known;
  for (const auto& [id, profile] : assets.profiles) known += " " + id.value;
  return Error{Errc::not_found, "no profile \"" + wanted + "\"; there are:" + known, "error.cli.profile"};
}

}  // namespace zhaojian::cli

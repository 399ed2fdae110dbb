#include <algorithm>
#include <array>
#include <set>

#include "workflow/accuracy.h"

namespace zhaojian::workflow {
namespace {

using codec::Label;
using codec::SampleRole;
using domain::Finding;
using domain::Verdict;
using Part = std::vector<const JudgedPhoto*>;

struct Expectation {
  std::string_view flaw;
  std::array<std::string_view, 2> findings;
};

// Flaws of labels.json that no check is made for are left out: hair_over_ears, mirrored, retouched, text_overlay.
constexpr Expectation expectations[] = {
    {"background_busy", {"bg.uniform", ""}},
    {"background_gradient", {"bg.gradient", ""}},
    {"background_shadow", {"bg.shadow", ""}},
    {"background_wrong_colour", {"bg.colour", ""}},
    {"blue_clothes", {"cloth.bg_contrast", ""}},
    {"blurred", {"qual.sharp", ""}},
    {"border", {"integ.border", ""}},
    {"colour_cast", {"colour.skin_cast", ""}},
    {"cutout_halo", {"bg.edge_halo", ""}},
    {"eyes_closed", {"eyes.open", ""}},
    {"glasses_glare", {"glasses.glare", ""}},
    {"grayscale", {"colour.saturation", ""}},
    {"hair_over_eyes", {"hair.brow_eye", ""}},
    {"half_shadow", {"light.lr_diff", ""}},
    {"hat", {"occl.headwear", ""}},
    {"head_down", {"pose.pitch", ""}},
    {"head_tilt", {"pose.roll", ""}},
    {"head_too_large", {"geom.face_width", ""}},
    {"head_too_small", {"geom.face_width", ""}},
    {"head_top_cut", {"geom.head_top", "geom.crop"}},
    {"head_turn", {"pose.yaw", ""}},
    {"head_up", {"pose.pitch", ""}},
    {"low_quality_jpeg", {"file.jpeg_quality", "qual.compress"}},
    {"mouth_open", {"mouth.closed", ""}},
    {"no_face", {"face.count", ""}},
    {"off_centre", {"geom.centre_x", ""}},
    {"other_person", {"id.match_enrollment", "id.match_admission"}},
    {"overexposed", {"light.over", ""}},
    {"shoulders_tilted", {"pose.shoulder_line", ""}},
    {"smile_teeth", {"mouth.closed", ""}},
    {"tinted_glasses", {"glasses.tint", ""}},
    {"too_large_file", {"file.bytes", ""}},
    {"two_people", {"face.count", ""}},
    {"underexposed", {"light.under", ""}},
    {"wrong_size", {"file.dimensions", ""}},
};

bool raised(const Finding& finding) { return finding.verdict == Verdict::warn || finding.verdict == Verdict::fail; }

const Finding* find(const JudgedPhoto& photo, const FindingId& id) {
  const auto found = std::ranges::find(photo.findings, id, &Finding::id);
  return found == photo.findings.end() ? nullptr : &*found;
}

FindingAccuracy accuracy_of(const FindingId& id, const Part& photos) {
  FindingAccuracy accuracy{id, {}, {}, {}, {}};
  for (const JudgedPhoto* photo : photos) {
    const Finding* finding = find(*photo, id);
    if (finding == nullptr) continue;
    accuracy.unseen.count(finding->verdict == Verdict::not_assessable);
    const auto expected = expected_for(photo->label);
    if (std::ranges::find(expected, id.value) != expected.end()) {
      accuracy.found.count(raised(*finding));
      accuracy.failed.count(finding->verdict == Verdict::fail);
    } else if (photo->label.role == SampleRole::submission) {
      accuracy.false_alarms.count(raised(*finding));
    }
  }
  return accuracy;
}

// What a finding's value should have been, in its own unit.
std::optional<double> truth_of(const std::string& id, const Label& label, const domain::StandardProfile& profile) {
  const codec::TrueGeometry& g = *label.geometry;
  const double across = static_cast<double>(profile.width) / label.width;
  const double down = static_cast<double>(profile.height) / label.height;
  if (id == "geom.head_top") return g.head_top_y * down;
  if (id == "geom.eye_line") return g.eyes_y * down;
  if (id == "geom.face_width") return (g.face_right_x - g.face_left_x) * across;
  if (id == "geom.centre_x") return ((g.face_left_x + g.face_right_x) / 2 - label.width / 2.0) * across;
  if (id == "pose.yaw") return g.yaw;
  if (id == "pose.pitch") return g.pitch;
  if (id == "pose.roll") return g.roll;
  return std::nullopt;
}

std::optional<Spread> errors_of(const FindingId& id, const Part& photos, const domain::StandardProfile& profile) {
  constexpr double limit = 6;  // pixels or degrees: what product.md promises
  std::vector<double> differences;
  for (const JudgedPhoto* photo : photos) {
    const Finding* finding = find(*photo, id);
    if (photo->label.role != SampleRole::submission || !photo->label.geometry || !finding || !finding->value) continue;
    const auto truth = truth_of(id.value, photo->label, profile);
    if (truth) differences.push_back(*finding->value - *truth);
  }
  if (differences.empty()) return std::nullopt;
  return spread_of(differences, limit);
}

// Every clean submission against every reference of this part.
std::optional<Separation> identity_of(const Part& photos) {
  std::vector<double> same, different;
  for (const JudgedPhoto* photo : photos) {
    if (photo->label.role != SampleRole::submission || !photo->embedding) continue;
    for (const JudgedPhoto* other : photos) {
      const bool reference = other->label.role == SampleRole::enrollment || other->label.role == SampleRole::admission;
      if (!reference || !other->embedding) continue;
      const double likeness = static_cast<double>(vision::cosine(*photo->embedding, *other->embedding));
      (photo->label.identity == other->label.identity ? same : different).push_back(likeness);
    }
  }
  return separation_of(std::move(same), std::move(different));
}

AccuracyPart part_of(const Part& photos, const domain::StandardProfile& profile) {
  AccuracyPart part;
  std::set<std::string> people;
  for (const JudgedPhoto* photo : photos) {
    people.insert(photo->label.identity);
    part.clean += photo->label.role == SampleRole::submission ? 1 : 0;
    part.flawed += photo->label.role == SampleRole::flawed_submission ? 1 : 0;
  }
  part.people = static_cast<int>(people.size());
  for (const checks::Check& check : checks::registry()) {
    for (const std::string_view name : check.yields) {
      const FindingId id{std::string(name)};
      if (profile.rule(id) == nullptr) continue;
      part.findings.push_back(accuracy_of(id, photos));
      if (auto errors = errors_of(id, photos, profile)) part.geometry.emplace(id.value, *errors);
    }
  }
  part.identity = identity_of(photos);
  return part;
}

}  // namespace

std::vector<std::string> expected_for(const Label& label) {
  std::vector<std::string> findings;
  // White is one of the standard's colours.
  if (label.flaw == "background_wrong_colour" && label.background == "white") return findings;
  for (const Expectation& expectation : expectations) {
    if (expectation.flaw != label.flaw) continue;
    for (const std::string_view finding : expectation.findings) {
      if (!finding.empty()) findings.emplace_back(finding);
    }
  }
  return findings;
}

Accuracy tally(const std::vector<JudgedPhoto>& photos, const domain::StandardProfile& profile,
               const std::string& last_tuned) {
  Part tuned, others;
  for (const JudgedPhoto& photo : photos) (photo.label.identity <= last_tuned ? tuned : others).push_back(&photo);
  Accuracy accuracy;
  accuracy.tuning = part_of(tuned, profile);
  accuracy.reporting = part_of(others, profile);
  accuracy.profile = profile.id.value + " " + std::to_string(profile.version);
  accuracy.checks = checks::version();
  return accuracy;
}

}  // namespace zhaojian::workflow

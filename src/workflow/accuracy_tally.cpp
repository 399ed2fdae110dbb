#include <algorithm>
#include <set>

#include "workflow/accuracy.h"

namespace zhaojian::workflow {
namespace {

using codec::Expected;
using codec::Label;
using codec::SampleRole;
using domain::Finding;
using domain::Verdict;
using Part = std::vector<const JudgedPhoto*>;

bool raised(const Finding& finding) { return finding.verdict == Verdict::warn || finding.verdict == Verdict::fail; }

bool is_submission(const Label& label) {
  return label.role == SampleRole::submission || label.role == SampleRole::flawed_submission;
}

const Finding* find(const JudgedPhoto& photo, const FindingId& id) {
  const auto found = std::ranges::find(photo.findings, id, &Finding::id);
  return found == photo.findings.end() ? nullptr : &*found;
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

// What the finding ought to say. A picture that is named for a flaw but whose true value passes, a head called too
// large that is within the limit, shows none.
Expected expected_here(const FindingId& id, const Label& label, const domain::StandardProfile& profile,
                       const codec::FlawTable& table) {
  const Expected expected = codec::expected_of(table, label, id.value);
  const domain::Rule* rule = profile.rule(id);
  if (expected != Expected::raised || rule == nullptr || !label.geometry) return expected;
  const auto truth = truth_of(id.value, label, profile);
  return truth && domain::judge(*truth, rule->band) == Verdict::pass ? Expected::open : expected;
}

FindingAccuracy accuracy_of(const FindingId& id, const Part& photos, const domain::StandardProfile& profile,
                            const codec::FlawTable& table) {
  FindingAccuracy accuracy;
  accuracy.id = id;
  for (const JudgedPhoto* photo : photos) {
    const Finding* finding = find(*photo, id);
    if (finding == nullptr) continue;
    const bool unseen = finding->verdict == Verdict::not_assessable;
    if (is_submission(photo->label)) accuracy.unseen.count(unseen);
    const Expected expected = expected_here(id, photo->label, profile, table);
    if (expected == Expected::raised) {
      accuracy.blind.count(unseen);
      (photo->made ? accuracy.found_made : accuracy.found).count(raised(*finding));
      if (!photo->made) accuracy.failed.count(finding->verdict == Verdict::fail);
    } else if (expected == Expected::quiet) {
      accuracy.false_alarms.count(raised(*finding));
      if (photo->label.role == SampleRole::submission) accuracy.clean_alarms.count(raised(*finding));
    }
  }
  return accuracy;
}

std::optional<Spread> errors_of(const FindingId& id, const Part& photos, const domain::StandardProfile& profile) {
  const double limit = id.value.starts_with("pose.") ? angle_limit : position_limit;
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
Likeness likeness_of(const Part& photos) {
  Likeness likeness;
  for (const JudgedPhoto* photo : photos) {
    if (photo->label.role != SampleRole::submission || !photo->embedding) continue;
    for (const JudgedPhoto* other : photos) {
      const bool reference = other->label.role == SampleRole::enrollment || other->label.role == SampleRole::admission;
      if (!reference || !other->embedding) continue;
      const double cosine = static_cast<double>(vision::cosine(*photo->embedding, *other->embedding));
      (photo->label.identity == other->label.identity ? likeness.same : likeness.different).push_back(cosine);
    }
  }
  return likeness;
}

AccuracyPart part_of(const Part& photos, const domain::StandardProfile& profile, const codec::FlawTable& table) {
  AccuracyPart part;
  std::set<std::string> people;
  for (const JudgedPhoto* photo : photos) {
    people.insert(photo->label.identity);
    const bool clean = photo->label.role == SampleRole::submission;
    const bool flawed = photo->label.role == SampleRole::flawed_submission;
    ++(photo->made ? part.made : clean ? part.clean : flawed ? part.flawed : part.others);
  }
  part.people = static_cast<int>(people.size());
  for (const checks::Check& check : checks::registry()) {
    for (const std::string_view name : check.yields) {
      const FindingId id{std::string(name)};
      if (profile.rule(id) == nullptr) continue;
      part.findings.push_back(accuracy_of(id, photos, profile, table));
      if (auto errors = errors_of(id, photos, profile)) part.geometry.emplace(id.value, *errors);
    }
  }
  part.likeness = likeness_of(photos);
  part.identity = separation_of(part.likeness.same, part.likeness.different);
  return part;
}

}  // namespace

Accuracy tally(std::span<const JudgedPhoto> photos, const domain::StandardProfile& profile,
               const codec::FlawTable& table) {
  Part tuned, others;
  for (const JudgedPhoto& photo : photos) {
    (codec::names(table.tuned_on, photo.label.identity) ? tuned : others).push_back(&photo);
  }
  Accuracy accuracy;
  accuracy.tuning = part_of(tuned, profile, table);
  accuracy.reporting = part_of(others, profile, table);
  accuracy.profile = profile.id.value + " " + std::to_string(profile.version);
  accuracy.checks = checks::version();
  return accuracy;
}

std::vector<Miss> misses_of(std::span<const JudgedPhoto> photos, const domain::StandardProfile& profile,
                            const codec::FlawTable& table) {
  std::vector<Miss> misses;
  for (const JudgedPhoto& photo : photos) {
    for (const Finding& finding : photo.findings) {
      const Expected expected = expected_here(finding.id, photo.label, profile, table);
      if (expected == Expected::quiet && raised(finding)) {
        misses.push_back({photo.label.file, finding, Wrong::false_alarm});
      } else if (expected == Expected::raised && finding.verdict == Verdict::not_assessable) {
        misses.push_back({photo.label.file, finding, Wrong::blind});
      } else if (expected == Expected::raised && !raised(finding)) {
        misses.push_back({photo.label.file, finding, Wrong::missed});
      }
    }
  }
  std::ranges::stable_sort(misses, {}, [](const Miss& miss) { return miss.finding.id.value; });
  return misses;
}

}  // namespace zhaojian::workflow

#include "workflow/accuracy_made.h"

#include <algorithm>
#include <map>

namespace zhaojian::workflow {
namespace {

using codec::SampleRole;

samples::Limits limits_of(const domain::StandardProfile& profile) {
  const auto band = [&](const char* id) {
    const domain::Rule* rule = profile.rule(FindingId(id));
    return rule == nullptr ? domain::Band() : rule->band;
  };
  const domain::Band head = band("geom.head_top"), eyes = band("geom.eye_line"), face = band("geom.face_width");
  return {head.fail_min.value_or(0), head.fail_max.value_or(0), eyes.fail_min.value_or(0),
          eyes.fail_max.value_or(0), face.fail_min.value_or(0), face.fail_max.value_or(0)};
}

std::optional<samples::Source> source_of(const codec::Label& label) {
  if (!label.geometry) return std::nullopt;
  if (label.role == SampleRole::submission) return samples::Source::submission;
  if (label.role == SampleRole::admission) return samples::Source::admission;
  return std::nullopt;
}

}  // namespace

std::optional<CleanSample> clean_sample(const codec::Label& label, const imaging::Pixels& pixels,
                                        const vision::EvidencePtr& evidence) {
  if (!source_of(label) || !evidence->landmarks || !evidence->person) return std::nullopt;
  return CleanSample{label, pixels, evidence};
}

std::vector<MadeSample> made_samples(const std::vector<CleanSample>& clean) {
  std::vector<MadeSample> made;
  for (const CleanSample& from : clean) {
    std::map<std::string_view, int> times;
    for (const samples::Recipe& recipe : samples::recipes()) {
      if (recipe.source != source_of(from.label)) continue;
      codec::Label label = from.label;
      label.role = SampleRole::flawed_submission;
      label.flaw = recipe.flaw;
      label.geometry.reset();
      label.file =
          from.label.identity + "_" + std::string(recipe.flaw) + "_" + std::to_string(++times[recipe.flaw]) + ".jpg";
      made.push_back({std::move(label), &from, &recipe});
    }
  }
  return made;
}

std::size_t made_count(const std::vector<codec::Label>& labels) {
  std::size_t count = 0;
  for (const codec::Label& label : labels) {
    count +=
        static_cast<std::size_t>(std::ranges::count(samples::recipes(), source_of(label), &samples::Recipe::source));
  }
  return count;
}

Result<Bytes> make(const MadeSample& sample, const domain::StandardProfile& profile) {
  const CleanSample& from = *sample.from;
  const codec::TrueGeometry& truth = *from.label.geometry;
  return sample.recipe->make({.pixels = from.pixels,
                              .marks = *from.evidence->landmarks,
                              .person = *from.evidence->person,
                              .head_top = truth.head_top_y,
                              .face_left = truth.face_left_x,
                              .face_right = truth.face_right_x,
                              .roll = truth.roll,
                              .width = profile.width,
                              .height = profile.height,
                              .dpi = profile.dpi,
                              .min_bytes = static_cast<std::size_t>(profile.target_min_bytes),
                              .max_bytes = static_cast<std::size_t>(profile.target_max_bytes),
                              .limits = limits_of(profile)});
}

}  // namespace zhaojian::workflow

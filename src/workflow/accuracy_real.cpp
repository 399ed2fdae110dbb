#include <algorithm>
#include <memory>

#include "base/files.h"
#include "imaging/resize.h"
#include "workflow/accuracy_judge.h"
#include "workflow/standardise.h"

namespace zhaojian::workflow {
namespace {

using codec::Label;
using codec::RealLabel;
using codec::SampleRole;
using imaging::Pixels;

constexpr std::size_t largest_picture = 64U << 20;
constexpr int longest_side = 2048;

// Snapshots on hand are small; one that is too small for the standard is enlarged before it is cut, and then nobody can
// say how sharp it ought to be.
constexpr int most_enlarged = 2;
const std::vector<std::string> unsure_enlarged = {"qual.*", "integ.retouch", "integ.moire", "integ.mirror",
                                                  "file.source_pixels"};

struct Cut {
  Standardised cut;
  Pixels capture;  // the photograph it was cut from, enlarged if it had to be
  bool enlarged = false;
};

Result<Cut> cut_from(const Pixels& photograph, vision::Analyser& analyser, const domain::StandardProfile& profile) {
  auto cut = standardise(photograph, analyser, profile);
  if (cut) return Cut{*std::move(cut), photograph, false};
  if (cut.error().text != "error.standardise.too_small") return cut.error();
  Pixels larger = imaging::resized(photograph, most_enlarged * photograph.width, most_enlarged * photograph.height,
                                   imaging::Filter::lanczos);
  cut = standardise(larger, analyser, profile);
  if (!cut) return cut.error();
  return Cut{*std::move(cut), std::move(larger), true};
}

void add(std::vector<std::string>& names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
}

Label label_of(const RealLabel& real, const Pixels& pixels) {
  Label label;
  label.file = real.file;
  label.identity = real.identity;
  label.width = pixels.width;
  label.height = pixels.height;
  label.seen = real.seen;
  label.unsure = real.unsure;
  return label;
}

// Where the head of a cut is, as the checks measured it: copies are made from that. Nothing when they could not.
std::optional<codec::TrueGeometry> measured(const checks::Findings& findings, const domain::StandardProfile& profile) {
  const auto value = [&](const char* id) -> std::optional<double> {
    const auto found = std::ranges::find(findings, FindingId(id), &domain::Finding::id);
    return found == findings.end() ? std::nullopt : found->value;
  };
  const auto top = value("geom.head_top"), eyes = value("geom.eye_line"), face = value("geom.face_width");
  const auto centre = value("geom.centre_x"), roll = value("pose.roll");
  if (!top || !eyes || !face || !centre || !roll) return std::nullopt;
  const double middle = profile.width / 2.0 + *centre;
  return codec::TrueGeometry{*top, middle, *eyes, middle - *face / 2, middle + *face / 2, 0, 0, *roll};
}

std::string stem_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

Result<imaging::Photo> photograph(const std::filesystem::path& file, const Judge& judge) {
  return judge.decoder.decode(TRY(read_file(file, largest_picture)), longest_side);
}

// One bad file is left out and told; a decoder that cannot be started, or a disk that fails, ends the measurement.
bool of_the_file(const Error& error) {
  return error.code == Errc::not_found || error.code == Errc::corrupt || error.code == Errc::invalid;
}

// The photograph as it is, what a student would have submitted of it, and flawed copies of that: one at a time.
Result<RealJudged> judge_one(const RealTask& task, const RealLabel& real, const Judge& judge) {
  RealJudged judged;
  auto decoded = photograph(task.folder / real.file, judge);
  if (!decoded) {
    const Error& error = decoded.error();
    if (!of_the_file(error)) return std::move(decoded).error().in(real.file);
    judged.unreadable.push_back({real.file, std::string(error.text.empty() ? name(error.code) : error.text)});
    return judged;
  }
  imaging::Photo photo = *std::move(decoded);
  {
    Label label = label_of(real, photo.pixels);
    label.role = SampleRole::flawed_submission;
    label.flaw = "real_photograph";
    const vision::Evidence evidence = judge.analyser.analyse(photo.pixels);
    auto findings = without_pixels(checks::assess({photo, evidence}, task.profile));
    judged.photos.push_back({std::move(label), false, std::move(findings), evidence.embedding});
  }
  auto cut = cut_from(photo.pixels, judge.analyser, task.profile);
  if (!cut) {
    judged.refused.push_back({real.file, std::string(cut.error().text)});
    return judged;
  }
  photo.pixels = std::move(cut->capture);
  KnownPerson person;
  const vision::Evidence before = judge.analyser.analyse(photo.pixels);
  person.capture = checks::Capture{std::move(photo), before};
  const std::string name = stem_of(real.file) + "_cut.jpg";
  if (!task.keep_made.empty()) TRY(write_file_atomically(task.keep_made / name, cut->cut.file));
  const imaging::Photo submitted = TRY(judge.decoder.decode(cut->cut.file, 0));
  const auto evidence = std::make_shared<const vision::Evidence>(judge.analyser.analyse(submitted.pixels));
  Label label = label_of(real, submitted.pixels);
  label.file = name;
  add(label.seen, real.on_cut);
  if (cut->enlarged) add(label.unsure, unsure_enlarged);
  const auto findings = assess_as_submitted(submitted, *evidence, label, person, task.profile);
  judged.photos.push_back({label, false, without_pixels(findings), evidence->embedding});
  label.geometry = task.made ? measured(findings, task.profile) : std::nullopt;
  label.identity = stem_of(real.file);  // copies are named after it
  auto clean = clean_sample(label, submitted.pixels, evidence);
  if (!clean) return judged;
  const std::vector<CleanSample> originals = {*std::move(clean)};
  for (MadeSample& sample : made_samples(originals)) {
    sample.label.identity = real.identity;
    judged.photos.push_back(TRY(judge_made(sample, person, task.profile, task.keep_made, judge)));
  }
  return judged;
}

}  // namespace

Result<RealJudged> judge_real(const RealTask& task, std::span<const Judge> judges) {
  std::vector<const RealLabel*> fit;
  RealJudged all;
  for (const RealLabel& label : task.labels.pictures) {
    if (label.unfit.empty()) fit.push_back(&label);
    else ++all.unfit;
  }
  std::vector<RealJudged> each(fit.size());
  std::mutex mutex;
  std::size_t done = 0;
  TRY(on_all(judges, fit.size(), [&](const Judge& judge, std::size_t i) -> Done {
    each[i] = TRY(judge_one(task, *fit[i], judge));
    const std::lock_guard lock(mutex);
    if (!task.progress || task.progress(++done, fit.size())) return {};
    return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
  }));
  for (RealJudged& one : each) {
    std::ranges::move(one.photos, std::back_inserter(all.photos));
    std::ranges::move(one.unreadable, std::back_inserter(all.unreadable));
    std::ranges::move(one.refused, std::back_inserter(all.refused));
  }
  return all;
}

codec::FlawTable real_table(codec::FlawTable table, const codec::RealLabels& labels) {
  constexpr double slack = 0.1;
  table.tuned_on = labels.tuned_on;
  for (codec::CheckGroup& group : table.groups) {
    group.recall -= slack;
    group.false_alarms += slack;
  }
  return table;
}

}  // namespace zhaojian::workflow

#include "workflow/accuracy.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/files.h"
#include "workflow/accuracy_judge.h"

namespace zhaojian::workflow {
namespace {

using codec::Label;
using codec::SampleRole;

constexpr std::size_t largest_labels = 32U << 20, largest_picture = 20U << 20;

using People = std::map<std::string, KnownPerson>;  // by identity

bool is_reference(const Label& label) {
  return label.role == SampleRole::enrollment || label.role == SampleRole::admission;
}

bool is_compared_with(const Label& label) { return is_reference(label) || label.role == SampleRole::capture; }

// What one picture gave: how the checks judged it, what others are compared with if it is a reference or a capture, and
// what copies are made of if it is clean.
struct Looked {
  JudgedPhoto judged;
  std::optional<checks::Reference> reference;
  std::optional<checks::Capture> capture;
  std::optional<CleanSample> clean;
};

// What the checks of repeated photos compare with: the references, once as photos of the same person that were sent
// back and once as photos of other people.
void let_know_each_other(People& people) {
  for (auto& [identity, person] : people) {
    for (const auto& [other, theirs] : people) {
      for (const checks::Reference& one : theirs.references) {
        if (!one.fingerprint) continue;
        const imaging::Fingerprint print{*one.fingerprint, one.face};
        if (other == identity) {
          person.sent_back.push_back(print);
        } else {
          person.others.push_back({print, other});
        }
      }
    }
  }
}

Result<Looked> look(const AccuracyTask& task, const Label& label, const Judge& judge, const People& people) {
  const Bytes bytes = TRY(read_file(task.folder / label.file, largest_picture));
  imaging::Photo photo = TRY(judge.decoder.decode(bytes, 0));
  const auto evidence = std::make_shared<const vision::Evidence>(judge.analyser.analyse(photo.pixels));
  Looked looked{{label, false, {}, evidence->embedding}, {}, {}, {}};
  if (task.made) looked.clean = clean_sample(label, photo.pixels, evidence);
  if (is_reference(label)) {
    const bool enrolled = label.role == SampleRole::enrollment;
    const auto role = enrolled ? domain::PhotoRole::enrollment : domain::PhotoRole::admission;
    looked.reference = checks::reference_of(role, photo.pixels, evidence);
    looked.reference->glasses = checks::glasses_of(photo, *evidence);
    looked.judged.findings = without_pixels(checks::assess({photo, *evidence}, task.profile));
  } else if (label.role == SampleRole::capture) {
    looked.judged.findings = without_pixels(checks::assess({photo, *evidence}, task.profile));
    looked.capture = checks::Capture{std::move(photo), *evidence};
  } else {
    looked.judged.findings = without_pixels(
        assess_as_submitted(photo, *evidence, label, people.at(label.identity), task.profile));
  }
  return looked;
}

}  // namespace

Result<std::vector<JudgedPhoto>> judge_samples(const AccuracyTask& task, std::span<const Judge> judges) {
  const Bytes bytes = TRY(read_file(task.folder / "labels.json", largest_labels));
  std::vector<Label> labels = TRY(codec::labels_from_json(bytes));
  // First what the checks compare with.
  const auto rest = std::stable_partition(labels.begin(), labels.end(), is_compared_with);
  const auto compared = static_cast<std::size_t>(rest - labels.begin());
  People people;
  for (const Label& label : labels) people[label.identity];
  const std::size_t all = labels.size() + (task.made ? made_count(labels) : 0);
  std::mutex mutex;
  std::size_t done = 0;
  const auto tell = [&]() -> Done {
    const std::lock_guard lock(mutex);
    if (!task.progress || task.progress(++done, all)) return {};
    return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
  };
  std::vector<Looked> looked(labels.size());
  const auto look_at = [&](const Judge& judge, std::size_t i) -> Done {
    looked[i] = TRY(look(task, labels[i], judge, people));
    return tell();
  };
  TRY(on_all(judges, compared, look_at));
  for (std::size_t i = 0; i < compared; ++i) {
    KnownPerson& person = people[labels[i].identity];
    if (looked[i].reference) person.references.push_back(*std::move(looked[i].reference));
    if (looked[i].capture) person.capture = std::move(looked[i].capture);
  }
  let_know_each_other(people);
  TRY(on_all(judges, labels.size() - compared,
             [&](const Judge& judge, std::size_t i) { return look_at(judge, compared + i); }));
  std::vector<JudgedPhoto> photos;
  std::vector<CleanSample> clean;
  for (Looked& one : looked) {
    photos.push_back(std::move(one.judged));
    if (one.clean) clean.push_back(*std::move(one.clean));
  }
  const std::vector<MadeSample> made = made_samples(clean);
  photos.resize(labels.size() + made.size());
  TRY(on_all(judges, made.size(), [&](const Judge& judge, std::size_t i) -> Done {
    photos[labels.size() + i] = TRY(
        judge_made(made[i], people.at(made[i].label.identity), task.profile, task.keep_made, judge));
    return tell();
  }));
  return photos;
}

}  // namespace zhaojian::workflow

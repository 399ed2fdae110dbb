#include "workflow/accuracy.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "base/files.h"
#include "imaging/perceptual_hash.h"

namespace zhaojian::workflow {
namespace {

using codec::Label;
using codec::SampleRole;

constexpr std::size_t largest_labels = 32U << 20, largest_picture = 20U << 20;

// What belongs to a person besides the picture that is judged.
struct Person {
  std::vector<checks::Reference> references;
  std::optional<checks::Capture> capture;
};
using People = std::map<std::string, Person>;  // by identity

bool is_reference(const Label& label) {
  return label.role == SampleRole::enrollment || label.role == SampleRole::admission;
}

bool is_compared_with(const Label& label) { return is_reference(label) || label.role == SampleRole::capture; }

// What one picture gave: how the checks judged it, and, of a reference or capture, what others are compared with.
struct Looked {
  JudgedPhoto judged;
  std::optional<checks::Reference> reference;
  std::optional<checks::Capture> capture;
};

Result<imaging::Photo> open(const std::filesystem::path& file, imaging::Decoder& decoder) {
  const Bytes bytes = TRY(read_file(file, largest_picture));
  return decoder.decode(bytes, 0);
}

Result<Looked> look(const std::filesystem::path& folder, const Label& label, const Judge& judge, const People& people,
                    const domain::StandardProfile& profile) {
  imaging::Photo photo = TRY(open(folder / label.file, judge.decoder));
  const auto evidence = std::make_shared<const vision::Evidence>(judge.analyser.analyse(photo.pixels));
  Looked looked{{label, false, {}, evidence->embedding}, {}, {}};
  if (is_reference(label)) {
    const bool enrolled = label.role == SampleRole::enrollment;
    const auto role = enrolled ? domain::PhotoRole::enrollment : domain::PhotoRole::admission;
    looked.reference = checks::Reference{role, evidence, imaging::perceptual_hash(photo.pixels)};
    looked.judged.findings = checks::assess({photo, *evidence}, profile);
  } else if (label.role == SampleRole::capture) {
    looked.judged.findings = checks::assess({photo, *evidence}, profile);
    looked.capture = checks::Capture{std::move(photo), *evidence};
  } else {
    const Person& person = people.at(label.identity);
    const checks::Capture* capture = person.capture ? &*person.capture : nullptr;
    looked.judged.findings = checks::assess({photo, *evidence, person.references, capture}, profile);
  }
  return looked;
}

// Runs `work(judge, index)` for every index below `count`, on a thread for each judge, until one fails.
template <class Work>
Done on_all(std::span<const Judge> judges, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  Done outcome;
  const auto run = [&](const Judge& judge) {
    for (std::size_t i = next++; i < count; i = next++) {
      Done done = work(judge, i);
      if (done) continue;
      next = count;
      const std::lock_guard lock(mutex);
      if (outcome) outcome = std::move(done);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (const Judge& judge : judges) threads.emplace_back(run, std::cref(judge));
  }
  return outcome;
}

}  // namespace

Result<std::vector<JudgedPhoto>> judge_samples(const std::filesystem::path& folder, std::span<const Judge> judges,
                                               const domain::StandardProfile& profile,
                                               const AccuracyProgress& progress) {
  const Bytes bytes = TRY(read_file(folder / "labels.json", largest_labels));
  std::vector<Label> labels = TRY(codec::labels_from_json(bytes));
  // First what the checks compare with.
  const auto rest = std::stable_partition(labels.begin(), labels.end(), is_compared_with);
  const auto compared = static_cast<std::size_t>(rest - labels.begin());
  People people;
  for (const Label& label : labels) people[label.identity];
  std::vector<Looked> looked(labels.size());
  std::mutex mutex;
  std::size_t done = 0;
  const auto look_at = [&](const Judge& judge, std::size_t i) -> Done {
    looked[i] = TRY(look(folder, labels[i], judge, people, profile));
    const std::lock_guard lock(mutex);
    if (!progress || progress(++done, labels.size())) return {};
    return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
  };
  TRY(on_all(judges, compared, look_at));
  for (std::size_t i = 0; i < compared; ++i) {
    Person& person = people[labels[i].identity];
    if (looked[i].reference) person.references.push_back(*std::move(looked[i].reference));
    if (looked[i].capture) person.capture = std::move(looked[i].capture);
  }
  TRY(on_all(judges, labels.size() - compared,
             [&](const Judge& judge, std::size_t i) { return look_at(judge, compared + i); }));
  std::vector<JudgedPhoto> photos;
  for (Looked& one : looked) photos.push_back(std::move(one.judged));
  return photos;
}

}  // namespace zhaojian::workflow

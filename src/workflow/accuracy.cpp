#include "workflow/accuracy.h"

#include <memory>

#include "base/files.h"
#include "imaging/perceptual_hash.h"

namespace zhaojian::workflow {
namespace {

using codec::Label;
using codec::SampleRole;

constexpr std::size_t largest_labels = 32U << 20, largest_picture = 20U << 20;

struct References {
  std::map<std::string, std::vector<checks::Reference>> of;  // by identity
};

Result<imaging::Photo> open(const std::filesystem::path& file, imaging::Decoder& decoder) {
  const Bytes bytes = TRY(read_file(file, largest_picture));
  return decoder.decode(bytes, 0);
}

bool is_reference(const Label& label) {
  return label.role == SampleRole::enrollment || label.role == SampleRole::admission;
}

bool is_submission(const Label& label) {
  return label.role == SampleRole::submission || label.role == SampleRole::flawed_submission;
}

Result<JudgedPhoto> read_reference(const Label& label, const imaging::Photo& photo, vision::Analyser& analyser,
                                   References& references) {
  auto evidence = std::make_shared<const vision::Evidence>(analyser.analyse_reference(photo.pixels));
  JudgedPhoto judged{label, {}, evidence->embedding};
  const auto role = label.role == SampleRole::enrollment ? domain::PhotoRole::enrollment : domain::PhotoRole::admission;
  references.of[label.identity].push_back({role, std::move(evidence), imaging::perceptual_hash(photo.pixels)});
  return judged;
}

Result<std::vector<JudgedPhoto>> judge_all(const std::filesystem::path& folder, const std::vector<Label>& labels,
                                           imaging::Decoder& decoder, vision::Analyser& analyser,
                                           const domain::StandardProfile& profile, const AccuracyProgress& progress) {
  std::vector<JudgedPhoto> photos;
  References references;
  const auto tell = [&]() -> Done {
    if (progress && !progress(photos.size(), labels.size())) {
      return Error{Errc::unavailable, "stopped", "error.accuracy.stopped"};
    }
    return {};
  };
  for (const Label& label : labels) {  // references first: the checks compare with them
    if (!is_reference(label)) continue;
    const imaging::Photo photo = TRY(open(folder / label.file, decoder));
    photos.push_back(TRY(read_reference(label, photo, analyser, references)));
    TRY(tell());
  }
  for (const Label& label : labels) {
    if (!is_submission(label)) continue;
    const imaging::Photo photo = TRY(open(folder / label.file, decoder));
    const vision::Evidence evidence = analyser.analyse(photo.pixels);
    photos.push_back(
        {label, checks::assess({photo, evidence, references.of[label.identity]}, profile), evidence.embedding});
    TRY(tell());
  }
  return photos;
}

}  // namespace

Result<Accuracy> measure_accuracy(const std::filesystem::path& folder, imaging::Decoder& decoder,
                                  vision::Analyser& analyser, const domain::StandardProfile& profile,
                                  const std::string& last_tuned, const AccuracyProgress& progress) {
  const Bytes bytes = TRY(read_file(folder / "labels.json", largest_labels));
  std::vector<Label> labels = TRY(codec::labels_from_json(bytes));
  std::erase_if(labels, [](const Label& label) { return !is_reference(label) && !is_submission(label); });
  const auto photos = TRY(judge_all(folder, labels, decoder, analyser, profile, progress));
  Accuracy accuracy = tally(photos, profile, last_tuned);
  accuracy.engine = analyser.engine();
  return accuracy;
}

}  // namespace zhaojian::workflow

#include "workflow/accuracy_judge.h"

#include "base/files.h"

namespace zhaojian::workflow {
namespace {

// The person as known when a copy is judged whose original was handed in before.
KnownPerson knowing(KnownPerson person, samples::Known original, const CleanSample& clean) {
  const imaging::Fingerprint print = checks::fingerprint_of(clean.pixels, *clean.evidence);
  if (original == samples::Known::sent_back) person.sent_back.push_back(print);
  if (original == samples::Known::of_another) person.others.push_back({print, clean.label.identity});
  return person;
}

}  // namespace

checks::Findings without_pixels(checks::Findings findings) {
  for (domain::Finding& finding : findings) {
    finding.marks = {};
    finding.heat.reset();
  }
  return findings;
}

checks::Findings assess_as_submitted(const imaging::Photo& photo, const vision::Evidence& evidence,
                                     const codec::Label& label, const KnownPerson& person,
                                     const domain::StandardProfile& profile) {
  const bool compared = person.capture && !label.rendered_apart;
  return checks::assess({.photo = photo,
                         .evidence = evidence,
                         .references = person.references,
                         .capture = compared ? &*person.capture : nullptr,
                         .rejected = person.sent_back,
                         .others = person.others},
                        profile);
}

Result<JudgedPhoto> judge_made(const MadeSample& sample, const KnownPerson& person,
                               const domain::StandardProfile& profile, const std::filesystem::path& keep,
                               const Judge& judge) {
  const Bytes bytes = TRY(make(sample, profile));
  if (!keep.empty()) TRY(write_file_atomically(keep / sample.label.file, bytes));
  const auto photo = judge.decoder.decode(bytes, 0);
  if (!photo) return JudgedPhoto{sample.label, true, checks::undecodable(profile, photo.error()), {}};
  const vision::Evidence evidence = judge.analyser.analyse(photo->pixels);
  const samples::Known original = sample.recipe->original;
  auto findings =
      original == samples::Known::no
          ? assess_as_submitted(*photo, evidence, sample.label, person, profile)
          : assess_as_submitted(*photo, evidence, sample.label, knowing(person, original, *sample.from), profile);
  return JudgedPhoto{sample.label, true, without_pixels(std::move(findings)), evidence.embedding};
}

}  // namespace zhaojian::workflow

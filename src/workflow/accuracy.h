#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "checks/assess.h"
#include "codec/label_json.h"
#include "domain/standard_profile.h"
#include "imaging/decoder.h"
#include "vision/analyser.h"
#include "workflow/accuracy_figures.h"

// How often the checks are right, measured on pictures of which the truth is known (assets/demo).
namespace zhaojian::workflow {

// What the checks said of one sample picture.
struct JudgedPhoto {
  codec::Label label;
  checks::Findings findings;  // of submissions only
  std::optional<vision::Embedding> embedding;
};

struct FindingAccuracy {
  FindingId id;
  Share found;         // pictures with the flaw it is for: warned or failed
  Share failed;        // of those: failed
  Share false_alarms;  // clean submissions: warned or failed
  Share unseen;        // of all submissions and flawed ones: not assessable
};

// Either the pictures the bands were tuned on, or those of other people, on which nothing was tuned.
struct AccuracyPart {
  int people = 0, clean = 0, flawed = 0;
  std::vector<FindingAccuracy> findings;   // the registry's order
  std::map<std::string, Spread> geometry;  // by finding: pixels of the standard's picture or degrees, clean submissions
  std::optional<Separation> identity;      // submissions against references
};

struct Accuracy {
  AccuracyPart tuning, reporting;
  std::string profile, engine, checks;
};

// The findings that are expected to speak up for a flaw of labels.json; empty when none is made for it.
[[nodiscard]] std::vector<std::string> expected_for(const codec::Label& label);

// People up to `last_tuned` ("p018") are the tuning part.
[[nodiscard]] Accuracy tally(const std::vector<JudgedPhoto>& photos, const domain::StandardProfile& profile,
                             const std::string& last_tuned);

// Reads labels.json and the pictures beside it and checks them all; minutes on a slow machine. `progress` is told how
// many pictures of how many are done; false from it stops with `unavailable`.
using AccuracyProgress = std::function<bool(std::size_t done, std::size_t all)>;
[[nodiscard]] Result<Accuracy> measure_accuracy(const std::filesystem::path& folder, imaging::Decoder& decoder,
                                                vision::Analyser& analyser, const domain::StandardProfile& profile,
                                                const std::string& last_tuned, const AccuracyProgress& progress);

// Markdown, the same for the same measurement.
[[nodiscard]] std::string accuracy_report(const Accuracy& accuracy);

}  // namespace zhaojian::workflow

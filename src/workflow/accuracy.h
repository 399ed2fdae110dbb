#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "checks/assess.h"
#include "codec/flaw_json.h"
#include "codec/label_json.h"
#include "codec/real_label_json.h"
#include "domain/standard_profile.h"
#include "imaging/decoder.h"
#include "vision/analyser.h"
#include "workflow/accuracy_figures.h"

// How often the checks are right, measured on pictures of which the truth is known (assets/demo).
namespace zhaojian::workflow {

// What the checks said of one sample picture.
struct JudgedPhoto {
  codec::Label label;
  bool made = false;  // a copy of a clean picture whose flaw was put in by code
  checks::Findings findings;
  std::optional<vision::Embedding> embedding;
};

struct FindingAccuracy {
  FindingId id;
  Share found;         // pictures with the flaw it is for: warned or failed
  Share failed;        // of those: failed
  Share found_made;    // copies with that flaw made by code: warned or failed; counted nowhere else but in `blind`
  Share false_alarms;  // pictures whose flaw does not concern it, and clean ones: warned or failed
  Share clean_alarms;  // of those the clean submissions
  Share blind;         // pictures it should speak up for: not assessable
  Share unseen;        // every submission and flawed one: not assessable
};

// Either the pictures the bands were tuned on, or those of other people, on which nothing was tuned.
struct AccuracyPart {
  int people = 0, clean = 0, flawed = 0, made = 0, others = 0;
  std::vector<FindingAccuracy> findings;   // the registry's order
  std::map<std::string, Spread> geometry;  // by finding: pixels of the standard's picture or degrees, clean submissions
  Likeness likeness;                       // clean submissions against references
  std::optional<Separation> identity;      // of that
};

struct Accuracy {
  AccuracyPart tuning, reporting;
  std::string profile, engine, checks;
};

// A finding that was not what it ought to be.
enum class Wrong { missed, false_alarm, blind };
struct Miss {
  std::string file;
  domain::Finding finding;
  Wrong wrong = Wrong::missed;
};

[[nodiscard]] Accuracy tally(std::span<const JudgedPhoto> photos, const domain::StandardProfile& profile,
                             const codec::FlawTable& table);
[[nodiscard]] std::vector<Miss> misses_of(std::span<const JudgedPhoto> photos, const domain::StandardProfile& profile,
                                          const codec::FlawTable& table);

// What one thread that judges pictures needs of its own.
struct Judge {
  imaging::Decoder& decoder;
  vision::Analyser& analyser;
};

// Told how many pictures of how many are done, by one thread at a time; false stops with `unavailable`.
using AccuracyProgress = std::function<bool(std::size_t done, std::size_t all)>;

struct AccuracyTask {
  std::filesystem::path folder;  // with a labels.json
  const domain::StandardProfile& profile;
  bool made = true;                 // also copies that code makes flawed: seven times as many pictures
  std::filesystem::path keep_made;  // a folder to write those copies to; empty: nowhere
  AccuracyProgress progress;
};

// Checks every picture that labels.json names, each judge on a thread of its own: the same result however many there
// are.
[[nodiscard]] Result<std::vector<JudgedPhoto>> judge_samples(const AccuracyTask& task, std::span<const Judge> judges);

struct RealTask {
  std::filesystem::path folder;
  const codec::RealLabels& labels;
  const domain::StandardProfile& profile;
  bool made = true;                 // also copies that code makes flawed
  std::filesystem::path keep_made;  // a folder to write cuts and copies to; empty: nowhere
  AccuracyProgress progress;        // told of photographs
};
struct RefusedPhoto {
  std::string file, why;  // the error's text
};
struct RealJudged {
  std::vector<JudgedPhoto> photos;  // each photograph, what is cut from it, and copies of that
  std::vector<RefusedPhoto> unreadable;  // missing or broken files: nothing was measured on them
  std::vector<RefusedPhoto> refused;     // photographs no cut could be made of
  int unfit = 0;                         // by their labels
};
// Every labelled photograph as it is, as the photo a student would submit (standardise, compared with the photograph as
// its capture), and copies of that made flawed by code. One photograph a judge is held at a time.
[[nodiscard]] Result<RealJudged> judge_real(const RealTask& task, std::span<const Judge> judges);
// The same table for real photographs: other people to tune on, and ten points less is asked of each group.
[[nodiscard]] codec::FlawTable real_table(codec::FlawTable table, const codec::RealLabels& labels);

// How often one check spoke up on pictures of which nobody has said what is wrong with them.
struct FindingAlarms {
  FindingId id;
  Share warned, failed, unseen;  // unseen: not assessable
};
struct RealFaces {
  int photos = 0;
  std::vector<FindingAlarms> findings;  // the registry's order
  Likeness likeness;
};

// Real photographs without labels: every picture of the folder is checked by itself. Who is the same person is known
// from the sentence "Same person: a, b; c, d." of the folder's NOTES.md: every picture named there against every other.
[[nodiscard]] Result<RealFaces> look_at_real_faces(const std::filesystem::path& folder,
                                                   const domain::StandardProfile& profile, const Judge& judge,
                                                   const AccuracyProgress& progress);

// Markdown, the same for the same measurement.
[[nodiscard]] std::string accuracy_report(const Accuracy& accuracy, const domain::StandardProfile& profile,
                                          const codec::FlawTable& table);
[[nodiscard]] std::string real_report(const RealJudged& judged, const domain::StandardProfile& profile,
                                      const codec::FlawTable& table);
[[nodiscard]] std::string real_faces_report(const RealFaces& real, const domain::StandardProfile& profile);
// The table of errors by threshold, with the profile's own, and a plot.
[[nodiscard]] std::string likeness_report(const Likeness& likeness, const domain::StandardProfile& profile);

}  // namespace zhaojian::workflow

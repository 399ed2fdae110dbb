#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <set>

#include "base/files.h"
#include "codec/profile_json.h"
#include "support/temporary_folder.h"
#include "vision/engines.h"
#include "workflow/accuracy.h"

using namespace zhaojian;
using namespace zhaojian::workflow;

namespace {

const std::filesystem::path kDemo = ZHAOJIAN_SOURCE_DIR "/assets/demo";

domain::StandardProfile shipped_standard() {
  const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/standards/chsi-99-2017.json", 1U << 20);
  REQUIRE(file);
  auto profile = codec::profile_from_json(*file);
  REQUIRE(profile);
  return *std::move(profile);
}

codec::FlawTable shipped_flaws() {
  const auto file = read_file(kDemo / "flaws.json", 1U << 20);
  REQUIRE(file);
  auto table = codec::flaws_from_json(*file);
  if (!table) FAIL(table.error().message);
  return *std::move(table);
}

struct Threads {
  std::vector<std::unique_ptr<vision::Analyser>> analysers;
  std::vector<std::unique_ptr<imaging::InProcessDecoder>> decoders;
  std::vector<Judge> judges;
  explicit Threads(int count) {
    for (int i = 0; i < count; ++i) {
      auto analyser = vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, *vision::best_engine());
      if (!analyser) FAIL(analyser.error().message);
      analysers.push_back(*std::move(analyser));
      decoders.push_back(std::make_unique<imaging::InProcessDecoder>());
      judges.push_back({*decoders.back(), *analysers.back()});
    }
  }
};

}  // namespace

TEST_CASE("on the demo pictures the checks find the flaws and leave clean photos alone") {
  const Threads threads(2);
  const auto profile = shipped_standard();
  const auto photos = judge_samples({kDemo, profile, false, {}, {}}, threads.judges);
  if (!photos) FAIL(photos.error().message);
  const Accuracy accuracy = tally(*photos, profile, shipped_flaws());
  CHECK(accuracy.tuning.people == 18);
  CHECK(accuracy.reporting.people == 8);
  for (const AccuracyPart* part : {&accuracy.tuning, &accuracy.reporting}) {
    for (const FindingAccuracy& finding : part->findings) {
      INFO(finding.id.value);
      CHECK(finding.found.of - finding.found.hits <= 1);
      CHECK(finding.clean_alarms.hits == 0);
    }
    for (const char* id : {"geom.head_top", "geom.eye_line", "geom.centre_x"}) {
      INFO(id);
      CHECK(part->geometry.at(id).within.value() == 1);
    }
    CHECK(part->geometry.at("geom.face_width").p95 < 13);
    REQUIRE(part->identity);
    CHECK(part->identity->auc > 0.98);
  }
}

TEST_CASE("real photographs without labels are counted check by check and compared by who is who") {
  const Threads threads(1);
  const support::TemporaryFolder folder;
  const auto put = [&](const char* from, const char* to) { std::filesystem::copy_file(kDemo / from, folder.path() / to); };
  put("p001_submission.jpg", "anna.jpg");
  put("p001_admission.jpg", "anna_younger.jpg");
  put("p001_flaw_grayscale.jpg", "unnamed.jpg");
  REQUIRE(write_file_atomically(folder.path() / "NOTES.md", bytes_of("Same person: anna, anna_younger.")));
  const auto profile = shipped_standard();
  const auto real = look_at_real_faces(folder.path(), profile, threads.judges.front(), {});
  if (!real) FAIL(real.error().message);
  CHECK(real->photos == 3);
  CHECK(real->likeness.same.size() == 1);
  CHECK(real->likeness.different.empty());
  const auto colour = std::ranges::find(real->findings, FindingId("colour.saturation"), &FindingAlarms::id);
  REQUIRE(colour != real->findings.end());
  CHECK(colour->failed.hits == 1);
  CHECK(colour->failed.of == 3);
  CHECK(real_faces_report(*real, profile).find("| `colour.saturation` | 0/3 | 1/3 | 0/3 |") != std::string::npos);
}

TEST_CASE("a labelled photograph is judged as it is and as the photo that is cut from it") {
  const Threads threads(1);
  const auto profile = shipped_standard();
  codec::RealLabels labels;
  labels.tuned_on = {"p002"};
  labels.pictures = {{.file = "p001_capture.jpg", .identity = "p001", .unsure = {"light.*"}},
                     {.file = "p002_capture.jpg", .identity = "p002", .seen = {"mouth.closed"}},
                     {.file = "p002_flaw_border.jpg", .identity = "p002"},  // too small to be cut from
                     {.file = "p003_capture.jpg", .identity = "p003", .unfit = "two people"}};
  const auto judged = judge_real({kDemo, labels, profile, false, {}, {}}, threads.judges);
  if (!judged) FAIL(judged.error().message);
  CHECK(judged->unfit == 1);
  const auto is_cut = [](const JudgedPhoto& photo) { return photo.label.role == codec::SampleRole::submission; };
  const auto cuts = static_cast<std::size_t>(std::ranges::count_if(judged->photos, is_cut));
  CHECK(cuts + judged->refused.size() == 3);
  CHECK(judged->photos.size() == 3 + cuts);
  CHECK(cuts >= 2);
  const codec::FlawTable table = real_table(shipped_flaws(), labels);
  CHECK(table.groups.front().recall == Approx(shipped_flaws().groups.front().recall - 0.1));
  const Accuracy accuracy = tally(judged->photos, profile, table);
  CHECK(accuracy.reporting.people == 1);
  CHECK(accuracy.reporting.clean == 1);
  const auto mouth =
      std::ranges::find(accuracy.tuning.findings, FindingId("mouth.closed"), &FindingAccuracy::id);
  REQUIRE(mouth != accuracy.tuning.findings.end());
  CHECK(mouth->found.of == 2);
  const std::string report = real_report(*judged, profile, table);
  CHECK(report.find("Unfit by their labels: 1.") != std::string::npos);
  CHECK(report.find("## People the checks were tuned on") != std::string::npos);
}

TEST_CASE("a photograph that is missing or broken is told and does not end the measurement") {
  const Threads threads(1);
  const support::TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "broken.jpg", bytes_of("\xff\xd8 no picture")));
  std::filesystem::copy_file(kDemo / "p001_capture.jpg", folder / "whole.jpg");
  const auto profile = shipped_standard();
  codec::RealLabels labels;
  for (const char* file : {"broken.jpg", "missing.jpg", "whole.jpg"})
    labels.pictures.push_back({.file = file, .identity = file});
  const auto judged = judge_real({folder.path(), labels, profile, false, {}, {}}, threads.judges);
  if (!judged) FAIL(judged.error().message);
  REQUIRE(judged->unreadable.size() == 2);
  CHECK(judged->unreadable[0].file == "broken.jpg");
  CHECK(judged->unreadable[1].file == "missing.jpg");
  CHECK(judged->photos.front().label.file == "whole.jpg");
  const std::string report = real_report(*judged, profile, real_table(shipped_flaws(), labels));
  CHECK(report.find("not measured: 2 (`broken.jpg`: `") != std::string::npos);
}

TEST_CASE("the labels of real photographs name findings that there are") {
  const auto profile = shipped_standard();
  for (const char* name : {"faces", "templates"}) {
    const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/tests/accuracy/" + std::string(name) + "_labels.json", 1U << 20);
    REQUIRE(file);
    const auto labels = codec::real_labels_from_json(*file);
    if (!labels) FAIL(labels.error().message);
    CHECK(labels->pictures.size() > 20);
    std::set<std::string> people;
    for (const codec::RealLabel& label : labels->pictures) {
      people.insert(label.identity);
      for (const auto* words : {&label.seen, &label.on_cut, &label.unsure}) {
        for (const std::string& word : *words) {
          INFO(name << " " << label.file << " " << word);
          const codec::FindingNames one = {word};
          CHECK(std::ranges::any_of(profile.rules, [&](const auto& rule) { return codec::names(one, rule.first); }));
        }
      }
    }
    for (const std::string& person : labels->tuned_on) CHECK(people.contains(person));
  }
}

TEST_CASE("a measurement that is stopped says so") {
  const Threads threads(2);
  const auto profile = shipped_standard();
  const auto stop = [](std::size_t done, std::size_t) { return done < 2; };
  const auto stopped = judge_samples({kDemo, profile, true, {}, stop}, threads.judges);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().text == "error.accuracy.stopped");
}

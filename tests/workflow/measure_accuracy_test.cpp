#include <catch2/catch.hpp>

#include "base/files.h"
#include "codec/profile_json.h"
#include "vision/opencv_engine.h"
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

// How often a flaw was missed on all the people, and how often a clean picture was blamed.
struct Mistakes {
  int missed = 0, blamed = 0;
};
Mistakes mistakes(const Accuracy& accuracy, const std::string& id) {
  Mistakes sum;
  for (const AccuracyPart* part : {&accuracy.tuning, &accuracy.reporting}) {
    for (const FindingAccuracy& finding : part->findings) {
      if (finding.id.value != id) continue;
      sum.missed += finding.found.of - finding.found.hits;
      sum.blamed += finding.false_alarms.hits;
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("on the demo pictures the checks find the flaws and leave clean photos alone") {
  auto analyser = vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, vision::OpencvEngine());
  if (!analyser) FAIL(analyser.error().message);
  imaging::InProcessDecoder decoder;
  const auto accuracy = measure_accuracy(kDemo, decoder, **analyser, shipped_standard(), "p018", {});
  if (!accuracy) FAIL(accuracy.error().message);
  CHECK(accuracy->tuning.people == 18);
  CHECK(accuracy->reporting.people == 8);
  for (const FindingAccuracy& finding : accuracy->tuning.findings) {
    const std::string& id = finding.id.value;
    INFO(id);
    // One chin a little up is below the warning band; one other person of the rendered set looks alike.
    CHECK(mistakes(*accuracy, id).missed <= (id == "pose.pitch" || id.starts_with("id.") ? 1 : 0));
    CHECK(mistakes(*accuracy, id).blamed == 0);
  }
  for (const AccuracyPart* part : {&accuracy->tuning, &accuracy->reporting}) {
    for (const char* id : {"geom.head_top", "geom.eye_line", "geom.centre_x"}) {
      INFO(id);
      CHECK(part->geometry.at(id).within.value() == 1);
    }
    CHECK(part->geometry.at("geom.face_width").p95 < 13);
    REQUIRE(part->identity);
    CHECK(part->identity->auc > 0.98);
  }
}

TEST_CASE("a measurement that is stopped says so") {
  auto analyser = vision::Analyser::load({ZHAOJIAN_DEPS_DIR "/models"}, vision::OpencvEngine());
  if (!analyser) FAIL(analyser.error().message);
  imaging::InProcessDecoder decoder;
  const auto stopped = measure_accuracy(kDemo, decoder, **analyser, shipped_standard(), "p018",
                                        [](std::size_t done, std::size_t) { return done < 2; });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().text == "error.accuracy.stopped");
}

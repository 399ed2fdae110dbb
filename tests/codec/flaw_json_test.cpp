#include "codec/flaw_json.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/files.h"

using namespace zhaojian;
using namespace zhaojian::codec;

namespace {

const std::string kTable = R"({"tuned_on": ["p001"],
  "groups": [{"name": "pose", "recall": 0.95, "false_alarms": 0.05, "findings": ["pose.*"]}],
  "quiet_on": {"capture": ["eyes.*", "face.count"]},
  "flaws": {"head_tilt": {"raises": ["pose.roll"], "touches": ["geom.*"]}}})";

ByteView bytes_of(const std::string& text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

Label label(SampleRole role, const std::string& flaw = "") {
  Label one;
  one.role = role;
  one.flaw = flaw;
  return one;
}

}  // namespace

TEST_CASE("a flaw raises its own finding, may touch others, and leaves the rest quiet") {
  const auto table = flaws_from_json(bytes_of(kTable));
  REQUIRE(table);
  const Label tilted = label(SampleRole::flawed_submission, "head_tilt");
  CHECK(expected_of(*table, tilted, "pose.roll") == Expected::raised);
  CHECK(expected_of(*table, tilted, "geom.eye_line") == Expected::open);
  CHECK(expected_of(*table, tilted, "geometry") == Expected::quiet);
  CHECK(expected_of(*table, tilted, "eyes.open") == Expected::quiet);
  CHECK(expected_of(*table, label(SampleRole::submission), "pose.roll") == Expected::quiet);
  CHECK(expected_of(*table, label(SampleRole::flawed_submission, "unheard_of"), "eyes.open") == Expected::open);
  CHECK(expected_of(*table, label(SampleRole::capture), "eyes.open") == Expected::quiet);
  CHECK(expected_of(*table, label(SampleRole::capture), "geom.eye_line") == Expected::open);
  CHECK(expected_of(*table, label(SampleRole::admission), "eyes.open") == Expected::open);
  CHECK(table->groups.at(0).findings == FindingNames{"pose.*"});
}

TEST_CASE("what a picture shows by itself is to be found in it and in its copies, unless a copy settles it") {
  std::string text = kTable;
  const std::string from = R"("flaws": {)";
  text.replace(text.find(from), from.size(), from + R"(
    "upright": {"raises": [], "touches": [], "sets": ["pose.roll"]},
    "tilt_set": {"raises": ["pose.roll"], "touches": [], "sets": ["pose.roll"]},
    "tilt_added": {"raises": ["pose.roll"], "touches": [], "adds": ["pose.roll"]},)");
  const auto table = flaws_from_json(bytes_of(text));
  REQUIRE(table);
  const auto expected = [&](SampleRole role, const std::string& flaw, bool leaning) {
    Label one = label(role, flaw);
    if (leaning) one.seen = {"pose.roll"};
    return expected_of(*table, one, "pose.roll");
  };
  constexpr SampleRole made = SampleRole::flawed_submission;
  CHECK(expected(SampleRole::submission, "", true) == Expected::raised);
  CHECK(expected(made, "upright", true) == Expected::quiet);
  CHECK(expected(made, "tilt_set", true) == Expected::raised);
  CHECK(expected(made, "tilt_added", true) == Expected::open);  // the two may cancel
  CHECK(expected(made, "tilt_added", false) == Expected::raised);
  Label other = label(made, "head_tilt");
  other.seen = {"eyes.open"};
  CHECK(expected_of(*table, other, "eyes.open") == Expected::raised);
}

TEST_CASE("what a capture shows by itself is no false alarm when it is told of the capture") {
  const auto table = flaws_from_json(bytes_of(kTable));
  REQUIRE(table);
  Label capture = label(SampleRole::capture);
  capture.seen = {"eyes.open"};
  CHECK(expected_of(*table, capture, "eyes.open") == Expected::open);
  CHECK(expected_of(*table, label(SampleRole::capture), "eyes.open") == Expected::quiet);
}

TEST_CASE("a table of flaws with an error names the field") {
  std::string text = kTable;
  text.replace(text.find("0.95"), 4, "1.95");
  const auto table = flaws_from_json(bytes_of(text));
  REQUIRE_FALSE(table);
  CHECK(table.error().text == "error.codec.flaws");
  CHECK(table.error().message.find("groups[0]") != std::string::npos);
}

TEST_CASE("the shipped table knows every flaw of the shipped samples, and white is no wrong background") {
  const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/demo/flaws.json", 1U << 20);
  const auto samples = read_file(ZHAOJIAN_SOURCE_DIR "/assets/demo/labels.json", 32U << 20);
  REQUIRE(file);
  REQUIRE(samples);
  const auto table = flaws_from_json(*file);
  const auto labels = labels_from_json(*samples);
  REQUIRE(table);
  REQUIRE(labels);
  for (const Label& one : *labels) {
    INFO(one.file);
    CHECK((one.flaw.empty() || table->flaws.contains(one.flaw)));
    if (one.flaw != "background_wrong_colour") continue;
    CHECK(expected_of(*table, one, "bg.colour") == (one.background == "white" ? Expected::open : Expected::raised));
  }
}

TEST_CASE("what the eye could not tell is open unless a copy settles it") {
  const auto table = flaws_from_json(bytes_of(kTable));
  REQUIRE(table);
  Label cut = label(SampleRole::submission);
  cut.seen = {"eyes.open"};
  cut.unsure = {"*"};
  CHECK(expected_of(*table, cut, "eyes.open") == Expected::raised);
  CHECK(expected_of(*table, cut, "pose.roll") == Expected::open);
  Label copy = label(SampleRole::flawed_submission, "head_tilt");
  copy.unsure = {"pose.*", "light.*"};
  CHECK(expected_of(*table, copy, "pose.roll") == Expected::raised);
  CHECK(expected_of(*table, copy, "light.over") == Expected::open);
  CHECK(expected_of(*table, copy, "eyes.open") == Expected::quiet);
}

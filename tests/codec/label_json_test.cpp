#include "codec/label_json.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>

#include "base/files.h"

using namespace zhaojian;
using codec::Label;
using codec::SampleRole;

namespace {

ByteView bytes_of(const std::string& text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

const std::string kOne = R"([{"file": "p003_flaw_head_up.jpg", "identity": "p003", "role": "flawed_submission",
  "flaw": "head_up", "width": 480, "height": 640, "licence": "ours", "true": {
    "pose": {"yaw": 0.5, "pitch": 14.5, "roll": -1}, "eye_left_subject": [285, 240], "eye_right_subject": [201, 238],
    "head_top_y": 72.1, "face_left_x": 134, "face_right_x": 351}}])";

std::string changed(std::string from, const std::string& to) {
  std::string text = kOne;
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a label says what is wrong with a picture and where things truly are") {
  const auto labels = codec::labels_from_json(bytes_of(kOne));
  REQUIRE(labels);
  REQUIRE(labels->size() == 1);
  const Label& label = labels->front();
  CHECK(label.role == SampleRole::flawed_submission);
  CHECK(label.flaw == "head_up");
  CHECK(label.background.empty());
  REQUIRE(label.geometry);
  CHECK(label.geometry->eyes_x == 243);
  CHECK(label.geometry->eyes_y == 239);
  CHECK(label.geometry->pitch == 14.5);
}

TEST_CASE("a label may say what was seen of a real photograph") {
  const auto none = codec::labels_from_json(bytes_of(kOne));
  REQUIRE(none);
  CHECK(none->front().seen.empty());
  const auto labels =
      codec::labels_from_json(bytes_of(changed(R"("licence": "ours")", R"("seen": ["light.lr_diff"])")));
  REQUIRE(labels);
  CHECK(labels->front().seen == std::vector<std::string>{"light.lr_diff"});
}

TEST_CASE("a picture without a face has no geometry") {
  const auto labels = codec::labels_from_json(bytes_of(changed("\"face_left_x\": 134, ", "")));
  REQUIRE(labels);
  CHECK_FALSE(labels->front().geometry);
}

TEST_CASE("what is wrong in the labels is named") {
  for (const auto& [from, to, field] : {std::array<std::string, 3>{"\"flawed_submission\"", "\"holiday\"", "[0].role"},
                                        {"[285, 240]", "[285]", "[0].true.eye_left_subject"},
                                        {"480", "\"wide\"", "[0].width"},
                                        {R"("licence": "ours")", R"("seen": "light")", "[0].seen"},
                                        {"p003_flaw_head_up.jpg", "../secret", "[0].file"}}) {
    const auto labels = codec::labels_from_json(bytes_of(changed(from, to)));
    REQUIRE_FALSE(labels);
    CHECK(labels.error().text == "error.codec.labels");
    CHECK_THAT(labels.error().message, Catch::Contains(field));
  }
  CHECK_FALSE(codec::labels_from_json(bytes_of(std::string("{}"))));
}

TEST_CASE("the labels that are shipped can be read") {
  const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/demo/labels.json", 32U << 20);
  REQUIRE(file);
  const auto labels = codec::labels_from_json(*file);
  if (!labels) FAIL(labels.error().message);
  const auto clean = std::count_if(labels->begin(), labels->end(), [](const Label& label) {
    return label.role == SampleRole::submission && label.flaw.empty() && label.geometry;
  });
  CHECK(clean == 26);
}

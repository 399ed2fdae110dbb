#include "checks/verdicts.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

// The whole figure moved or made larger about the eyes.
Sitter moved(double dx, double dy, double scale = 1) {
  Sitter sitter;
  sitter.eye_x += dx;
  sitter.eye_y += dy;
  sitter.eye_distance *= scale;
  return sitter;
}

double value(const std::string& id, const Sitter& sitter) {
  const Finding finding = of(id, sitter);
  REQUIRE(finding.value);
  return *finding.value;
}

}  // namespace

TEST_CASE("a head where the standard wants it passes") {
  const Findings findings = all_of(sitting_of({}));
  for (const char* id : {"face.count", "geom.head_top", "geom.eye_line", "geom.face_width", "geom.centre_x",
                         "geom.crop", "pose.roll", "pose.yaw", "pose.pitch", "pose.shoulder_line"}) {
    INFO(id);
    CHECK(only(findings, id).verdict == Verdict::pass);
  }
}

TEST_CASE("the head's top is that of the hair, in pixels from the upper edge") {
  // Drawn 2.1 eye distances above the eyes: 69 px. A quarter of the columns reaches within a few pixels of it.
  CHECK(value("geom.head_top", {}) == Approx(69).margin(6));
  CHECK(value("geom.head_top", moved(0, 20)) - value("geom.head_top", {}) == Approx(20).margin(0.5));
  CHECK(verdict("geom.head_top", moved(0, -30)) == Verdict::fail);
  CHECK(verdict("geom.head_top", moved(0, -20)) == Verdict::warn);
  CHECK(verdict("geom.head_top", moved(0, 60)) == Verdict::fail);
}

TEST_CASE("a single strand of hair is not the top of the head") {
  Sitting sitting = sitting_of({});
  for (int y = 20; y < 80; ++y) sitting.evidence.person->alpha[static_cast<std::size_t>(y * 480 + 240)] = 255;
  CHECK(*of("geom.head_top", sitting).value == Approx(value("geom.head_top", {})).margin(1));
}

TEST_CASE("a head cut off at the upper edge is at 0, whatever is above it") {
  const Finding finding = of("geom.head_top", moved(0, -100));
  CHECK(finding.verdict == Verdict::fail);
  CHECK(*finding.value == 0);
  CHECK(verdict("geom.crop", moved(0, -100)) == Verdict::fail);
}

TEST_CASE("the eye line is the height of the eyes") {
  CHECK(value("geom.eye_line", {}) == Approx(250).margin(0.5));
  CHECK(verdict("geom.eye_line", moved(0, 52)) == Verdict::fail);
  CHECK(verdict("geom.eye_line", moved(0, 47)) == Verdict::warn);
  CHECK(verdict("geom.eye_line", moved(0, -52)) == Verdict::fail);
}

TEST_CASE("the face's width goes with the face") {
  CHECK(value("geom.face_width", {}) == Approx(2.68 * 86).margin(1));
  CHECK(verdict("geom.face_width", moved(0, 0, 0.77)) == Verdict::fail);
  CHECK(verdict("geom.face_width", moved(0, 0, 0.8)) == Verdict::warn);
  CHECK(verdict("geom.face_width", moved(0, 0, 1.45)) == Verdict::fail);
}

TEST_CASE("an ear before long hair tells of the cheeks as one before the wall does") {
  const double bare = value("geom.face_width", {});
  Sitting before_hair = sitting_of({});
  const Sitter sitter;
  for (int row = 0; row < sitter.height; ++row) {
    for (int column = 0; column < sitter.width; ++column) {
      const double x = (column + 0.5 - sitter.eye_x) / sitter.eye_distance;
      const double y = (row + 0.5 - sitter.eye_y) / sitter.eye_distance;
      if (figure_at(sitter, x, y) || std::abs(x) > 1.7 || y < 0 || y > 1.5) continue;
      const auto at = static_cast<std::size_t>(row * sitter.width + column);
      for (std::size_t c = 0; c < 3; ++c) before_hair.photo.pixels.rgb[3 * at + c] = 30;
      before_hair.evidence.person->alpha[at] = 255;
    }
  }
  CHECK(*of("geom.face_width", before_hair).value == Approx(bare).margin(1));
  // Over the ears it hides them, and the landmarks are left.
  CHECK(*of("geom.face_width", Sitter{.long_hair = true}).value != Approx(bare).margin(1));
}

TEST_CASE("off the middle is signed and judged on both sides") {
  CHECK(value("geom.centre_x", moved(18, 0)) == Approx(18).margin(1));
  CHECK(verdict("geom.centre_x", moved(18, 0)) == Verdict::warn);
  CHECK(verdict("geom.centre_x", moved(-30, 0)) == Verdict::fail);
}

TEST_CASE("shoulders as high as the chin are not cropped hair") {
  Sitting leaning = sitting_of({});
  auto& mask = *leaning.evidence.person;
  const auto person_beside = [&](double from) {
    const auto first = static_cast<int>(250 + from * 86);  // below the eyes
    for (int row = first; row < mask.height; ++row) mask.alpha[static_cast<std::size_t>(row * mask.width)] = 255;
    return of("geom.crop", leaning);
  };
  CHECK(person_beside(1).value == 0.0);
  CHECK(person_beside(-0.3).verdict != Verdict::pass);
}

TEST_CASE("hair beyond the side of the picture is cropped, shoulders are not") {
  CHECK(of("geom.crop", Sitter{}).value == 0.0);
  CHECK(verdict("geom.crop", moved(-150, 0)) == Verdict::fail);
}

TEST_CASE("a picture of another size and the same shape is read by fractions") {
  Sitter large{.width = 960, .height = 1280, .eye_x = 480, .eye_y = 500, .eye_distance = 172};
  for (const char* id : {"geom.head_top", "geom.eye_line", "geom.face_width", "geom.centre_x"}) {
    INFO(id);
    const Finding finding = of(id, large);
    CHECK(*finding.value == Approx(value(id, {})).margin(1.5));
    CHECK(finding.why == "check.why.scaled");
    CHECK(finding.why_values == std::vector<std::string>{"960", "1280"});
  }
  // Marks stay in pixels of the photo.
  CHECK(of("geom.eye_line", large).marks.back().spots.front().y == Approx(500).margin(1));
}

TEST_CASE("in a picture of another shape positions are not assessable") {
  for (const char* id : {"geom.head_top", "geom.eye_line", "geom.face_width", "geom.centre_x"}) {
    const Finding finding = of(id, Sitter{.width = 640});
    CHECK(finding.verdict == Verdict::not_assessable);
    CHECK(finding.why == "check.why.shape");
  }
}

TEST_CASE("limits are marked apart from what was measured") {
  const Finding finding = of("geom.eye_line", Sitter{});
  REQUIRE(finding.marks.size() == 3);
  CHECK_FALSE(finding.marks[0].measured);
  CHECK(finding.marks[0].spots.front().y == 200);
  CHECK(finding.marks[1].spots.front().y == 300);
  CHECK(finding.marks[2].measured);
}

TEST_CASE("faces are counted by their strength and their size beside the largest") {
  Sitting sitting = sitting_of({});
  auto& faces = sitting.evidence.faces;
  const vision::DetectedFace second{{400, 300, 70, 80}, 0.95F};
  faces.push_back(second);
  CHECK(verdict("face.count", sitting) == Verdict::fail);
  CHECK(of("face.count", sitting).marks.size() == 2);
  faces.back().score = 0.4F;
  CHECK(verdict("face.count", sitting) == Verdict::pass);
  faces.back() = {{400, 300, 30, 36}, 0.95F};
  CHECK(verdict("face.count", sitting) == Verdict::pass);
  faces.clear();
  CHECK(of("face.count", sitting).value == 0.0);
  CHECK(verdict("face.count", sitting) == Verdict::fail);
}

TEST_CASE("a face is as wide with bare ears as with hair over them") {
  const double bare = value("geom.face_width", {});
  CHECK(value("geom.face_width", {.left_ear = false, .right_ear = false}) == Approx(bare).margin(18));
  CHECK(value("geom.face_width", {.right_ear = false}) == Approx(bare).margin(18));
  CHECK(value("geom.face_width", {.long_hair = true}) == Approx(bare).margin(18));
}

TEST_CASE("the chin is measured beside the same person's level head") {
  const Sitting sitting = sitting_of({});
  const auto with_ears = [](float lower, std::size_t person) {
    auto evidence = std::make_shared<vision::Evidence>(sitting_of({}).evidence);
    for (const std::size_t end : {0U, 16U}) (*evidence->landmarks)[end].y += lower * 86;
    evidence->embedding = direction(person);
    return Reference{domain::PhotoRole::enrollment, evidence, std::nullopt};
  };
  const auto pitch = [&](const Reference& reference) { return of("pose.pitch", sitting, {&reference, 1}); };
  CHECK(*pitch(with_ears(0, 0)).value == Approx(0).margin(1));
  CHECK(pitch(with_ears(0, 0)).why == "check.why.beside_references");
  CHECK(pitch(with_ears(0.5F, 0)).verdict == Verdict::fail);
  CHECK(*pitch(with_ears(0.5F, 0)).value < -10);  // ears that lie higher than usual: chin down
  CHECK(*pitch(with_ears(-0.5F, 0)).value > 10);
  CHECK(*pitch(with_ears(0.5F, 1)).value == 0);  // somebody else's ears say nothing
}

TEST_CASE("angles of the head are judged as vision reads them") {
  const auto turned = [](vision::HeadPose pose) {
    Sitting sitting = sitting_of({});
    sitting.evidence.pose = pose;
    return all_of(sitting);
  };
  CHECK(only(turned({.roll = 5}), "pose.roll").verdict == Verdict::warn);
  CHECK(only(turned({.roll = -9}), "pose.roll").verdict == Verdict::fail);
  CHECK(only(turned({.yaw = -8}), "pose.yaw").verdict == Verdict::warn);
  CHECK(only(turned({.yaw = 20}), "pose.yaw").verdict == Verdict::fail);
  CHECK(only(turned({.pitch = 8}), "pose.pitch").verdict == Verdict::warn);
  CHECK(only(turned({.pitch = -14}), "pose.pitch").verdict == Verdict::fail);
  Sitting unread = sitting_of({});
  unread.evidence.pose.reset();
  CHECK(of("pose.yaw", unread).why == "check.why.no_pose");
}

TEST_CASE("a dropped shoulder is measured in degrees to the side where it drops") {
  CHECK(value("pose.shoulder_line", {}) == Approx(0).margin(0.3));
  CHECK(value("pose.shoulder_line", Sitter{.lean = 5}) == Approx(5).margin(0.7));
  CHECK(verdict("pose.shoulder_line", Sitter{.lean = 5}) == Verdict::warn);
  CHECK(value("pose.shoulder_line", Sitter{.lean = -9}) == Approx(-9).margin(0.9));
  CHECK(verdict("pose.shoulder_line", Sitter{.lean = -9}) == Verdict::fail);
}

TEST_CASE("shoulders outside the picture are not assessable") {
  const Finding finding = of("pose.shoulder_line", moved(0, 300));
  CHECK(finding.verdict == Verdict::not_assessable);
  CHECK(finding.why == "check.why.no_shoulders");
}

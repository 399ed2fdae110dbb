#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "vision/landmarks.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

// Where labels.json has eyes and chin of the submissions.
struct KnownFace {
  const char* person;
  Point left_eye, right_eye, chin;
};
constexpr KnownFace known_faces[] = {
    {"p001", {201.4F, 238.4F}, {285.1F, 238.5F}, {248.0F, 412.9F}},
    {"p002", {191.2F, 256.3F}, {286.4F, 256.8F}, {234.2F, 430.7F}},
    {"p003", {203.9F, 252.4F}, {280.8F, 252.5F}, {239.4F, 430.2F}},
    {"p004", {193.8F, 260.8F}, {287.6F, 260.2F}, {240.9F, 425.8F}},
    {"p005", {195.8F, 246.2F}, {284.0F, 246.4F}, {241.9F, 424.5F}},
    {"p006", {189.3F, 262.0F}, {286.7F, 263.1F}, {240.5F, 427.0F}},
    {"p007", {201.4F, 254.1F}, {277.9F, 254.9F}, {246.7F, 413.6F}},
    {"p008", {199.8F, 250.0F}, {281.3F, 250.3F}, {238.1F, 413.0F}},
    {"p009", {204.6F, 256.0F}, {282.2F, 256.3F}, {247.4F, 424.5F}},
    {"p010", {200.7F, 251.0F}, {277.8F, 251.3F}, {242.1F, 418.2F}},
};

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

TEST_CASE("each compliant portrait has exactly one face, and everything is answered about it") {
  const auto analyser = an_analyser();
  for (const KnownFace& known : known_faces) {
    CAPTURE(known.person);
    const Evidence seen = analyser->analyse(portrait(std::string(known.person) + "_submission"));
    REQUIRE(seen.faces.size() == 1);
    CHECK(seen.faces[0].score > 0.9F);
    CHECK(seen.landmarks);
    CHECK(seen.pose);
    CHECK(seen.eyes);
    CHECK(seen.embedding);
    CHECK(seen.person);
    CHECK(seen.parts);
    REQUIRE(seen.live);
    CHECK((*seen.live >= 0 && *seen.live <= 1));
    CHECK((seen.width == 480 && seen.height == 640));
  }
}

// The picture squeezed sideways about its middle line, which no camera does.
imaging::Pixels squeezed(const imaging::Pixels& pixels, float factor) {
  imaging::Pixels narrow = pixels;
  const auto middle = static_cast<float>(pixels.width) / 2;
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      const auto from =
          std::clamp(static_cast<int>(middle + (static_cast<float>(x) - middle) / factor), 0, pixels.width - 1);
      for (int c = 0; c < 3; ++c) {
        const auto at = [&](int column) { return static_cast<std::size_t>(3 * (y * pixels.width + column) + c); };
        narrow.rgb[at(x)] = pixels.rgb[at(from)];
      }
    }
  }
  return narrow;
}

TEST_CASE("a long face squeezed narrow still has its eyes found") {
  const KnownFace known{"p019", {204.6F, 230.7F}, {280.0F, 231.3F}, {245.4F, 412.8F}};
  constexpr float factor = 0.8F;
  const auto analyser = an_analyser();
  const Evidence seen =
      analyser->analyse_reference(squeezed(portrait(std::string(known.person) + "_submission"), factor));
  REQUIRE(seen.landmarks);
  const auto there = [&](Point p) { return Point{240 + (p.x - 240) * factor, p.y}; };
  const float unit = distance(known.left_eye, known.right_eye);
  CHECK(distance(left_eye_centre(*seen.landmarks), there(known.left_eye)) < 0.08F * unit);
  CHECK(distance(right_eye_centre(*seen.landmarks), there(known.right_eye)) < 0.08F * unit);
}

TEST_CASE("eyes and chin lie where the renderer put them") {
  const auto analyser = an_analyser();
  for (const KnownFace& known : known_faces) {
    CAPTURE(known.person);
    const Evidence seen = analyser->analyse_reference(portrait(std::string(known.person) + "_submission"));
    REQUIRE(seen.landmarks);
    const float unit = distance(known.left_eye, known.right_eye);
    CHECK(distance(left_eye_centre(*seen.landmarks), known.left_eye) < 0.08F * unit);
    CHECK(distance(right_eye_centre(*seen.landmarks), known.right_eye) < 0.08F * unit);
    CHECK(distance((*seen.landmarks)[8], known.chin) < 0.3F * unit);
  }
}

TEST_CASE("two people are two faces, the larger first, and an empty background is none") {
  const auto analyser = an_analyser();
  const Evidence two = analyser->analyse_reference(portrait("p006_flaw_two_people"));
  REQUIRE(two.faces.size() == 2);
  CHECK(two.faces[0].box.w * two.faces[0].box.h >= two.faces[1].box.w * two.faces[1].box.h);

  const Evidence none = analyser->analyse(portrait("p004_flaw_no_face"));
  CHECK(none.faces.empty());
  CHECK_FALSE(none.landmarks);
  CHECK_FALSE(none.pose);
  CHECK_FALSE(none.eyes);
  CHECK_FALSE(none.embedding);
  CHECK_FALSE(none.live);
  CHECK(none.person);
}

TEST_CASE("a person is more like themselves in an older photo than like anybody else") {
  const auto analyser = an_analyser();
  std::vector<Embedding> now, before;
  for (const char* person : {"p001", "p002", "p003", "p004", "p005"}) {
    const Evidence submission = analyser->analyse_reference(portrait(std::string(person) + "_submission"));
    const Evidence admission = analyser->analyse_reference(portrait(std::string(person) + "_admission"));
    REQUIRE((submission.embedding && admission.embedding));
    now.push_back(*submission.embedding);
    before.push_back(*admission.embedding);
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    CHECK(cosine(now[i], now[i]) == Approx(1).margin(1e-4));
    for (std::size_t j = 0; j < before.size(); ++j) {
      CAPTURE(i, j);
      if (i != j) CHECK(cosine(now[i], before[j]) < cosine(now[i], before[i]));
    }
  }
}

TEST_CASE("a reference photo is only asked what a comparison needs, with the same answers") {
  const auto analyser = an_analyser();
  const imaging::Pixels photo = portrait("p003_submission");
  RunTimes all_times, reference_times;
  const Evidence all = analyser->analyse(photo, &all_times);
  const Evidence reference = analyser->analyse_reference(photo, &reference_times);
  CHECK(reference.faces == all.faces);
  CHECK(reference.landmarks == all.landmarks);
  CHECK(reference.embedding == all.embedding);
  CHECK_FALSE(reference.pose);
  CHECK_FALSE(reference.eyes);
  CHECK_FALSE(reference.live);
  CHECK_FALSE(reference.person);
  CHECK(reference_times.person == 0);
  CHECK(reference_times.pose == 0);
  CHECK(reference_times.embedding > 0);
  CHECK(all_times.person > 0);
  CHECK(all_times.networks() > reference_times.networks());
  CHECK(all_times.total >= all_times.networks());
}

TEST_CASE("a submission is asked everything but whether it was taken off a screen, with the same answers") {
  const auto analyser = an_analyser();
  const imaging::Pixels photo = portrait("p003_submission");
  RunTimes times;
  Evidence all = analyser->analyse(photo);
  const Evidence submission = analyser->analyse_submission(photo, &times);
  CHECK(all.live);
  CHECK(times.liveness == 0);
  all.live.reset();
  CHECK(submission == all);
}

TEST_CASE("the person can be had alone") {
  const auto analyser = an_analyser();
  const imaging::Pixels photo = portrait("p003_submission");
  CHECK(analyser->person_in(photo) == analyser->analyse(photo).person);
  CHECK_FALSE(analyser->person_in({}));
}

TEST_CASE("the evidence names the engine and every network") {
  const auto analyser = an_analyser();
  const std::string text = analyser->analyse(portrait("p001_submission")).engine;
  CHECK(text == analyser->engine());
  CHECK(text.starts_with("opencv-dnn "));
  for (const ModelFile& file : default_manifest().files) {
    CAPTURE(file.file);
    CHECK(text.find(std::string(name(file.role)) + " " + file.sha256.substr(0, 8)) != std::string::npos);
  }
}

}  // namespace
}  // namespace zhaojian::vision

#include "vision/eye_centres.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

struct Eyes {
  Point left, right;
};

std::map<std::string, Eyes> labelled_eyes() {
  const auto file = read_file(ZHAOJIAN_SOURCE_DIR "/assets/demo/labels.json", 20'000'000);
  REQUIRE(file);
  std::map<std::string, Eyes> all;
  for (const auto& entry : nlohmann::json::parse(file->begin(), file->end())) {
    const auto& truth = entry.contains("true") ? entry.at("true") : nlohmann::json::object();
    if (!truth.contains("eye_left_subject")) continue;
    const auto spot = [&](const char* key) { return Point{truth.at(key).at(0).get<float>(), truth.at(key).at(1).get<float>()}; };
    all[entry.at("file").get<std::string>()] = {spot("eye_right_subject"), spot("eye_left_subject")};
  }
  return all;
}

EyeCentres centres_in(Analyser& analyser, const imaging::Pixels& pixels) {
  const auto points = analyser.analyse_reference(pixels).landmarks;
  REQUIRE(points);
  return eye_centres(pixels, *points);
}

double apart(const Point& a, const Point& b) { return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y)); }

TEST_CASE("the eyes are where the labels say, in the submission and in small old references") {
  const auto analyser = an_analyser();
  const auto labels = labelled_eyes();
  for (const char* picture : {"p001_submission", "p001_enrollment", "p002_admission", "p003_submission", "p004_enrollment", "p011_submission",
                              "p011_admission", "p026_submission", "p026_enrollment"}) {
    CAPTURE(picture);
    const EyeCentres found = centres_in(*analyser, portrait(picture));
    const Eyes& truth = labels.at(std::string(picture) + ".jpg");
    const double unit = apart(truth.left, truth.right);
    CHECK(found.by_iris);
    CHECK(apart(found.left, truth.left) < 0.03 * unit);
    CHECK(apart(found.right, truth.right) < 0.03 * unit);
  }
}

TEST_CASE("irises that cannot be seen are not made up: the lids stand in") {
  const auto analyser = an_analyser();
  for (const char* picture : {"p007_flaw_eyes_closed", "p013_flaw_eyes_closed", "p001_flaw_tinted_glasses", "p005_flaw_tinted_glasses"}) {
    CAPTURE(picture);
    const auto pixels = portrait(picture);
    const auto points = analyser->analyse_reference(pixels).landmarks;
    REQUIRE(points);
    const EyeCentres found = eye_centres(pixels, *points);
    CHECK_FALSE(found.by_iris);
    Point middle;
    for (std::size_t i = 36; i < 42; ++i) middle = {middle.x + (*points)[i].x / 6, middle.y + (*points)[i].y / 6};
    CHECK(apart(found.left, middle) < 0.01);
  }
}

TEST_CASE("impossible landmarks and empty pictures give the lids back and harm nothing") {
  Landmarks points{};
  CHECK_FALSE(eye_centres({}, points).by_iris);
  imaging::Pixels grey{64, 64, std::vector<std::uint8_t>(64 * 64 * 3, 128)};
  for (std::size_t i = 42; i < 48; ++i) points[i] = {4000, -300};
  CHECK_FALSE(eye_centres(grey, points).by_iris);
  for (std::size_t i = 36; i < 42; ++i) points[i] = {20, 30};
  for (std::size_t i = 42; i < 48; ++i) points[i] = {44, 30};
  const EyeCentres found = eye_centres(grey, points);
  CHECK_FALSE(found.by_iris);
  CHECK(found.left.x == Approx(20));
  points[40].x = std::nanf("");
  CHECK_FALSE(eye_centres(grey, points).by_iris);
}

}  // namespace
}  // namespace zhaojian::vision

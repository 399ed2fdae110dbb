#include <cmath>
#include <limits>
#include <opencv2/core/utility.hpp>
#include <thread>

#include "checks/verdicts.h"
#include "support/photos.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

// A picture in which the networks saw nobody.
Sitting nobody_in(imaging::Pixels pixels) {
  Sitting sitting;
  sitting.photo.facts.width = sitting.evidence.width = pixels.width;
  sitting.photo.facts.height = sitting.evidence.height = pixels.height;
  sitting.evidence.person = vision::PersonMask{pixels.width, pixels.height, {}};
  sitting.evidence.person->alpha.resize(pixels.rgb.size() / 3);
  sitting.photo.pixels = std::move(pixels);
  return sitting;
}

void is_sound(const Findings& findings) {
  CHECK(findings.size() == standard().rules.size());
  for (const Finding& finding : findings) {
    INFO(finding.id.value);
    if (finding.value) CHECK(std::isfinite(*finding.value));
    CHECK((finding.verdict == Verdict::not_assessable) == !finding.value.has_value());
    CHECK((finding.verdict != Verdict::not_assessable || finding.why.starts_with("check.why.")));
    CHECK(finding.why != "check.why.failed");
    for (const domain::Mark& mark : finding.marks) {
      for (const domain::Spot& spot : mark.spots) CHECK((std::isfinite(spot.x) && std::isfinite(spot.y)));
    }
    if (finding.heat) CHECK(finding.heat->cells.size() == 24U * 32U);
  }
}

bool is_of_the_person(const std::string& id) {
  for (const char* family :
       {"geom.", "pose.", "eyes.", "mouth.", "hair.", "occl.", "glasses.", "light.", "cloth.", "id."})
    if (id.starts_with(family)) return true;
  return id == "colour.skin_cast" || id == "qual.sharp";
}

vision::Landmarks turned_over(vision::Landmarks points) {
  for (vision::Point& point : points) point = {480 - point.x, 640 - point.y};
  return points;
}

}  // namespace

TEST_CASE("pictures without anybody never pass for a person, whatever their size and colour") {
  for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{128}, std::uint8_t{255}}) {
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 640}, {640, 1}, {7, 9}, {33, 31}, {480, 640}}) {
      INFO(width << " x " << height << " of " << int{level});
      const Findings findings = all_of(nobody_in(support::a_plain(width, height, level, level, level)));
      is_sound(findings);
      for (const Finding& finding : findings) {
        INFO(finding.id.value);
        if (is_of_the_person(finding.id.value)) CHECK(finding.verdict == Verdict::not_assessable);
      }
      CHECK(only(findings, "face.count").verdict == Verdict::fail);
      CHECK(only(findings, "colour.saturation").verdict == Verdict::fail);
    }
  }
}

TEST_CASE("no pixels at all are not assessable") {
  const Findings findings = all_of({});
  is_sound(findings);
  CHECK(only(findings, "file.decode").verdict == Verdict::fail);
  CHECK(only(findings, "bg.colour").why == "check.why.no_picture");
}

TEST_CASE("48 megapixels are checked like any other") {
  const Sitter huge{.width = 6000, .height = 8000, .eye_x = 3000, .eye_y = 3125, .eye_distance = 1075};
  const Findings findings = all_of(sitting_of(huge));
  is_sound(findings);
  CHECK(*only(findings, "geom.eye_line").value == Approx(250).margin(1));
  CHECK(only(findings, "bg.colour").verdict == Verdict::pass);
  CHECK(only(findings, "file.dimensions").verdict == Verdict::fail);
}

TEST_CASE("ten faces are ten") {
  Sitting sitting = sitting_of({});
  for (int i = 1; i < 10; ++i) sitting.evidence.faces.push_back({{10.0F * static_cast<float>(i), 20, 120, 140}, 0.9F});
  const Findings findings = all_of(sitting);
  is_sound(findings);
  CHECK(*only(findings, "face.count").value == 10);
}

TEST_CASE("a face over any border is sound and does not pass as complete") {
  for (const auto& [x, y] : {std::pair{0.0, 250.0},
                             {480.0, 250.0},
                             {240.0, 0.0},
                             {240.0, 640.0},
                             {-300.0, -300.0},
                             {900.0, 900.0},
                             {240.0, -90.0}}) {
    INFO(x << ", " << y);
    const Findings findings = all_of(sitting_of({.eye_x = x, .eye_y = y}));
    is_sound(findings);
    const bool centred = only(findings, "geom.centre_x").verdict == Verdict::pass;
    const bool level = only(findings, "geom.eye_line").verdict == Verdict::pass;
    CHECK_FALSE((centred && level));
  }
}

TEST_CASE("an upside-down face is sound and stands nowhere right") {
  Sitting sitting = sitting_of({});
  auto& rgb = sitting.photo.pixels.rgb;
  std::reverse(rgb.begin(), rgb.end());
  for (std::size_t i = 0; i < rgb.size(); i += 3) std::swap(rgb[i], rgb[i + 2]);
  std::reverse(sitting.evidence.person->alpha.begin(), sitting.evidence.person->alpha.end());
  sitting.evidence.landmarks = turned_over(*sitting.evidence.landmarks);
  sitting.evidence.pose = vision::HeadPose{.roll = 180};
  const Findings findings = all_of(sitting);
  is_sound(findings);
  CHECK(only(findings, "pose.roll").verdict == Verdict::fail);
  CHECK(only(findings, "geom.eye_line").verdict == Verdict::fail);
  CHECK(only(findings, "geom.head_top").verdict != Verdict::pass);
}

TEST_CASE("landmarks that are no numbers, or all in one place, count as none") {
  Sitting sitting = sitting_of({});
  (*sitting.evidence.landmarks)[30].x = std::numeric_limits<float>::quiet_NaN();
  CHECK(of("light.lr_diff", sitting).why == "check.why.no_landmarks");
  is_sound(all_of(sitting));
  (*sitting.evidence.landmarks)[30].x = 1e30F;
  CHECK(of("light.lr_diff", sitting).why == "check.why.no_landmarks");
  sitting.evidence.landmarks->fill({240, 250});
  CHECK(of("light.lr_diff", sitting).why == "check.why.face_small");
  is_sound(all_of(sitting));
}

TEST_CASE("angles that are no numbers are not assessable") {
  Sitting sitting = sitting_of({});
  sitting.evidence.pose->yaw = std::numeric_limits<float>::quiet_NaN();
  CHECK(verdict("pose.yaw", sitting) == Verdict::not_assessable);
}

TEST_CASE("a mask of another size than the photo counts as none") {
  Sitting sitting = sitting_of({});
  sitting.evidence.person->width = 479;
  CHECK(of("geom.head_top", sitting).why == "check.why.no_mask");
  is_sound(all_of(sitting));
}

TEST_CASE("the same photo gives the same findings on every thread") {
  cv::setNumThreads(1);  // as the programs do: many photos side by side, not one photo on many threads
  const Sitting sitting = sitting_of({.light_left = 0.9, .shade_beside = 12, .shade_down = 9});
  const Findings expected = all_of(sitting);
  std::array<Findings, 6> found;
  {
    std::vector<std::jthread> threads;
    for (Findings& findings : found) threads.emplace_back([&] { findings = all_of(sitting); });
  }
  for (const Findings& findings : found) CHECK((findings == expected));
}

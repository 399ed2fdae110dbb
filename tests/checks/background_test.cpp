#include <opencv2/imgproc.hpp>

#include "checks/verdicts.h"
#include "imaging/mat.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

void paint(Sitting& sitting, int x, int y, int width, int height, Paint paint) {
  auto& pixels = sitting.photo.pixels;
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) {
      auto* pixel = &pixels.rgb[(static_cast<std::size_t>(row) * 480 + static_cast<std::size_t>(column)) * 3];
      pixel[0] = static_cast<std::uint8_t>(paint.r);
      pixel[1] = static_cast<std::uint8_t>(paint.g);
      pixel[2] = static_cast<std::uint8_t>(paint.b);
    }
  }
}

}  // namespace

TEST_CASE("each of the three backgrounds of the standard passes") {
  for (const Paint colour : {Paint{100, 197, 255}, Paint{255, 255, 255}, Paint{240, 240, 240}}) {
    const Findings findings = all_of(sitting_of({.background = colour}));
    for (const char* id :
         {"bg.colour", "bg.uniform", "bg.gradient", "bg.shadow", "bg.edge_halo", "cloth.bg_contrast"}) {
      INFO(id << " on " << colour.r);
      CHECK(only(findings, id).verdict == Verdict::pass);
    }
  }
}

TEST_CASE("the background's colour is measured to the nearest one allowed") {
  const Finding near = of("bg.colour", Sitter{.background = {90, 190, 250}});
  CHECK(near.verdict == Verdict::pass);
  CHECK(near.why_values == std::vector<std::string>{"90", "190", "250", "100", "197", "255"});
  CHECK(verdict("bg.colour", Sitter{.background = {70, 170, 240}}) == Verdict::warn);
  const Finding red = of("bg.colour", Sitter{.background = {200, 30, 30}});
  CHECK(red.verdict == Verdict::fail);
  REQUIRE(red.heat);
  CHECK(red.heat->cells.size() == static_cast<std::size_t>(red.heat->columns * red.heat->rows));
  CHECK(red.heat->cells.front() == 255);
}

TEST_CASE("a frame around the picture is told as a frame and not as a bad background as well") {
  for (const Paint frame : {Paint{255, 255, 255}, Paint{0, 0, 0}}) {
    Sitting sitting = sitting_of({});
    constexpr int wide = 14;
    paint(sitting, 0, 0, 480, wide, frame);
    paint(sitting, 0, 640 - wide, 480, wide, frame);
    paint(sitting, 0, 0, wide, 640, frame);
    paint(sitting, 480 - wide, 0, wide, 640, frame);
    const Findings findings = all_of(sitting);
    CHECK(only(findings, "integ.border").verdict == Verdict::fail);
    for (const char* id : {"bg.colour", "bg.uniform", "bg.gradient", "bg.shadow", "bg.object", "cloth.bg_contrast"}) {
      INFO(id << " in a frame of " << frame.r);
      CHECK(only(findings, id).verdict == Verdict::pass);
    }
  }
}

TEST_CASE("things in the background are uneven, and hot where they are") {
  Sitting sitting = sitting_of({});
  paint(sitting, 380, 20, 90, 200, {120, 90, 60});
  const Finding finding = of("bg.uniform", sitting);
  CHECK(finding.verdict == Verdict::fail);
  REQUIRE(finding.heat);
  const auto at = [&](int x, int y) {
    return finding.heat->cells[static_cast<std::size_t>(y * finding.heat->rows / 640 * finding.heat->columns +
                                                        x * finding.heat->columns / 480)];
  };
  CHECK(at(420, 100) == 255);
  CHECK(at(60, 100) < 20);
}

TEST_CASE("a slow change of brightness is a gradient") {
  CHECK(verdict("bg.gradient", Sitter{.shade_down = 22}) == Verdict::warn);
  CHECK(verdict("bg.gradient", Sitter{.shade_down = 90}) == Verdict::fail);
}

TEST_CASE("a darker wall on one side of the head is a shadow") {
  CHECK(verdict("bg.shadow", Sitter{.shade_beside = 20}) == Verdict::warn);
  CHECK(verdict("bg.shadow", Sitter{.shade_beside = 60}) == Verdict::fail);
}

TEST_CASE("left-over wall beside the head and holes in it are bad edges") {
  Sitting left_over = sitting_of({});
  paint(left_over, 112, 200, 14, 60, {190, 170, 150});
  CHECK(verdict("bg.edge_halo", left_over) == Verdict::warn);
  Sitting hole = sitting_of({});
  paint(hole, 200, 100, 50, 50, {100, 197, 255});
  CHECK(verdict("bg.edge_halo", hole) != Verdict::pass);
}

TEST_CASE("a thin dark rim all along the outline is a bad edge even where the mask takes it for hair") {
  Sitting sitting = sitting_of({});
  vision::PersonMask& mask = *sitting.evidence.person;
  cv::Mat person(mask.height, mask.width, CV_8U, mask.alpha.data()), grown;
  cv::dilate(person, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
  imaging::mat_of(sitting.photo.pixels).setTo(cv::Scalar(96, 84, 70), grown - person);
  grown.copyTo(person);
  CHECK(verdict("bg.edge_halo", sitting) == Verdict::warn);
}

TEST_CASE("in front of a pattern edges are not judged") {
  Sitting sitting = sitting_of({});
  for (int y = 0; y < 300; y += 40) {
    paint(sitting, 0, y, 100, 15, {60, 60, 60});
    paint(sitting, 380, y, 100, 15, {230, 220, 60});
  }
  CHECK(of("bg.edge_halo", sitting).why == "check.why.uneven");
}

TEST_CASE("clothes of the background's colour do not stand out") {
  CHECK(verdict("cloth.bg_contrast", Sitter{.clothes = {104, 190, 246}}) == Verdict::fail);
  CHECK(verdict("cloth.bg_contrast", Sitter{.clothes = {120, 165, 205}}) != Verdict::fail);
  CHECK(of("cloth.bg_contrast", Sitter{.eye_y = 480}).why == "check.why.no_clothes");
}

TEST_CASE("without a mask or a background nothing is said of it") {
  Sitting maskless = sitting_of({});
  maskless.evidence.person.reset();
  Sitting filled = sitting_of({});
  std::fill(filled.evidence.person->alpha.begin(), filled.evidence.person->alpha.end(), std::uint8_t{255});
  for (const char* id : {"bg.colour", "bg.uniform", "bg.gradient", "bg.shadow", "bg.edge_halo", "cloth.bg_contrast"}) {
    INFO(id);
    CHECK(of(id, maskless).why == "check.why.no_mask");
    CHECK(of(id, filled).why == "check.why.no_background");
  }
}

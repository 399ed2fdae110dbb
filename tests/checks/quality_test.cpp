#include <opencv2/imgproc.hpp>
#include <random>

#include "checks/verdicts.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/mat.h"

using namespace zhaojian;
using namespace zhaojian::checks;
using namespace zhaojian::checks::test;

namespace {

// Fine structure everywhere, as skin and cloth have it.
Sitting grained(double blur = 0) {
  Sitting sitting = sitting_of({});
  std::mt19937 random(3);
  for (std::uint8_t& level : sitting.photo.pixels.rgb) {
    const int grain = static_cast<int>(random() % 13) - 6;
    level = static_cast<std::uint8_t>(std::clamp(level + grain, 0, 255));
  }
  cv::Mat picture = imaging::mat_of(sitting.photo.pixels);
  if (blur > 0) cv::GaussianBlur(picture, picture, {}, blur);
  return sitting;
}

Sitting framed(int thickness, Paint colour) {
  Sitting sitting = sitting_of({});
  cv::Mat picture = imaging::mat_of(sitting.photo.pixels);
  const cv::Mat inner = picture(cv::Rect(thickness, thickness, 480 - 2 * thickness, 640 - 2 * thickness)).clone();
  picture = cv::Scalar(colour.r, colour.g, colour.b);
  inner.copyTo(picture(cv::Rect({thickness, thickness}, inner.size())));
  return sitting;
}

}  // namespace

TEST_CASE("a blurred face is not sharp") {
  CHECK(verdict("qual.sharp", grained()) == Verdict::pass);
  const Finding soft = of("qual.sharp", grained(3)), lost = of("qual.sharp", grained(8));
  CHECK(soft.verdict != Verdict::pass);
  CHECK(lost.verdict == Verdict::fail);
  CHECK(*lost.value < *soft.value);
}

TEST_CASE("sharpness of a picture twice as large is about the same") {
  const Sitting small = grained(1.2);
  Sitter figure{.width = 960, .height = 1280, .eye_x = 480, .eye_y = 500, .eye_distance = 172};
  Sitting large = sitting_of(figure);
  cv::Mat enlarged;
  cv::resize(imaging::mat_of(small.photo.pixels), enlarged, {960, 1280}, 0, 0, cv::INTER_LINEAR);
  large.photo.pixels = imaging::pixels_of(enlarged);
  CHECK(*of("qual.sharp", large).value == Approx(*of("qual.sharp", small).value).margin(0.05));
}

TEST_CASE("strong compression leaves blocks, wherever their grid begins") {
  const Sitting clean = grained();
  CHECK(verdict("qual.compress", clean) == Verdict::pass);
  const auto file = imaging::encode_jpeg(clean.photo.pixels, {.quality = 8});
  REQUIRE(file);
  auto decoded = imaging::decode(*file);
  REQUIRE(decoded);
  Sitting blocky = clean;
  blocky.photo.pixels = decoded->pixels;
  CHECK(verdict("qual.compress", blocky) == Verdict::fail);
  cv::Mat picture = imaging::mat_of(blocky.photo.pixels);
  cv::Mat moved;
  cv::copyMakeBorder(picture(cv::Rect(3, 5, 477, 635)), moved, 0, 5, 0, 3, cv::BORDER_REFLECT);
  blocky.photo.pixels = imaging::pixels_of(moved);
  CHECK(verdict("qual.compress", blocky) == Verdict::fail);
}

TEST_CASE("a frame is found with its thickness and its inner edge marked") {
  CHECK(of("integ.border", Sitter{}).value == 0.0);
  for (const Paint colour : {Paint{0, 0, 0}, Paint{255, 255, 255}, Paint{160, 20, 20}}) {
    const Finding finding = of("integ.border", framed(12, colour));
    CHECK(finding.verdict == Verdict::fail);
    CHECK(*finding.value == 12);
    REQUIRE(finding.marks.size() == 1);
    CHECK(finding.marks[0].spots[0].x == Approx(12).margin(1));
  }
  CHECK(verdict("integ.border", framed(2, {0, 0, 0})) == Verdict::warn);
}

TEST_CASE("a plain picture has no border") {
  Sitting sitting = sitting_of({});
  std::fill(sitting.photo.pixels.rgb.begin(), sitting.photo.pixels.rgb.end(), std::uint8_t{255});
  CHECK(of("integ.border", sitting).value == 0.0);
}

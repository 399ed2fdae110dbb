#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/mat.h"
#include "support/photos.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

void check_faceless(const Evidence& seen) {
  CHECK(seen.faces.empty());
  CHECK_FALSE(seen.landmarks);
  CHECK_FALSE(seen.pose);
  CHECK_FALSE(seen.eyes);
  CHECK_FALSE(seen.embedding);
  CHECK_FALSE(seen.live);
}

imaging::Pixels enlarged(const imaging::Pixels& photo, int width, int height) {
  cv::Mat out;
  cv::resize(imaging::mat_of(photo), out, {width, height}, 0, 0, cv::INTER_LINEAR);
  return imaging::pixels_of(out);
}

TEST_CASE("pictures without anything in them give no face and no crash") {
  const auto analyser = an_analyser();
  check_faceless(analyser->analyse({}));
  check_faceless(analyser->analyse(support::a_plain(1, 1, 200, 150, 120)));
  check_faceless(analyser->analyse(support::a_plain(31, 31, 0, 0, 0)));
  check_faceless(analyser->analyse(support::a_plain(480, 640, 0, 0, 0)));
  check_faceless(analyser->analyse(support::a_plain(480, 640, 255, 255, 255)));
  check_faceless(analyser->analyse(support::a_gradient(640, 480)));
}

TEST_CASE("extremely narrow pictures are not asked about") {
  const auto analyser = an_analyser();
  for (const auto& [width, height] : {std::pair{1, 5000}, {5000, 1}, {20, 12'000}, {12'000, 100}}) {
    CAPTURE(width, height);
    const Evidence seen = analyser->analyse(support::a_gradient(width, height));
    check_faceless(seen);
    CHECK_FALSE(seen.person);
    CHECK((seen.width == width && seen.height == height));
  }
}

TEST_CASE("a picture whose numbers do not fit its bytes is not read") {
  imaging::Pixels lying = support::a_plain(64, 64, 1, 2, 3);
  lying.height = 6400;
  const auto analyser = an_analyser();
  const Evidence seen = analyser->analyse(lying);
  check_faceless(seen);
  CHECK_FALSE(seen.person);
}

TEST_CASE("a 48-megapixel photo is seen like a small one") {
  const auto analyser = an_analyser();
  const imaging::Pixels small = portrait("p001_submission");
  const Evidence from_small = analyser->analyse(small);
  const Evidence from_large = analyser->analyse(enlarged(small, 6000, 8000));
  REQUIRE((from_small.landmarks && from_large.landmarks && from_large.faces.size() == 1));
  const float factor = 12.5F;
  for (std::size_t i = 0; i < 68; ++i) {
    CAPTURE(i);
    CHECK(std::abs((*from_large.landmarks)[i].x / factor - (*from_small.landmarks)[i].x) < 5);
    CHECK(std::abs((*from_large.landmarks)[i].y / factor - (*from_small.landmarks)[i].y) < 5);
  }
  REQUIRE((from_small.embedding && from_large.embedding && from_large.person));
  CHECK(cosine(*from_small.embedding, *from_large.embedding) > 0.9F);
  CHECK((from_large.person->width == 6000 && from_large.person->height == 8000));
  CHECK(from_large.person->alpha.size() == std::size_t{48'000'000});
}

TEST_CASE("a face cut by the border is judged with finite numbers or not at all") {
  const auto analyser = an_analyser();
  const imaging::Pixels whole = portrait("p001_submission");
  const cv::Mat mat = imaging::mat_of(whole);
  for (const cv::Rect part : {cv::Rect(240, 0, 240, 640), cv::Rect(0, 0, 240, 640), cv::Rect(0, 240, 480, 400),
                              cv::Rect(0, 0, 480, 300), cv::Rect(200, 200, 90, 90)}) {
    CAPTURE(part.x, part.y, part.width, part.height);
    const Evidence seen = analyser->analyse(imaging::pixels_of(mat(part)));
    for (const DetectedFace& face : seen.faces) {
      CHECK((face.box.x >= 0 && face.box.y >= 0));
      CHECK(
          (face.box.right() <= static_cast<float>(part.width) && face.box.bottom() <= static_cast<float>(part.height)));
    }
    if (seen.landmarks)
      CHECK(std::ranges::all_of(*seen.landmarks, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }));
    if (seen.pose) CHECK(std::isfinite(seen.pose->yaw + seen.pose->pitch + seen.pose->roll));
    if (seen.embedding) CHECK(cosine(*seen.embedding, *seen.embedding) == Approx(1).margin(1e-3));
  }
}

}  // namespace
}  // namespace zhaojian::vision

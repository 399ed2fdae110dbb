#include "imaging/resize.h"

#include <catch2/catch.hpp>

#include "files.h"
#include "imaging/mat.h"
#include "imaging/shrink.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

using test::mean_difference;

TEST_CASE("resizing gives the size asked for and keeps a plain colour plain") {
  const Pixels plain = support::a_plain(301, 203, 100, 197, 255);
  for (const Filter filter : {Filter::area, Filter::lanczos}) {
    CHECK(resized(plain, 48, 64, filter) == support::a_plain(48, 64, 100, 197, 255));
    CHECK(resized(plain, 600, 500, filter) == support::a_plain(600, 500, 100, 197, 255));
  }
  CHECK(resized(plain, 0, -3).width == 1);
  CHECK(resized(Pixels{}, 10, 10).empty());
}

TEST_CASE("fitting keeps the shape and never enlarges") {
  const Pixels photo = support::a_gradient(480, 640);
  const Pixels small = fitted(photo, 160);
  CHECK(small.width == 120);
  CHECK(small.height == 160);
  CHECK(mean_difference(small, support::a_gradient(120, 160)) < 2);
  CHECK(fitted(photo, 5000) == photo);
}

TEST_CASE("cropping cuts what lies inside the picture") {
  const Pixels photo = support::a_gradient(100, 50);
  const Pixels part = cropped(photo, {90, 40, 30, 30});
  REQUIRE(part.width == 10);
  REQUIRE(part.height == 10);
  CHECK(std::equal(part.rgb.begin(), part.rgb.begin() + 3, photo.rgb.begin() + (40 * 100 + 90) * 3));
  CHECK(cropped(photo, {200, 0, 10, 10}).empty());
}

TEST_CASE("the decoder's own area average agrees with OpenCV's") {
  const Pixels photo = support::a_portrait(317, 423, {.noise = 12});
  for (const auto& [width, height] : {std::pair{100, 133}, std::pair{316, 422}, std::pair{1, 1}, std::pair{159, 300}}) {
    CAPTURE(width, height);
    Pixels own = support::a_plain(width, height, 0, 0, 0);
    shrink(photo.rgb.data(), {photo.width, photo.height}, own.rgb.data(), {width, height});
    CHECK(test::worst_difference(own, resized(photo, width, height)) <= 1);
  }
}

TEST_CASE("a matrix view shows the same memory") {
  Pixels pixels = support::a_plain(4, 3, 1, 2, 3);
  cv::Mat view = mat_of(pixels);
  view.at<cv::Vec3b>(2, 3) = {7, 8, 9};
  CHECK(pixels.rgb[(2 * 4 + 3) * 3] == 7);
  CHECK(pixels_of(view) == pixels);
}

}  // namespace
}  // namespace zhaojian::imaging

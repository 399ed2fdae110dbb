#include <catch2/catch.hpp>

#include <opencv2/core.hpp>

#include "support/photos.h"
#include "vision/picture.h"

namespace zhaojian::vision {
namespace {

TEST_CASE("a small picture is looked at as it is, without a copy") {
  const imaging::Pixels photo = support::a_gradient(480, 640);
  const Picture picture(photo);
  CHECK(picture.scale() == 1);
  CHECK(picture.rgb().data == photo.rgb.data());
}

TEST_CASE("a large picture is reduced and knows by how much") {
  const imaging::Pixels photo = support::a_gradient(2560, 1920);
  const Picture picture(photo);
  CHECK(picture.scale() == 2);
  CHECK(picture.rgb().size() == cv::Size(1280, 960));
}

TEST_CASE("a cut inside the picture holds those pixels") {
  const imaging::Pixels photo = support::a_gradient(100, 80);
  const Picture picture(photo);
  const cv::Mat piece = cut(picture.rgb(), {10, 20, 30, 40}, {30, 40});
  REQUIRE(piece.size() == cv::Size(30, 40));
  CHECK(piece.at<cv::Vec3b>(0, 0) == picture.rgb().at<cv::Vec3b>(20, 10));
  CHECK(piece.at<cv::Vec3b>(39, 29) == picture.rgb().at<cv::Vec3b>(59, 39));
}

TEST_CASE("a cut past the border repeats the border") {
  const imaging::Pixels photo = support::a_gradient(100, 80);
  const Picture picture(photo);
  const cv::Mat piece = cut(picture.rgb(), {-20, -10, 60, 40}, {60, 40});
  CHECK(piece.at<cv::Vec3b>(0, 0) == picture.rgb().at<cv::Vec3b>(0, 0));
  CHECK(piece.at<cv::Vec3b>(5, 10) == picture.rgb().at<cv::Vec3b>(0, 0));
  CHECK(piece.at<cv::Vec3b>(15, 30) == picture.rgb().at<cv::Vec3b>(5, 10));
}

TEST_CASE("a cut entirely outside is the nearest border, whichever side it lies on") {
  const imaging::Pixels photo = support::a_gradient(100, 80);
  const Picture picture(photo);
  const cv::Mat& rgb = picture.rgb();
  CHECK(cut(rgb, {-50, -50, 10, 10}, {4, 4}).at<cv::Vec3b>(2, 2) == rgb.at<cv::Vec3b>(0, 0));
  CHECK(cut(rgb, {200, 200, 10, 10}, {4, 4}).at<cv::Vec3b>(2, 2) == rgb.at<cv::Vec3b>(79, 99));
  CHECK(cut(rgb, {200, -50, 10, 10}, {4, 4}).at<cv::Vec3b>(2, 2) == rgb.at<cv::Vec3b>(0, 99));
}

TEST_CASE("shrinking averages instead of skipping pixels") {
  cv::Mat stripes(256, 256, CV_8UC1);
  for (int x = 0; x < 256; ++x) stripes.col(x).setTo(x % 2 == 0 ? 0 : 200);
  for (const int side : {16, 32, 50, 64, 100, 128}) {
    CAPTURE(side);
    double least = 0, most = 0;
    cv::minMaxLoc(cut(stripes, {0, 0, 256, 256}, {side, side}), &least, &most);
    CHECK(least > 95);
    CHECK(most < 105);
  }
}

TEST_CASE("whole pixels have even sides around the centre") {
  const cv::Rect box = whole_pixels({50.2F, 40.7F}, 31.3F, 20.2F);
  CHECK((box.width == 32 && box.height == 20));
  CHECK((box.x == 34 && box.y == 31));
  CHECK(whole_pixels({0, 0}, 0, 0).area() == 4);
}

}  // namespace
}  // namespace zhaojian::vision

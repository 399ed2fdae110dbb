#include <catch2/catch.hpp>

#include <array>
#include <opencv2/imgproc.hpp>

#include "checks/strokes.h"

namespace zhaojian::checks {
namespace {

cv::Mat random_levels(cv::RNG& random, cv::Size size, int type, int most = 256) {
  cv::Mat levels(size, type);
  random.fill(levels, cv::RNG::UNIFORM, 0, most);
  return levels;
}

TEST_CASE("strokes are what OpenCV's hats with a square of nine pixels leave") {
  cv::RNG random(99);
  const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {9, 9});
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(7, 3), cv::Size(33, 8), cv::Size(130, 41), cv::Size(480, 64)}) {
    cv::Mat levels = random_levels(random, size, CV_8U), hat;
    cv::blur(levels, levels, {3, 3});
    const cv::Mat where = random_levels(random, size, CV_8U, 3);
    for (const double contrast : {0.0, 24.0, 30.5, 255.0}) {
      CAPTURE(size, contrast);
      cv::morphologyEx(levels, hat, cv::MORPH_TOPHAT, square);
      CHECK(cv::countNonZero(strokes_in(levels, Stroke::light, contrast, where) != ((hat > contrast) & (where != 0))) ==
            0);
      cv::morphologyEx(levels, hat, cv::MORPH_BLACKHAT, square);
      CHECK(cv::countNonZero(strokes_in(levels, Stroke::dark, contrast, where) != ((hat > contrast) & (where != 0))) ==
            0);
    }
  }
}

TEST_CASE("colourfulness lies between the strongest and the weakest channel") {
  cv::RNG random(7);
  const cv::Mat rgb = random_levels(random, {53, 9}, CV_8UC3);
  std::array<cv::Mat, 3> planes;
  cv::split(rgb, planes);
  const cv::Mat expected =
      cv::max(planes[0], cv::max(planes[1], planes[2])) - cv::min(planes[0], cv::min(planes[1], planes[2]));
  CHECK(cv::countNonZero(colourfulness(rgb) != expected) == 0);
}

}  // namespace
}  // namespace zhaojian::checks

#include "checks/lab.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "imaging/colour.h"

using namespace zhaojian;
using namespace zhaojian::checks;

TEST_CASE("colours of a whole picture are those of single pixels") {
  cv::Mat rgb(16, 256, CV_8UC3);
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      rgb.at<cv::Vec3b>(y, x) = {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y * 17),
                                 static_cast<std::uint8_t>(255 - x)};
    }
  }
  const cv::Mat lab = lab_of(rgb);
  double worst = 0;
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const auto& pixel = rgb.at<cv::Vec3b>(y, x);
      const auto& seen = lab.at<cv::Vec3f>(y, x);
      const imaging::Lab exact = imaging::lab_of(imaging::Rgb{pixel[0], pixel[1], pixel[2]});
      worst = std::max(worst, imaging::ciede1976(exact, {seen[0], seen[1], seen[2]}));
    }
  }
  CHECK(worst < 0.1);
}

TEST_CASE("the median of an area is that of its pixels alone") {
  cv::Mat lab(4, 4, CV_32FC3, cv::Scalar(10, 0, 0));
  lab(cv::Rect(1, 1, 2, 2)) = cv::Scalar(60, 5, -5);
  const Area area{{1, 1, 2, 2}, cv::Mat(2, 2, CV_8U, cv::Scalar(1))};
  const LabMedian median = median_lab(lab, area);
  CHECK(median.pixels == 4);
  CHECK(median.lab == cv::Vec3f(60, 5, -5));
  CHECK(percent_of(lab, whole_area(cv::Mat(4, 4, CV_8U, cv::Scalar(1))),
                   [](const cv::Vec3f& colour) { return colour[0] > 50; }) == 25);
  CHECK(median_lab(lab, {}).pixels == 0);
}

TEST_CASE("the median of a large area is that of every few of its pixels, whatever its shape") {
  cv::RNG random(4);
  cv::Mat lab(150, 200, CV_32FC3), mask(150, 200, CV_8U, cv::Scalar(255));
  random.fill(lab, cv::RNG::UNIFORM, -100, 100);
  for (int y = 0; y < mask.rows; ++y) {
    for (int from = y % 7; from < mask.cols; from += 23 + y % 5) mask.row(y).colRange(from, std::min(200, from + y % 19)) = 0;
  }
  mask.row(10) = 0;
  mask.row(11) = 255;
  const int all = cv::countNonZero(mask), every = 1 + all / 4'000;
  REQUIRE(every > 1);
  std::vector<float> chosen;
  int seen = 0;
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (mask.at<std::uint8_t>(y, x) != 0 && seen++ % every == 0) chosen.push_back(lab.at<cv::Vec3f>(y, x)[1]);
    }
  }
  const LabMedian median = median_lab(lab, whole_area(mask));
  CHECK(median.pixels == all);
  CHECK(median.lab[1] == quantile(chosen, 0.5));
}

TEST_CASE("a part of a picture's colours is black beside it, and counted like the whole") {
  cv::Mat lab(20, 37, CV_32FC3), mask(12, 30, CV_8U);
  cv::RNG random(11);
  random.fill(lab, cv::RNG::UNIFORM, 0, 60);
  random.fill(mask, cv::RNG::UNIFORM, 0, 2);
  const cv::Rect part(3, 2, 25, 17);
  cv::Mat whole = cv::Mat::zeros(lab.size(), CV_32FC3);
  lab(part).copyTo(whole(part));
  const PartLab known(lab(part), part, lab.size());
  CHECK(known.at({3, 2}) == lab.at<cv::Vec3f>(2, 3));
  CHECK(known.at({2, 2}) == cv::Vec3f());
  for (const cv::Point corner : {cv::Point(0, 0), cv::Point(7, 8), cv::Point(3, 2)}) {
    const Area area{cv::Rect(corner, mask.size()), mask};
    CHECK(cv::norm(known.in(area.box), whole(area.box)) == 0);
    CHECK(median_lab(known, area).lab == median_lab(whole, area).lab);
    const cv::Vec3f colour(20, 30, 10);
    const auto far = [&](const cv::Vec3f& here) { return farther(here, colour, 25); };
    CHECK(percent_farther(known, area, colour, 25) == percent_of(whole, area, far));
  }
  CHECK(percent_farther(known, Area{}, {}, 1) == 0);
}

TEST_CASE("a quantile counts from the smallest") {
  std::vector<float> values{5, 1, 4, 2, 3};
  CHECK(quantile(values, 0) == 1);
  CHECK(quantile(values, 0.5) == 3);
  CHECK(quantile(values, 1) == 5);
  std::vector<float> one{7};
  CHECK(quantile(one, 0.25) == 7);
}

TEST_CASE("a quantile is that of the sorted list, however long the list and however often it is asked") {
  for (const int size : {1, 7, 1000, 1024, 5000, 20'000}) {
    std::vector<float> values;
    for (int i = 0; i < size; ++i) values.push_back(static_cast<float>((i * 7919) % 4099 - 2000) / 37);
    std::vector<float> sorted = values;
    std::ranges::sort(sorted);
    for (const double share : {0.0, 0.1, 0.5, 0.95, 1.0}) {
      INFO(size << ", " << share);
      CHECK(quantile(values, share) == sorted[static_cast<std::size_t>(share * (size - 1))]);
    }
  }
}

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/mat.h"

// 99号 一.3: clear tones; no blocks left by strong compression, also from an earlier saving of the picture.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int block = 8;           // JPEG's
constexpr int largest_side = 512;  // the middle of a large photo tells enough
constexpr int least_side = 4 * block;
constexpr int edge = 24;  // grey levels: larger steps are the picture's own

using Phases = std::array<double, block>;

// Mean step between neighbours across the picture, apart for each place modulo 8.
Phases steps_by_phase(const cv::Mat& grey) {
  cv::Mat steps, counted, step_sums, count_sums;
  cv::absdiff(grey.colRange(1, grey.cols), grey.colRange(0, grey.cols - 1), steps);
  cv::threshold(steps, counted, edge, 1, cv::THRESH_BINARY_INV);
  cv::threshold(steps, steps, edge, 0, cv::THRESH_TOZERO_INV);
  cv::reduce(steps, step_sums, 0, cv::REDUCE_SUM, CV_32S);
  cv::reduce(counted, count_sums, 0, cv::REDUCE_SUM, CV_32S);
  Phases sums{}, counts{};
  for (int x = 1; x < grey.cols; ++x) {
    sums[static_cast<std::size_t>(x % block)] += step_sums.at<int>(x - 1);
    counts[static_cast<std::size_t>(x % block)] += count_sums.at<int>(x - 1);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= std::max(1.0, counts[i]);
  return sums;
}

// How much larger the steps at the borders of blocks are than elsewhere, wherever the grid begins; 0 no grid.
double blockiness(const cv::Mat& grey) {
  const Phases phases = steps_by_phase(grey);
  const double most = *std::max_element(phases.begin(), phases.end());
  double others = -most;
  for (const double phase : phases) others += phase;
  others /= block - 1;
  constexpr double least_step = 0.25;  // grey levels: a flat picture has no steps to compare
  return others > least_step ? most / others - 1 : 0;
}

Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  (void)TRY(scene.view());  // there are pixels
  const cv::Mat photo = imaging::mat_of(scene.subject().photo.pixels);
  if (std::min(photo.rows, photo.cols) < least_side) return cannot("check.why.picture_small");
  const cv::Size size(std::min(photo.cols, largest_side), std::min(photo.rows, largest_side));
  const cv::Rect middle({(photo.cols - size.width) / 2, (photo.rows - size.height) / 2}, size);
  cv::Mat grey, turned;
  cv::cvtColor(photo(middle), grey, cv::COLOR_RGB2GRAY);
  cv::transpose(grey, turned);
  return rule.judged((blockiness(grey) + blockiness(turned)) / 2);
}

constexpr Line lines[] = {{"qual.compress", measure}};

}  // namespace

Check make_compression() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <opencv2/core/hal/intrin.hpp>
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

// Steps between neighbours, apart for each place modulo 8.
struct Phases {
  std::array<double, block> sums{}, counts{};
};

// Adds up, for each column, the steps from one picture to the other and how many they are: at most 512 rows.
struct Columns {
  std::array<std::uint16_t, largest_side> sums{}, counts{};
};

void add_steps(const std::uint8_t* from, const std::uint8_t* to, int width, Columns& into) {
  int x = 0;
#if CV_SIMD128
  const auto most = cv::v_setall_u8(edge), one = cv::v_setall_u8(1);
  for (; x + 16 <= width; x += 16) {
    const cv::v_uint8x16 step = cv::v_absdiff(cv::v_load(from + x), cv::v_load(to + x)), counted = step <= most;
    const auto add = [x](const cv::v_uint8x16& values, std::uint16_t* sums) {
      cv::v_uint16x8 low, high;
      cv::v_expand(values, low, high);
      cv::v_store(sums + x, cv::v_load(sums + x) + low);
      cv::v_store(sums + x + 8, cv::v_load(sums + x + 8) + high);
    };
    add(step & counted, into.sums.data());
    add(one & counted, into.counts.data());
  }
#endif
  for (; x < width; ++x) {
    const int step = std::abs(from[x] - to[x]);
    if (step > edge) continue;
    const auto at = static_cast<std::size_t>(x);
    into.sums[at] = static_cast<std::uint16_t>(into.sums[at] + step);
    ++into.counts[at];
  }
}

Phases steps_across(const cv::Mat& grey) {
  Columns columns;
  for (int y = 0; y < grey.rows; ++y) add_steps(grey.ptr(y), grey.ptr(y) + 1, grey.cols - 1, columns);
  Phases phases;
  for (std::size_t x = 0; x + 1 < static_cast<std::size_t>(grey.cols); ++x) {
    phases.sums[(x + 1) % block] += columns.sums[x];
    phases.counts[(x + 1) % block] += columns.counts[x];
  }
  return phases;
}

Phases steps_down(const cv::Mat& grey) {
  std::array<Columns, block> rows;
  for (int y = 1; y < grey.rows; ++y)
    add_steps(grey.ptr(y - 1), grey.ptr(y), grey.cols, rows[static_cast<std::size_t>(y % block)]);
  Phases phases;
  for (std::size_t i = 0; i < block; ++i) {
    phases.sums[i] = std::accumulate(rows[i].sums.begin(), rows[i].sums.end(), 0.0);
    phases.counts[i] = std::accumulate(rows[i].counts.begin(), rows[i].counts.end(), 0.0);
  }
  return phases;
}

// How much larger the steps at the borders of blocks are than elsewhere, wherever the grid begins; 0 no grid.
double blockiness(const Phases& phases) {
  std::array<double, block> means{};
  for (std::size_t i = 0; i < block; ++i) means[i] = phases.sums[i] / std::max(1.0, phases.counts[i]);
  const double most = *std::ranges::max_element(means);
  double others = -most;
  for (const double mean : means) others += mean;
  others /= block - 1;
  constexpr double least_step = 0.25;  // grey levels: a flat picture has no steps to compare
  return others > least_step ? most / others - 1 : 0;
}

Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const cv::Mat photo = imaging::mat_of(scene.subject().photo.pixels);
  if (std::min(photo.rows, photo.cols) < least_side) return cannot("check.why.picture_small");
  const cv::Size size(std::min(photo.cols, largest_side), std::min(photo.rows, largest_side));
  const cv::Rect middle({(photo.cols - size.width) / 2, (photo.rows - size.height) / 2}, size);
  cv::Mat grey;
  if (view.rgb.size() == photo.size())
    grey = TRY(scene.grey())(middle);
  else
    cv::cvtColor(photo(middle), grey, cv::COLOR_RGB2GRAY);
  return rule.judged((blockiness(steps_across(grey)) + blockiness(steps_down(grey))) / 2);
}

constexpr Line lines[] = {{"qual.compress", measure}};

}  // namespace

Check make_compression() { return check_of<lines>(); }

}  // namespace zhaojian::checks

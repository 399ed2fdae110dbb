#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/mat.h"

// 99号 一.3: in focus. Looked at in the face, where it matters.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Eye distance to which a larger face is reduced: about that of the standard's finished picture. Smaller ones stay.
constexpr double usual_eye_distance = 80;
constexpr double grain = 0.8;    // Gaussian in pixels that takes noise out, which would pass for sharpness
constexpr int grain_length = 7;  // of it
constexpr int reach = 4, blur_length = 2 * reach + 1;  // of Crété's filter
constexpr double unit = 256;                           // for a level of grey: fractions that add up exactly

constexpr double sliver = 1e-3;  // of a pixel, which cv::resize leaves out as well

// Rows of `out` (CV_32F, 0 at first) are the means of `in`'s, `length` each, which need not be whole. Inlined, as what
// follows, into what is compiled for one processor or the other: the compiler makes vectors of whole rows.
[[gnu::always_inline]] inline void add_rows(const cv::Mat& in, double length, cv::Mat& out) {
  const int width = in.cols;
  for (int i = 0; i < out.rows; ++i) {
    const double from = i * length, to = std::min(from + length, static_cast<double>(in.rows));
    float* __restrict sums = out.ptr<float>(i);
    for (int y = static_cast<int>(from); y < to; ++y) {
      const double part = std::min(y + 1.0, to) - std::max<double>(y, from);
      if (part <= sliver) continue;
      const auto share = static_cast<float>(part / (to - from));
      const float* __restrict row = in.ptr<float>(y);
      for (int x = 0; x < width; ++x) sums[x] += share * row[x];
    }
  }
}

// What each column has of it.
struct Steps {
  std::vector<std::int32_t> all, left;  // between neighbours; and after a further blur, where that is less

  explicit Steps(int width) : all(static_cast<std::size_t>(width)), left(all) {}
};

// Of a picture in CV_16U, from each row to the next.
[[gnu::always_inline]] inline void add_steps(const cv::Mat& levels, Steps& sums) {
  const int width = levels.cols;
  const auto row = [&](int y) {
    return levels.ptr<std::uint16_t>(cv::borderInterpolate(y, levels.rows, cv::BORDER_DEFAULT));
  };
  std::vector<std::int32_t> within_reach(sums.all.size()), means(sums.all.size());
  std::int32_t *__restrict around = within_reach.data(), *__restrict blurred = means.data();
  std::int32_t *__restrict all = sums.all.data(), *__restrict left = sums.left.data();
  for (int y = -reach; y < reach; ++y) {
    const std::uint16_t* __restrict entered = row(y);
    for (int x = 0; x < width; ++x) around[x] += entered[x];
  }
  for (int y = 0; y < levels.rows; ++y) {
    const std::uint16_t *__restrict here = row(y), *__restrict above = row(std::max(0, y - 1));
    const std::uint16_t *__restrict entered = row(y + reach), *__restrict behind = row(y - reach);
    for (int x = 0; x < width; ++x) {
      const std::int32_t sum = around[x] + entered[x];
      around[x] = sum - behind[x];
      const auto mean = static_cast<std::int32_t>(static_cast<float>(sum) * (1.0F / blur_length) + 0.5F);
      const std::int32_t step = std::abs(here[x] - above[x]);
      all[x] += step;
      left[x] += std::min(step, std::abs(mean - blurred[x]));
      blurred[x] = mean;
    }
  }
}

struct Kernels {
  void (*add_rows)(const cv::Mat& in, double length, cv::Mat& out);
  void (*add_steps)(const cv::Mat& levels, Steps& sums);
};

void add_rows_anywhere(const cv::Mat& in, double length, cv::Mat& out) { add_rows(in, length, out); }
void add_steps_anywhere(const cv::Mat& levels, Steps& sums) { add_steps(levels, sums); }
#if defined(__x86_64__)
__attribute__((target("avx2"))) void add_rows_avx2(const cv::Mat& in, double length, cv::Mat& out) {
  add_rows(in, length, out);
}
__attribute__((target("avx2"))) void add_steps_avx2(const cv::Mat& levels, Steps& sums) { add_steps(levels, sums); }
#endif

const Kernels& fastest() {
  static const Kernels kernels = [] {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return Kernels{add_rows_avx2, add_steps_avx2};
#endif
    return Kernels{add_rows_anywhere, add_steps_anywhere};
  }();
  return kernels;
}

// The picture (CV_32F) with its height reduced to the means of pixels, and lying on its side.
cv::Mat lower_and_turned(const cv::Mat& grey, double factor) {
  cv::Mat lower = cv::Mat::zeros(cvRound(grey.rows * factor), grey.cols, CV_32F), turned;
  fastest().add_rows(grey, 1 / factor, lower);
  cv::transpose(lower, turned);
  return turned;
}

// The face from brow to chin in pixels of the photo, in grey: CV_16U, `unit` a level.
cv::Mat face_in_grey(const Subject& subject, const View& view, const Face& face) {
  cv::Rect2d area = cv::boundingRect([&] {
    std::vector<cv::Point2f> points;
    for (const cv::Point2d& point : face.points) points.emplace_back(point);
    return points;
  }());
  const cv::Mat photo = imaging::mat_of(subject.photo.pixels);
  const cv::Rect whole(static_cast<int>(area.x * view.scale), static_cast<int>(area.y * view.scale),
                       static_cast<int>(area.width * view.scale), static_cast<int>(area.height * view.scale));
  const cv::Rect inside = whole & cv::Rect({}, photo.size());
  if (inside.empty()) return {};
  const double factor = std::min(1.0, usual_eye_distance / (face.eye_distance * view.scale));
  cv::Mat all, grey;
  cv::cvtColor(photo(inside), all, cv::COLOR_RGB2GRAY);
  all.convertTo(grey, CV_32F);
  if (cvRound(all.cols * factor) != all.cols || cvRound(all.rows * factor) != all.rows) {
    grey = lower_and_turned(lower_and_turned(grey, factor), factor);
    grey.convertTo(all, CV_8U);  // in whole levels
    all.convertTo(grey, CV_32F);
  }
  if (grey.empty()) return {};
  cv::GaussianBlur(grey, grey, {grain_length, grain_length}, grain);
  grey.convertTo(grey, CV_16U, unit);
  return grey;
}

// How much of the steps between neighbours, from above to below, survives a further blur along them: 1 all of it.
double steps_left(const cv::Mat& grey) {
  Steps steps(grey.cols);
  fastest().add_steps(grey, steps);
  const double all = std::accumulate(steps.all.begin(), steps.all.end(), 0.0);
  return all > 0 ? std::accumulate(steps.left.begin(), steps.left.end(), 0.0) / all : 1;
}

// Value: 1 less the blur of Crété et al., "The blur effect" (2007): 0 no edge left, about 0.7 as sharp as it gets.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat grey = face_in_grey(scene.subject(), view, face);
  if (grey.rows < 2 * blur_length || grey.cols < 2 * blur_length) return cannot("check.why.face_hidden");
  return rule.judged(1 - std::max(steps_left(grey), steps_left(grey.t())));
}

constexpr Line lines[] = {{"qual.sharp", measure}};

}  // namespace

Check make_sharpness() { return check_of<lines>(); }

}  // namespace zhaojian::checks

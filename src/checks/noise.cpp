#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.3: clear tones; no grain.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 60;

// Standard deviation of the noise in grey levels of 255, after Immerkær, "Fast noise variance estimation" (1996): a mask
// that neither slopes nor edges answer to. The quieter half of the pixels counts: pores, stubble and freckles do not.
std::optional<double> noise_in(const cv::Mat& grey, const cv::Mat& where) {
  cv::Mat answer;
  const cv::Matx33f mask(1, -2, 1, -2, 4, -2, 1, -2, 1);
  cv::filter2D(grey, answer, CV_32F, mask);
  std::vector<float> answers;
  for (int y = 1; y + 1 < grey.rows; ++y) {
    for (int x = 1; x + 1 < grey.cols; ++x) {
      if (where.at<std::uint8_t>(y, x) != 0) answers.push_back(std::abs(answer.at<float>(y, x)));
    }
  }
  if (answers.size() < least_pixels) return std::nullopt;
  const auto half = std::ssize(answers) / 2;
  std::ranges::nth_element(answers, answers.begin() + half);
  const double sum = std::accumulate(answers.begin(), answers.begin() + half, 0.0);
  constexpr double of_lower_half = 0.3247, gain = 6;  // mean of the lower half of |x|, x normal; the mask's
  return sum / (static_cast<double>(half) * of_lower_half * gain);
}

// Value: the noise of the skin, seen at half the view's size, of cheeks, nose and forehead where it is least. Grain is
// everywhere, a beard or a shine is not. The finest grain is what JPEG takes away first, so that it says nothing.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat grey = TRY(scene.grey());
  const std::array parts{face.left_cheek(), face.right_cheek(), face.nose(), face.patch(-0.45, -0.95, 0.45, -0.55)};
  std::optional<double> least;
  for (const Corners& part : parts) {
    const Area skin = area_of(view, std::array{part});
    if (skin.box.width < 2 || skin.box.height < 2) continue;
    cv::Mat half, where;
    cv::resize(grey(skin.box), half, {}, 0.5, 0.5, cv::INTER_AREA);
    cv::resize(skin.mask, where, half.size(), 0, 0, cv::INTER_NEAREST);
    const auto noise = noise_in(half, where);
    if (noise) least = std::min(least.value_or(*noise), *noise);
  }
  if (!least) return cannot("check.why.face_hidden");
  Finding finding = rule.judged(*least);
  for (const Corners& part : parts) finding.marks.push_back(polygon(view, part));
  return finding;
}

constexpr Line lines[] = {{"qual.noise", measure}};

}  // namespace

Check make_noise() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.3: clear tones; no grain.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 60;

// Value: standard deviation of the noise in the skin in grey levels of 255, after Immerkær, "Fast noise variance
// estimation" (1996): a mask that neither slopes nor edges answer to. The quieter half of the pixels counts: pores,
// stubble and freckles do not.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const std::array parts{face.left_cheek(), face.right_cheek(), face.nose()};
  const Area skin = area_of(view, parts);
  if (skin.box.empty() || cv::countNonZero(skin.mask) < least_pixels) return cannot("check.why.face_hidden");
  cv::Mat grey, answer;
  cv::cvtColor(view.rgb(skin.box), grey, cv::COLOR_RGB2GRAY);
  const cv::Matx33f mask(1, -2, 1, -2, 4, -2, 1, -2, 1);
  cv::filter2D(grey, answer, CV_32F, mask);
  std::vector<float> answers;
  for (int y = 0; y < grey.rows; ++y) {
    for (int x = 0; x < grey.cols; ++x) {
      if (skin.mask.at<std::uint8_t>(y, x) != 0) answers.push_back(std::abs(answer.at<float>(y, x)));
    }
  }
  std::ranges::nth_element(answers, answers.begin() + std::ssize(answers) / 2);
  const double sum = std::accumulate(answers.begin(), answers.begin() + std::ssize(answers) / 2, 0.0);
  const double mean = sum / std::max<double>(1, static_cast<double>(answers.size() / 2));
  constexpr double of_lower_half = 0.3247, gain = 6;  // mean of the lower half of |x|, x normal; the mask's
  Finding finding = rule.judged(mean / (of_lower_half * gain));
  for (const Corners& part : parts) finding.marks.push_back(polygon(view, part));
  return finding;
}

constexpr Line lines[] = {{"qual.noise", measure}};

}  // namespace

Check make_noise() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
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
  constexpr int strongest = 8 * 255;
  std::array<int, strongest + 1> counts{};  // of answers, whatever their sign
  int all = 0;
  for (int y = 1; y + 1 < grey.rows; ++y) {
    const auto *above = grey.ptr<std::uint8_t>(y - 1), *here = grey.ptr<std::uint8_t>(y);
    const auto *below = grey.ptr<std::uint8_t>(y + 1), *chosen = where.ptr<std::uint8_t>(y);
    for (int x = 1; x + 1 < grey.cols; ++x) {
      if (chosen[x] == 0) continue;
      const auto bent = [x](const std::uint8_t* row) { return row[x - 1] - 2 * row[x] + row[x + 1]; };
      ++counts[static_cast<std::size_t>(std::abs(bent(above) - 2 * bent(here) + bent(below)))];
      ++all;
    }
  }
  if (all < least_pixels) return std::nullopt;
  const int half = all / 2;
  int sum = 0;
  for (int answer = 0, left = half; left > 0; ++answer) {
    const int counted = std::min(left, counts[static_cast<std::size_t>(answer)]);
    sum += counted * answer;
    left -= counted;
  }
  constexpr double of_lower_half = 0.3247, gain = 6;  // mean of the lower half of |x|, x normal; the mask's
  return sum / (half * of_lower_half * gain);
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

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 一.1: in colour; 一.3: true colours.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int step = 2;              // every second pixel of every second row is enough
constexpr double most_of_it = 0.95;  // of the pixels: what a coloured speck does not move

double spread_of(const cv::Mat& lab, const cv::Mat& area) {
  const cv::Vec3f middle = median_lab(lab, whole_area(area)).lab;
  std::vector<float> squared;
  squared.reserve(lab.total() / (step * step) + static_cast<std::size_t>(lab.rows + lab.cols));
  for (int y = 0; y < lab.rows; y += step) {
    const auto* chosen = area.ptr<std::uint8_t>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    for (int x = 0; x < lab.cols; x += step) {
      if (chosen[x] == 0) continue;
      const float a = colours[x][1] - middle[1], b = colours[x][2] - middle[2];
      squared.push_back(a * a + b * b);
    }
  }
  return squared.empty() ? 0 : static_cast<double>(std::sqrt(quantile(squared, most_of_it)));
}

// Well inside the person; nothing when there is too little of it.
std::optional<cv::Mat> person_in(const Scene& scene) {
  constexpr std::uint8_t surely_person = 250;
  constexpr int soft_edge = 7, least_share = 20;  // pixels of the coarse view; one in so many
  const auto view = scene.coarse_view_with_person();
  if (!view || !scene.evidence().landmarks) return std::nullopt;
  cv::Mat person;
  cv::erode(view->person >= surely_person, person, cv::Mat::ones(soft_edge, soft_edge, CV_8U));
  if (cv::countNonZero(person) * least_share < view->rgb.rows * view->rgb.cols) return std::nullopt;
  return person;
}

// Value: how far the colours (a*, b*) spread around their median. A grey picture and one in shades of a single tint
// have hardly any spread; nor has a grey person on a wall of the standard's blue, so that the person counts alone where
// it spreads less.
Result<Finding> saturation(const Scene& scene, const AppliedRule& rule) {
  const cv::Mat lab = TRY(scene.coarse_lab());
  double spread = spread_of(lab, cv::Mat(lab.size(), CV_8U, cv::Scalar(1)));
  if (const auto person = person_in(scene)) spread = std::min(spread, spread_of(lab, *person));
  return rule.judged(spread);
}

// Chroma that a tenth of the picture exceeds.
double coloured_part(const cv::Mat& lab) {
  constexpr double most = 0.9;
  std::vector<float> chromas;
  for (int y = 0; y < lab.rows; y += step) {
    for (int x = 0; x < lab.cols; x += step) chromas.push_back(static_cast<float>(chroma(lab.at<cv::Vec3f>(y, x))));
  }
  return static_cast<double>(quantile(chromas, most));
}

// Value: hue angle of the skin in degrees, 0 red, 90 yellow; skin of every shade lies around 50 in neutral light.
Result<Finding> skin_cast(const Scene& scene, const AppliedRule& rule) {
  const double least_chroma = TRY(rule.parameter("least_chroma"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Vec3f skin = TRY(scene.skin());
  const bool pale = chroma(skin) < least_chroma;
  if (pale && coloured_part(TRY(scene.coarse_lab())) < least_chroma) return cannot("check.why.grey");
  Finding finding =
      rule.judged(std::atan2(static_cast<double>(skin[2]), static_cast<double>(skin[1])) * 180 / std::numbers::pi);
  // Skin without colour in a coloured picture: a cast has taken it away, and the hue that is left means little.
  if (pale && finding.verdict == domain::Verdict::pass) finding.verdict = domain::Verdict::warn;
  finding.marks = {polygon(view, face.left_cheek()), polygon(view, face.right_cheek()), polygon(view, face.nose())};
  return finding;
}

constexpr Line lines[] = {{"colour.saturation", saturation}, {"colour.skin_cast", skin_cast}};

}  // namespace

Check make_colour() { return check_of<lines>(); }

}  // namespace zhaojian::checks

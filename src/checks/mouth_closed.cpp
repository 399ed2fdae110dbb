#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.2: lips naturally closed.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int rows = 48;           // looked at between the upper edge of the upper lip and the lower of the lower
constexpr double rim = 0.04;       // share of that left out at either end, where skin or a moustache begins
constexpr int lip_rows = 6;        // of them, at either end, that are lip even of an open mouth
constexpr double half_band = 0.2;  // of the mouth's width, left and right of its middle
constexpr int across = 21;

struct Mouth {
  cv::Point2d top, bottom, width;  // middle of the outer lips; from corner to corner
};

// Median of one channel (0 L*, 1 a*) across the middle of the mouth at one height.
float across_mouth(const cv::Mat& lab, const Mouth& mouth, double height, int channel) {
  std::vector<float> values;
  for (int i = 0; i < across; ++i) {
    const double aside = half_band * (2.0 * i / (across - 1) - 1);
    const cv::Point2d place = mouth.top + (mouth.bottom - mouth.top) * height + mouth.width * aside;
    const cv::Point pixel(static_cast<int>(place.x), static_cast<int>(place.y));
    if (pixel.inside(cv::Rect({}, lab.size()))) values.push_back(lab.at<cv::Vec3f>(pixel)[channel]);
  }
  return values.empty() ? 0 : quantile(values, 0.5);
}

std::vector<float> down_mouth(const cv::Mat& lab, const Mouth& mouth, int channel) {
  std::vector<float> values;
  for (int i = 0; i < rows; ++i) {
    values.push_back(across_mouth(lab, mouth, rim + (1 - 2 * rim) * (i + 0.5) / rows, channel));
  }
  return values;
}

// Share of the rows that are neither lip nor skin. Lips and skin are red, teeth and the dark inside are not.
double not_red(const cv::Mat& lab, const Mouth& mouth, double least) {
  const std::vector<float> rednesses = down_mouth(lab, mouth, 1);
  const auto pale = std::ranges::count_if(rednesses, [&](float red) { return static_cast<double>(red) < least; });
  return static_cast<double>(pale) / rows;
}

// The same where the picture has no colour to speak of: much darker or lighter than the lips.
double unlike_lips(const cv::Mat& lab, const Mouth& mouth, double step) {
  const std::vector<float> lightnesses = down_mouth(lab, mouth, 0);
  std::vector<float> outermost(lightnesses.begin(), lightnesses.begin() + lip_rows);
  outermost.insert(outermost.end(), lightnesses.end() - lip_rows, lightnesses.end());
  const float lips = quantile(outermost, 0.5);
  const auto unlike = std::ranges::count_if(
      lightnesses, [&](float light) { return std::abs(static_cast<double>(light - lips)) > step; });
  return static_cast<double>(unlike) / rows;
}

// Value: height of what is neither lip nor skin between the lips, over the width of the mouth. Whatever is less red
// than `pale` times the skin counts; in a picture without colour whatever differs from the lips by more than `step` L*,
// less the dark line that closed lips leave (`closed_line`). The landmarks of the inner lips alone tell closed full
// lips from open ones no better than by chance.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double pale = TRY(rule.parameter("pale"));
  const double least_redness = TRY(rule.parameter("least_redness"));
  const double step = TRY(rule.parameter("step")), closed_line = TRY(rule.parameter("closed_line"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  const auto& p = face.points;
  const Mouth mouth{p[51], p[57], p[54] - p[48]};
  const double width = cv::norm(mouth.width), height = cv::norm(mouth.bottom - mouth.top);
  const cv::Rect2d whole({}, cv::Size2d(view.rgb.size()));
  if (width < 1 || !whole.contains(mouth.top) || !whole.contains(mouth.bottom)) return cannot("check.why.face_hidden");
  const double shape = (1 - 2 * rim) * height / width;
  const bool coloured = static_cast<double>(skin[1]) >= least_redness;
  const double value = coloured ? shape * not_red(lab, mouth, pale * static_cast<double>(skin[1]))
                                : std::max(0.0, shape * unlike_lips(lab, mouth, step) - closed_line);
  Finding finding = rule.judged(value);
  if (!coloured) finding.why = "check.why.without_colour";
  finding.marks = {polygon(view, Corners(p.begin() + 48, p.begin() + 60))};
  return finding;
}

constexpr Line lines[] = {{"mouth.closed", measure}};

}  // namespace

Check make_mouth_closed() { return check_of<lines>(); }

}  // namespace zhaojian::checks

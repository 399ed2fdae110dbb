#include <algorithm>
#include <array>
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
float across_mouth(const PartLab& lab, const Mouth& mouth, double height, int channel) {
  std::vector<float> values;
  for (int i = 0; i < across; ++i) {
    const double aside = half_band * (2.0 * i / (across - 1) - 1);
    const cv::Point2d place = mouth.top + (mouth.bottom - mouth.top) * height + mouth.width * aside;
    const cv::Point pixel(static_cast<int>(place.x), static_cast<int>(place.y));
    if (pixel.inside(cv::Rect({}, lab.size()))) values.push_back(lab.at(pixel)[channel]);
  }
  return values.empty() ? 0 : quantile(values, 0.5);
}

std::vector<float> down_mouth(const PartLab& lab, const Mouth& mouth, int channel) {
  std::vector<float> values;
  for (int i = 0; i < rows; ++i) {
    values.push_back(across_mouth(lab, mouth, rim + (1 - 2 * rim) * (i + 0.5) / rows, channel));
  }
  return values;
}

// Share of the rows that are neither lip nor skin. Lips and skin are red, teeth and the dark inside are not.
double not_red(const PartLab& lab, const Mouth& mouth, double least) {
  const std::vector<float> rednesses = down_mouth(lab, mouth, 1);
  const auto pale = std::ranges::count_if(rednesses, [&](float red) { return static_cast<double>(red) < least; });
  return static_cast<double>(pale) / rows;
}

// The same where the picture has no colour to speak of: much darker or lighter than the lips.
double unlike_lips(const PartLab& lab, const Mouth& mouth, double step) {
  const std::vector<float> lightnesses = down_mouth(lab, mouth, 0);
  std::vector<float> outermost(lightnesses.begin(), lightnesses.begin() + lip_rows);
  outermost.insert(outermost.end(), lightnesses.end() - lip_rows, lightnesses.end());
  const float lips = quantile(outermost, 0.5);
  const auto unlike = std::ranges::count_if(
      lightnesses, [&](float light) { return std::abs(static_cast<double>(light - lips)) > step; });
  return static_cast<double>(unlike) / rows;
}

// Medians across the middle of the mouth, from the outer edge of the upper lip to that of the lower, along the curve of
// the lips: a smile bends them by more than its teeth are high. Empty where the picture ends.
std::vector<cv::Vec3f> along_lips(const PartLab& lab, const Face& face) {
  const auto curve = [&](std::size_t first, std::size_t middle, std::size_t last, double t) {
    return face.points[first] * (2 * (t - 0.5) * (t - 1)) - face.points[middle] * (4 * t * (t - 1)) +
           face.points[last] * (2 * t * (t - 0.5));
  };
  std::vector<cv::Vec3f> medians;
  for (int row = 0; row < rows; ++row) {
    const double height = rim + (1 - 2 * rim) * (row + 0.5) / rows;
    std::array<std::vector<float>, 3> values;
    for (int i = 0; i < across; ++i) {
      const double t = i / (across - 1.0);
      const cv::Point pixel(curve(50, 51, 52, t) * (1 - height) + curve(58, 57, 56, t) * height);
      if (!pixel.inside(cv::Rect({}, lab.size()))) return {};
      for (int c = 0; c < 3; ++c) values[static_cast<std::size_t>(c)].push_back(lab.at(pixel)[c]);
    }
    medians.emplace_back(quantile(values[0], 0.5), quantile(values[1], 0.5), quantile(values[2], 0.5));
  }
  return medians;
}

// Rows of teeth below the upper lip. Blurred, or in reddish light, teeth are as red as skin, yet lighter by `lighter`
// L* than the shadows above and below them and less red than `redness` times the lips on either side. A glint lies in
// the lower half, on the lip; the line of a closed mouth is dark.
int rows_of_teeth(const std::vector<cv::Vec3f>& mouth, double lighter, double redness) {
  constexpr std::ptrdiff_t first = 3, past = rows / 2, last_shadow = rows * 3 / 4;
  if (mouth.empty()) return 0;
  std::vector<double> light, red;
  for (const cv::Vec3f& lab : mouth) {
    light.push_back(static_cast<double>(lab[0]));
    red.push_back(static_cast<double>(lab[1]));
  }
  std::ptrdiff_t most = 0;
  for (std::ptrdiff_t row = first; row < past; ++row) {
    const auto lit = light.begin() + row, here = red.begin() + row;
    if (*lit < *(lit - 1) || *lit < *(lit + 1)) continue;  // on the way from the shadow to a lip
    const double shadows =
        std::max(*std::min_element(light.begin(), lit), *std::min_element(lit, light.begin() + last_shadow));
    const double lips = std::min(*std::max_element(red.begin(), here), *std::max_element(here, red.end()));
    const auto as_red = [&](double of) { return of >= redness * lips; };
    if (*lit - shadows < lighter || as_red(*here)) continue;
    const auto above = std::find_if(std::make_reverse_iterator(here), red.rend(), as_red).base();
    most = std::max(most, std::find_if(here, red.end(), as_red) - above);
  }
  return static_cast<int>(most);
}

// Value: height of what is neither lip nor skin between the lips, over the width of the mouth. Whatever is less red
// than `pale` times the skin counts; in a picture without colour whatever differs from the lips by more than `step` L*,
// less the dark line that closed lips leave (`closed_line`). Or the height of the teeth, if that is more. The landmarks
// of the inner lips alone tell closed full lips from open ones no better than by chance.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double pale = TRY(rule.parameter("pale"));
  const double least_redness = TRY(rule.parameter("least_redness"));
  const double step = TRY(rule.parameter("step")), closed_line = TRY(rule.parameter("closed_line"));
  const double teeth_lighter = TRY(rule.parameter("teeth_lighter"));
  const double teeth_redness = TRY(rule.parameter("teeth_redness"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  const auto& p = face.points;
  const Mouth mouth{p[51], p[57], p[54] - p[48]};
  const double width = cv::norm(mouth.width), height = cv::norm(mouth.bottom - mouth.top);
  const cv::Rect2d whole({}, cv::Size2d(view.rgb.size()));
  if (width < 1 || !whole.contains(mouth.top) || !whole.contains(mouth.bottom)) return cannot("check.why.face_hidden");
  const double shape = (1 - 2 * rim) * height / width;
  const bool coloured = static_cast<double>(skin[1]) >= least_redness;
  const double teeth = shape * rows_of_teeth(along_lips(lab, face), teeth_lighter, teeth_redness) / rows;
  const double value = coloured ? std::max(teeth, shape * not_red(lab, mouth, pale * static_cast<double>(skin[1])))
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

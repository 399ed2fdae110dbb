#include <cmath>
#include <numbers>

#include "checks/applied_rule.h"
#include "checks/face.h"

// 99号 一.1: in colour; 一.3: true colours.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double most_of_it = 0.95;  // of the pixels: what a coloured speck does not move

// Value: how far the colours (a*, b*) spread around their median. A grey picture and one in shades of a single tint
// have hardly any spread.
Result<Finding> saturation(const Subject& subject, const AppliedRule& rule) {
  const View view = TRY(view_of(subject));
  const cv::Mat lab = lab_of(view.rgb);
  const LabMedian middle = median_lab(lab, cv::Mat(lab.size(), CV_8U, cv::Scalar(1)));
  std::vector<float> distances;
  distances.reserve(lab.total());
  for (const cv::Vec3f& colour : cv::Mat_<cv::Vec3f>(lab)) {
    distances.push_back(std::hypot(colour[1] - middle.lab[1], colour[2] - middle.lab[2]));
  }
  return rule.judged(static_cast<double>(quantile(distances, most_of_it)));
}

// Value: hue angle of the skin in degrees, 0 red, 90 yellow; skin of every shade lies around 50 in neutral light.
Result<Finding> skin_cast(const Subject& subject, const AppliedRule& rule) {
  const double least_chroma = TRY(rule.parameter("least_chroma"));
  const View view = TRY(view_of(subject));
  const Face face = TRY(face_of(subject, view));
  const cv::Vec3f skin = TRY(skin_colour(view, lab_of(view.rgb), face));
  if (chroma(skin) < least_chroma) return cannot("check.why.grey");
  Finding finding =
      rule.judged(std::atan2(static_cast<double>(skin[2]), static_cast<double>(skin[1])) * 180 / std::numbers::pi);
  finding.marks = {polygon(view, face.left_cheek()), polygon(view, face.right_cheek()), polygon(view, face.nose())};
  return finding;
}

constexpr Line lines[] = {{"colour.saturation", saturation}, {"colour.skin_cast", skin_cast}};

}  // namespace

Check make_colour() { return check_of<lines>(); }

}  // namespace zhaojian::checks

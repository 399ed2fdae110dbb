#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/crown.h"
#include "checks/scene.h"

// 99号 一.1 and 二.4: bare-headed. Sees coverings whose colour hair does not have; a black cap or hat passes for hair.
// Its outline does not tell it either: on two photographed people with black brims it stands out no farther (0.08 and
// 0.05 eye distances on the narrower side, above and below) than hair does on fifty others (up to 0.09).
namespace zhaojian::checks {
namespace {

using domain::Finding;

double beyond(double value, double limit) { return std::max(0.0, value - limit); }

// A bald head shines: the skin's hue, lighter and paler than the face.
bool bald(const cv::Vec3f& crown, const cv::Vec3f& skin) {
  constexpr float palest = 0.4F, most_colourful = 1.1F;  // of the skin's chroma
  constexpr double off = 6;
  const cv::Vec3f hue(0, skin[1], skin[2]);
  return crown[0] > skin[0] && off_mixture({0, crown[1], crown[2]}, hue * palest, hue * most_colourful) < off;
}

// Value: how far (in L* and chroma together) the crown's colour lies outside those of hair; 0 where it is skin.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double lightest = TRY(rule.parameter("lightest_hair"));
  const double most_colourful = TRY(rule.parameter("most_colourful_hair"));
  const double like_skin = TRY(rule.parameter("like_skin"));
  const View view = TRY(scene.view_with_person());
  const Face face = TRY(scene.face());
  const cv::Vec3f skin = TRY(scene.skin());
  const cv::Rect area = TRY(crown_area(view, face));
  const cv::Vec3f crown = colour_of_crown(view, area);
  const double distance =
      std::hypot(beyond(static_cast<double>(crown[0]), lightest), beyond(chroma(crown), most_colourful));
  Finding finding = rule.judged(cv::norm(crown - skin) < like_skin || bald(crown, skin) ? 0 : distance);
  finding.marks = {box(view, area)};
  return finding;
}

constexpr Line lines[] = {{"occl.headwear", measure}};

}  // namespace

Check make_headwear() { return check_of<lines>(); }

}  // namespace zhaojian::checks

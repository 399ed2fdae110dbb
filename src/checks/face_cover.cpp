#include <algorithm>
#include <cmath>

#include "checks/eyes_covered.h"

// 99号 二.4: nothing over the face. Sees what is not of the skin's colour: a mask, a scarf, a sleeve; a bare hand on
// the cheek passes for skin.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 30;
constexpr double shade = 0.4;  // of the bare skin's chroma: as much is left of it in the shade

// Beside the nose down to the mouth, on either side: a beard leaves most of it free, a mask does not.
Corners beside_mouth(const Face& face, int side) {
  return side < 0 ? face.patch(-0.75, 0.75, -0.15, 1.45) : face.patch(0.15, 0.75, 0.75, 1.45);
}
// The cheek from below the eye to beside the mouth.
Corners cheek(const Face& face, int side) {
  return side < 0 ? face.patch(-0.7, 0.3, -0.15, 1.3) : face.patch(0.15, 0.3, 0.7, 1.3);
}
// The bridge of the nose, which nothing but glasses covers.
Corners bridge(const Face& face) { return face.patch(-0.12, 0, 0.12, 0.3); }

// Value: percent of the lower face that has another hue than the bridge of the nose (by `hue` of its chroma, or of
// `palest`), is lighter (by `light` L*), or darker by as much and without the colour that skin keeps in the shade; of
// the two sides the less covered: half a face in the shade is not covered. Or, if it is more, percent of one cheek that
// has another hue, whatever its light.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double hue = TRY(rule.parameter("hue")), light = TRY(rule.parameter("light"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const LabMedian bare = median_lab(lab, area_of(view, std::array{bridge(face)}));
  if (bare.pixels < least_pixels) return cannot("check.why.face_hidden");
  const double bare_chroma = chroma(bare.lab), least_chroma = TRY(rule.parameter("least_chroma"));
  // A fringe or dark lenses reach over the bridge of the nose. Where the cheeks alone are grey it is they that are
  // covered, and brows and eyes only look dark beside them.
  if (bare_chroma < least_chroma || chroma(TRY(scene.skin())) >= least_chroma) TRY(eyes_seen(scene, rule.profile()));
  const double most = hue * std::max(bare_chroma, TRY(rule.parameter("palest")));
  const auto other_hue = [&](const cv::Vec3f& c) {
    return std::hypot(static_cast<double>(c[1] - bare.lab[1]), static_cast<double>(c[2] - bare.lab[2])) > most;
  };
  const auto other = [&](const cv::Vec3f& c) {
    const double lighter = static_cast<double>(c[0] - bare.lab[0]);
    return other_hue(c) || lighter > light || (lighter < -light && chroma(c) < shade * bare_chroma);
  };
  double both = 100, one = 0;
  for (const int side : {-1, 1}) {
    const Area lower = area_of(view, std::array{beside_mouth(face, side)});
    const Area whole = area_of(view, std::array{cheek(face, side)});
    if (std::min(lower.box.area(), whole.box.area()) < least_pixels) return cannot("check.why.face_hidden");
    both = std::min(both, percent_of(lab, lower, other));
    one = std::max(one, percent_of(lab, whole, other_hue));
  }
  Finding finding = rule.judged(std::max(both, one));
  finding.marks = {polygon(view, beside_mouth(face, -1)), polygon(view, beside_mouth(face, 1)),
                   polygon(view, cheek(face, -1)), polygon(view, cheek(face, 1)), polygon(view, bridge(face), false)};
  return finding;
}

constexpr Line lines[] = {{"occl.face", measure}};

}  // namespace

Check make_face_cover() { return check_of<lines>(); }

}  // namespace zhaojian::checks

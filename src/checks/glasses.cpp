#include "checks/eyes_covered.h"

// 99号 二.3: no tinted glasses, no reflections on the lenses. Both are measured whether or not glasses are worn.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Around each eye as far as lenses reach, in eye distances.
std::array<Corners, 2> lenses(const Face& face) {
  return {face.patch(-0.85, -0.3, -0.15, 0.4), face.patch(0.15, -0.3, 0.85, 0.4)};
}

void mark(Finding& finding, const View& view, std::span<const Corners> parts) {
  for (const Corners& part : parts) finding.marks.push_back(polygon(view, part));
}

Area without(Area area, const Area& part) {
  const cv::Rect shared = area.box & part.box;
  if (!shared.empty()) area.mask(shared - area.box.tl()).setTo(0, part.mask(shared - part.box.tl()));
  return area;
}

// Value: percent of the lenses, without the eyes, that are bright and far less colourful than the skin.
Result<Finding> glare(const Scene& scene, const AppliedRule& rule) {
  const double least_chroma = TRY(rule.parameter("least_chroma"));  // of the skin, in a picture that has colour
  const double bright = TRY(rule.parameter("bright"));
  const double pale = TRY(rule.parameter("pale"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (chroma(skin) < least_chroma) return cannot("check.why.grey");
  const auto parts = lenses(face);
  const Area area = without(area_of(view, parts), area_of(view, std::array{face.eye(true), face.eye(false)}));
  const double most_chroma = pale * chroma(skin);
  Finding finding = rule.judged(percent_of(lab, area, [&](const cv::Vec3f& colour) {
    return static_cast<double>(colour[0]) > bright && chroma(colour) < most_chroma;
  }));
  mark(finding, view, parts);
  return finding;
}

// Value: by how much L* below the eyes is darker than the cheeks.
Result<Finding> tint(const Scene& scene, const AppliedRule& rule) {
  const double shade = TRY(shade_below_eyes(scene));
  Finding finding = rule.judged(shade);
  mark(finding, TRY(scene.view()), below_eyes(TRY(scene.face())));
  return finding;
}

constexpr Line lines[] = {{"glasses.glare", glare}, {"glasses.tint", tint}};

}  // namespace

Check make_glasses() { return check_of<lines>(); }

}  // namespace zhaojian::checks

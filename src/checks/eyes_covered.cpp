#include "checks/eyes_covered.h"

namespace zhaojian::checks {
namespace {

constexpr int least_pixels = 20;

bool fails(double value, const domain::Rule& rule) { return domain::judge(value, rule.band) == domain::Verdict::fail; }

}  // namespace

Corners brow_band(const Face& face) { return face.patch(-0.8, -0.5, 0.8, -0.1); }

std::array<Corners, 2> below_eyes(const Face& face) {
  return {face.patch(-0.72, 0.22, -0.3, 0.38), face.patch(0.3, 0.22, 0.72, 0.38)};
}

Result<double> hair_over_brows(const Scene& scene, double darker) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  const double most = static_cast<double>(skin[0]) - darker;
  if (most < 0) return cannot("check.why.too_dark");
  return percent_of(lab, area_of(view, std::array{brow_band(face)}),
                    [&](const cv::Vec3f& colour) { return static_cast<double>(colour[0]) < most; });
}

Result<double> shade_below_eyes(const Scene& scene) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  const LabMedian behind = median_lab(lab, area_of(view, below_eyes(face)));
  if (behind.pixels < least_pixels) return cannot("check.why.face_hidden");
  return static_cast<double>(skin[0]) - static_cast<double>(behind.lab[0]);
}

Done eyes_seen(const Scene& scene, const domain::StandardProfile& profile) {
  if (const domain::Rule* rule = profile.rule(FindingId("glasses.tint"))) {
    const auto shade = shade_below_eyes(scene);
    if (shade && fails(*shade, *rule)) return cannot("check.why.eyes_tinted");
  }
  if (const domain::Rule* rule = profile.rule(FindingId("hair.brow_eye"))) {
    const auto darker = rule->parameters.find("darker");
    if (darker == rule->parameters.end()) return {};
    const auto covered = hair_over_brows(scene, darker->second);
    if (covered && fails(*covered, *rule)) return cannot("check.why.eyes_under_hair");
  }
  return {};
}

}  // namespace zhaojian::checks

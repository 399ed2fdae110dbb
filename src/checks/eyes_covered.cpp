#include "checks/eyes_covered.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "checks/crown.h"

namespace zhaojian::checks {
namespace {

constexpr int least_pixels = 10;
constexpr double least_glasses = 0.15;  // square eye distances: less is no pair of glasses
constexpr double frame_width = 0.03;    // eye distances: a frame that shines is no reflection on a lens

constexpr float least_step = 14;  // L*: hair that is hardly darker than the skin is not told from its shade

// The colour of the hair above the brows, where that can be seen.
std::optional<cv::Vec3f> hair_of(const View& view, const Face& face) {
  if (view.person.empty()) return std::nullopt;
  const auto area = crown_area(view, face);
  return area ? std::optional(colour_of_crown(view, *area)) : std::nullopt;
}

bool fails(double value, const domain::Rule& rule) { return domain::judge(value, rule.band) == domain::Verdict::fail; }

Result<double> hair_measured(const Scene& scene, double darker) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  double most = static_cast<double>(skin[0]) - darker;
  if (const auto hair = hair_of(view, face); hair && (*hair)[0] + least_step < skin[0]) {
    most = std::max(most, static_cast<double>((*hair)[0] + skin[0]) / 2);
  }
  if (most < 0) return cannot("check.why.too_dark");
  return percent_of(lab, area_of(view, std::array{brow_band(face)}),
                    [&](const cv::Vec3f& colour) { return static_cast<double>(colour[0]) < most; });
}

Result<double> shade_measured(const Scene& scene) {
  constexpr double lightest = 0.8;
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  double lighter = 0;
  for (const Corners& part : around_eyes(face)) {
    const Area area = area_of(view, std::array{part});
    std::vector<float> lights;
    for (int y = 0; y < area.box.height; ++y) {
      for (int x = 0; x < area.box.width; ++x) {
        if (area.mask.at<std::uint8_t>(y, x) == 0) continue;
        lights.push_back(lab.at(area.box.tl() + cv::Point(x, y))[0]);
      }
    }
    if (std::ssize(lights) < least_pixels) return cannot("check.why.face_hidden");
    lighter = std::max(lighter, static_cast<double>(quantile(lights, lightest)));
  }
  return static_cast<double>(skin[0]) - lighter;
}

Result<double> glare_measured(const Scene& scene, const Glare& glare) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (chroma(skin) < glare.least_chroma) return cannot("check.why.grey");
  const Area area = without(TRY(lenses(scene)), area_of(view, std::array{face.eye(true), face.eye(false)}));
  const double most_chroma = glare.pale * chroma(skin);
  return percent_of(lab, area, [&](const cv::Vec3f& colour) {
    return static_cast<double>(colour[0]) > glare.bright && chroma(colour) < most_chroma;
  });
}

}  // namespace

Corners brow_band(const Face& face) { return face.patch(-0.8, -0.5, 0.8, -0.1); }

std::array<Corners, 2> around_eyes(const Face& face) {
  return {face.patch(-0.72, -0.22, -0.28, 0.26), face.patch(0.28, -0.22, 0.72, 0.26)};
}

Result<Area> lenses(const Scene& scene) {
  const HeadParts parts = TRY(scene.head_parts());
  if (parts.area(vision::Part::glasses) < least_glasses) return Area{};
  const Face face = TRY(scene.face());
  Area area = parts.area_of(vision::Part::glasses, TRY(scene.view()), face);
  const int frame = std::max(1, cvRound(frame_width * face.eye_distance));
  cv::erode(area.mask, area.mask, cv::Mat::ones(2 * frame + 1, 2 * frame + 1, CV_8U));
  return area;
}

Result<double> hair_over_brows(const Scene& scene, double darker) {
  return scene.eye_answers().hair.get(darker, [&] { return hair_measured(scene, darker); });
}

Result<double> shade_around_eyes(const Scene& scene) {
  auto& known = scene.eye_answers().shade;
  if (!known) known = shade_measured(scene);
  return *known;
}

Result<double> glare_on_lenses(const Scene& scene, const Glare& glare) {
  return scene.eye_answers().glare.get(glare, [&] { return glare_measured(scene, glare); });
}

Done irises_seen(const Scene& scene, const domain::StandardProfile& profile) {
  TRY(eyes_seen(scene, profile));
  const FindingId id("glasses.glare");
  const domain::Rule* rule = profile.rule(id);
  const auto least_chroma = profile.parameter(id, "least_chroma"), bright = profile.parameter(id, "bright"),
             pale = profile.parameter(id, "pale");
  if (rule == nullptr || !least_chroma || !bright || !pale) return {};
  const auto share = glare_on_lenses(scene, {*least_chroma, *bright, *pale});
  if (share && fails(*share, *rule)) return cannot("check.why.eyes_glare");
  return {};
}

Done eyes_seen(const Scene& scene, const domain::StandardProfile& profile) {
  if (const domain::Rule* rule = profile.rule(FindingId("glasses.tint"))) {
    const auto shade = shade_around_eyes(scene);
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

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 三.1: no visible highlights or spots on the face.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int least_pixels = 200;

// Forehead, cheeks, nose and chin without eyes, brows and mouth, where whites and teeth are bright as they should be.
std::vector<Corners> skin_parts(const Face& face) {
  const auto& p = face.points;
  return {face.patch(-0.6, -0.85, 0.6, -0.55),
          {p[2], face.at(-0.75, 0.3), face.at(-0.2, 0.3), p[31], p[48], p[5]},
          {p[14], face.at(0.75, 0.3), face.at(0.2, 0.3), p[35], p[54], p[11]},
          {p[27], p[31], p[33], p[35]}};
}

// Value: percent of the skin that shines: lighter than it by `lighter` L* and paler than `pale` of its chroma. Strong
// light from one side alone lightens without paling.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double lighter = TRY(rule.parameter("lighter")), bright = TRY(rule.parameter("bright"));
  const double pale = TRY(rule.parameter("pale")), least_chroma = TRY(rule.parameter("least_chroma"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Vec3f skin = TRY(scene.skin());
  if (chroma(skin) < least_chroma) return cannot("check.why.grey");
  const Area area = area_of(view, skin_parts(face));
  const int pixels = cv::countNonZero(area.mask);
  if (pixels < least_pixels) return cannot("check.why.face_hidden");
  const cv::Mat lab = TRY(scene.face_lab()).in(area.box);
  const double least = std::max(static_cast<double>(skin[0]) + lighter, bright), most = pale * chroma(skin);
  const auto shines = [&](const cv::Vec3f& c) { return static_cast<double>(c[0]) > least && chroma(c) < most; };
  cv::Mat spots = cv::Mat::zeros(area.box.size(), CV_8U);
  for (int y = 0; y < spots.rows; ++y) {
    const auto* chosen = area.mask.ptr<std::uint8_t>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    auto* spot = spots.ptr<std::uint8_t>(y);
    for (int x = 0; x < spots.cols; ++x) {
      if (chosen[x] != 0 && shines(colours[x])) spot[x] = 255;
    }
  }
  const int shining = cv::countNonZero(spots);
  Finding finding = rule.judged(100.0 * shining / pixels);
  for (const Corners& part : skin_parts(face)) finding.marks.push_back(polygon(view, part));
  if (shining > 0) finding.marks.push_back(box(view, cv::boundingRect(spots) + area.box.tl()));
  return finding;
}

constexpr Line lines[] = {{"light.hotspot", measure}};

}  // namespace

Check make_hotspot() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 三.1: the face well exposed; too dark or blown out.
namespace zhaojian::checks {
namespace {

using domain::Finding;

std::array<Corners, 3> measured_skin(const Face& face) { return {face.left_cheek(), face.right_cheek(), face.nose()}; }

// L* below which nearly all of the picture lies.
double brightest(const cv::Mat& lab) {
  constexpr double nearly_all = 0.98;
  constexpr int step = 2;
  const auto halved = [](int side) { return static_cast<std::size_t>((side + step - 1) / step); };
  std::vector<float> levels(halved(lab.rows) * halved(lab.cols));
  auto level = levels.begin();
  for (int y = 0; y < lab.rows; y += step) {
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    for (int x = 0; x < lab.cols; x += step) *level++ = colours[x][0];
  }
  return static_cast<double>(quantile(levels, nearly_all));
}

// Value: L* of the skin, or of the brightest of the picture less `headroom` when that is darker: fair skin in too little
// light looks like dark skin in good light, but then nothing else is bright either.
Result<Finding> under(const Scene& scene, const AppliedRule& rule) {
  const double headroom = TRY(rule.parameter("headroom"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Vec3f skin = TRY(scene.skin());
  Finding finding = rule.judged(std::min(static_cast<double>(skin[0]), brightest(TRY(scene.coarse_lab())) - headroom));
  for (const Corners& part : measured_skin(face)) finding.marks.push_back(polygon(view, part));
  return finding;
}

// Value: percent of the skin in which some channel is at its end (`clipped` of 255), so that colour and form are lost.
Result<Finding> over(const Scene& scene, const AppliedRule& rule) {
  const double clipped = TRY(rule.parameter("clipped"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  (void)TRY(scene.skin());  // enough skin in the picture
  const auto parts = measured_skin(face);
  const Area area = area_of(view, parts);
  int all = 0, blown = 0;
  for (int y = 0; y < area.mask.rows; ++y) {
    for (int x = 0; x < area.mask.cols; ++x) {
      if (area.mask.at<std::uint8_t>(y, x) == 0) continue;
      const auto& colour = view.rgb.at<cv::Vec3b>(area.box.tl() + cv::Point(x, y));
      ++all;
      if (std::max({colour[0], colour[1], colour[2]}) >= clipped) ++blown;
    }
  }
  Finding finding = rule.judged(100.0 * blown / std::max(1, all));
  for (const Corners& part : parts) finding.marks.push_back(polygon(view, part));
  return finding;
}

constexpr Line lines[] = {{"light.under", under}, {"light.over", over}};

}  // namespace

Check make_exposure() { return check_of<lines>(); }

}  // namespace zhaojian::checks

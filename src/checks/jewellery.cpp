#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/face_samples.h"

// 99号 二.4: no earrings. A hint: what glints or is strongly coloured at the lobe; small studs are not seen. Necklaces
// are not looked for: collars and the chin's shadow draw the same lines on a neck.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Below the ear, in eye distances from the side of the face by the landmarks and below the eyes.
constexpr double inner = -0.05, outer = 0.35, lobe_top = 0.45, lobe_bottom = 1.05;
constexpr std::uint8_t surely_person = 250, wall_here = 64;
constexpr double like_wall = 25;  // ΔE of a pixel that shows the wall
constexpr double stud = 0.01;     // square eye distances: a square of a tenth

Corners lobe(const Face& face, double middle, double half, int side) {
  const double near = middle + side * (half + inner), far = middle + side * (half + outer);
  return face.patch(std::min(near, far), lobe_top, std::max(near, far), lobe_bottom);
}

// Value: area of what glints, in percent of a square of a tenth of the eye distance, of both sides the larger. It
// glints when it is lighter than the skin by `lighter` and less colourful than `pale` of it, or more by `coloured`.
Result<Finding> ear(const Scene& scene, const AppliedRule& rule) {
  const double lighter = TRY(rule.parameter("lighter")), pale = TRY(rule.parameter("pale"));
  const double coloured = TRY(rule.parameter("coloured")), least_chroma = TRY(rule.parameter("least_chroma"));
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene, {}));
  const cv::Mat lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (chroma(skin) < least_chroma) return cannot("check.why.grey");
  cv::Mat inside;  // the soft edge of the person is as pale as a pearl
  const Face& face = samples.face();
  double larger = 0;
  std::vector<domain::Mark> marks;
  for (const int side : {-1, 1}) {
    const Corners corners = lobe(face, samples.middle(), samples.half(), side);
    const Area area = area_of(view, std::array{corners});
    if (area.box.empty()) return cannot("check.why.face_hidden");
    cv::erode(view.person(area.box), inside, cv::Mat::ones(5, 5, CV_8U));
    // A pale wall behind the ear, where the mask is too wide, glints no less than a pearl.
    const LabMedian wall = median_lab(lab, {area.box, area.mask & (view.person(area.box) < wall_here)});
    int glints = 0;
    for (int y = 0; y < area.box.height; ++y) {
      for (int x = 0; x < area.box.width; ++x) {
        if (area.mask.at<std::uint8_t>(y, x) == 0 || inside.at<std::uint8_t>(y, x) < surely_person) continue;
        const auto& c = lab.at<cv::Vec3f>(area.box.tl() + cv::Point(x, y));
        if (wall.pixels > 0 && cv::norm(c - wall.lab) < like_wall) continue;
        const bool metal = static_cast<double>(c[0] - skin[0]) > lighter && chroma(c) < pale * chroma(skin);
        if (metal || chroma(c) > chroma(skin) + coloured) ++glints;
      }
    }
    larger = std::max(larger, 100 * glints * samples.pixel() * samples.pixel() / stud);
    marks.push_back(polygon(view, corners));
  }
  Finding finding = rule.judged(larger);
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"access.ear", ear}};

}  // namespace

Check make_jewellery() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include "checks/glasses_frame.h"

#include <algorithm>
#include <cmath>

#include "checks/assess.h"
#include "checks/eyes_covered.h"

namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double thickness = 0.06;  // eye distances: a frame is thinner than twice this

// Mean L* across at each height from `top` to `bottom`, all in the face's own coordinates; empty when outside.
std::vector<double> down(const Face& face, const PartLab& lab, double left, double right, double top, double bottom) {
  const double step = 1 / face.eye_distance;
  std::vector<double> means;
  for (double y = top; y < bottom; y += step) {
    double sum = 0;
    int count = 0;
    for (double x = left; x < right; x += step) {
      const cv::Point2d place = face.at(x, y);
      const cv::Point pixel(cvFloor(place.x), cvFloor(place.y));
      if (!pixel.inside(cv::Rect({}, lab.size()))) return {};
      sum += static_cast<double>(lab.at(pixel)[0]);
      ++count;
    }
    if (count == 0) return {};
    means.push_back(sum / count);
  }
  return means;
}

// The strongest line in the values: by how much one differs from the mean of those `reach` before and behind it.
double strongest_line(const std::vector<double>& values, int reach) {
  double strongest = 0;
  const int last = static_cast<int>(values.size()) - 1;
  for (int i = 0; i <= last; ++i) {
    const auto at = [&](int k) { return values[static_cast<std::size_t>(std::clamp(k, 0, last))]; };
    strongest = std::max(strongest, std::abs(at(i) - (at(i - reach) + at(i + reach)) / 2));
  }
  return strongest;
}

// How much darker than above and below (L*) a place beside the eye is: where the frame crosses the eye it goes on
// beyond both corners, lids and lashes do not.
constexpr double above_and_below = 0.09, near_corner = 0.04, far_inside = 0.12, far_outside = 0.14, lid_reach = 0.03;

double median_across(const Face& face, const PartLab& lab, double left, double right, double y) {
  std::vector<float> values;
  for (double x = left; x < right; x += 1 / face.eye_distance) {
    const cv::Point2d place = face.at(x, y);
    const cv::Point pixel(cvFloor(place.x), cvFloor(place.y));
    if (pixel.inside(cv::Rect({}, lab.size()))) values.push_back(lab.at(pixel)[0]);
  }
  return values.empty() ? 0 : static_cast<double>(quantile(values, 0.5));
}

double line_beside(const Face& face, const PartLab& lab, double left, double right, double level) {
  double strongest = -100;
  for (double y = level - lid_reach; y < level + lid_reach; y += 1 / face.eye_distance) {
    const double around = (median_across(face, lab, left, right, y - above_and_below) +
                           median_across(face, lab, left, right, y + above_and_below)) /
                          2;
    strongest = std::max(strongest, around - median_across(face, lab, left, right, y));
  }
  return strongest;
}

double line_over_eye(const Face& face, const PartLab& lab, bool left_eye) {
  const auto own = [&](std::size_t i) {
    const cv::Point2d from = face.points[i] - face.eyes;
    return cv::Point2d(from.dot(face.across), from.dot(face.down)) / face.eye_distance;
  };
  const std::size_t first = left_eye ? 36 : 42;
  const double level = (own(first + 1).y + own(first + 2).y + own(first + 4).y + own(first + 5).y) / 4;
  const double left = own(first).x, right = own(first + 3).x;
  const double reach_left = left_eye ? far_outside : far_inside, reach_right = left_eye ? far_inside : far_outside;
  return std::min(line_beside(face, lab, left - reach_left, left - near_corner, level),
                  line_beside(face, lab, right + near_corner, right + reach_right, level));
}

int glasses_in(std::span<const Reference> references, double least) {
  return static_cast<int>(std::ranges::count_if(
      references, [&](const Reference& reference) { return reference.glasses.value_or(0) >= least; }));
}

std::array<Corners, 3> looked_at(const Face& face) {
  return {face.patch(-0.1, -0.25, 0.1, 0.3), face.patch(-0.65, 0.22, -0.35, 0.62), face.patch(0.35, 0.22, 0.65, 0.62)};
}

// 99号 二.3: who usually wears glasses wears them. Value: see frame_contrast; from `frame` on glasses are worn. Only
// where a reference shows the person with glasses has the value a limit: then their absence is a hint.
Result<Finding> present(const Scene& scene, const AppliedRule& rule) {
  const double least = TRY(rule.parameter("frame"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const double contrast = frame_contrast(face, TRY(scene.face_lab()));
  Finding finding = rule.judged(contrast);
  const int worn = glasses_in(scene.subject().references, least);
  if (worn > 0 && contrast < least) {
    finding.band.warn_min = least;
    finding.verdict = domain::judge(contrast, finding.band);
    finding.why = "check.why.glasses_in_references";
    finding.why_values = {std::to_string(worn)};
  } else {
    finding.why = contrast >= least ? "check.why.glasses_worn" : "check.why.no_glasses";
  }
  for (const Corners& part : looked_at(face)) finding.marks.push_back(polygon(view, part));
  return finding;
}

// 99号 二.3: the frame not over the eyes. Value: how much darker (L*) than above and below a line is that runs past
// both corners of an eye at the height of its lids; of both eyes the stronger.
Result<Finding> over_eye(const Scene& scene, const AppliedRule& rule) {
  const double least = TRY(rule.parameter("frame"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  if (frame_contrast(face, lab) < least || TRY(lenses(scene)).box.empty()) {
    Finding finding = rule.judged(0);
    finding.why = "check.why.no_glasses";
    finding.marks = {polygon(view, face.eye(true)), polygon(view, face.eye(false))};
    return finding;
  }
  TRY(eyes_seen(scene, rule.profile()));
  Finding finding = rule.judged(std::max({0.0, line_over_eye(face, lab, true), line_over_eye(face, lab, false)}));
  finding.marks = {polygon(view, face.eye(true)), polygon(view, face.eye(false))};
  return finding;
}

constexpr Line lines[] = {{"glasses.present", present}, {"glasses.frame_eye", over_eye}};

}  // namespace

double frame_contrast(const Face& face, const PartLab& lab) {
  const int reach = std::max(1, static_cast<int>(std::lround(thickness * face.eye_distance)));
  const double bridge = strongest_line(down(face, lab, -0.1, 0.1, -0.25, 0.3), reach);
  const double left = strongest_line(down(face, lab, -0.65, -0.35, 0.22, 0.62), reach);
  const double right = strongest_line(down(face, lab, 0.35, 0.65, 0.22, 0.62), reach);
  return std::min({bridge, left, right});
}

std::optional<double> glasses_of(const imaging::Photo& photo, const vision::Evidence& evidence) {
  const Subject subject{photo, evidence};
  const Scene scene(subject);
  const auto face = scene.face();
  const auto lab = scene.face_lab();
  if (!face || !lab) return std::nullopt;
  return frame_contrast(*face, *lab);
}

Check make_glasses_frame() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.1, common after a background replacement: wall left beside hair and ears, or holes cut into them.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double surely_person = 230, surely_background = 12;
constexpr int ring = 3;       // pixels around the outline that are looked at
constexpr int soft_edge = 2;  // pixels inside it that may shine through

cv::Mat grown(const cv::Mat& mask, int by) {
  cv::Mat larger;
  cv::dilate(mask, larger, cv::getStructuringElement(cv::MORPH_RECT, {2 * by + 1, 2 * by + 1}));
  return larger;
}

// Just outside the person's outline, down to the chin.
cv::Mat ring_around(const View& view, int chin) {
  cv::Mat person;
  cv::threshold(view.person, person, surely_background, 255, cv::THRESH_BINARY);
  cv::Mat around = grown(person, ring);
  around.setTo(0, person);
  around.rowRange(chin, around.rows) = 0;
  return around;
}

// Well inside the person, down to the chin.
cv::Mat inside_of(const View& view, int chin) {
  cv::Mat person;
  cv::threshold(view.person, person, surely_person, 255, cv::THRESH_BINARY);
  cv::erode(person, person, cv::getStructuringElement(cv::MORPH_RECT, {2 * soft_edge + 1, 2 * soft_edge + 1}));
  person.rowRange(chin, person.rows) = 0;
  return person;
}

// Value: percent of the ring that has not the background's colour, together with what inside the head has it (looked
// for only where the background has a colour that skin and hair have not).
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double like = TRY(rule.parameter("like_background"));
  const double most_uneven = TRY(rule.parameter("most_uneven"));
  const double coloured = TRY(rule.parameter("coloured"));
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const Background background = TRY(scene.background(rule));
  const cv::Mat lab = TRY(scene.coarse_lab());
  const int chin = std::clamp(static_cast<int>(face.points[8].y), 0, view.rgb.rows);
  const auto unlike = [&](const cv::Vec3f& colour) { return cv::norm(colour - background.colour) > like; };
  // In front of a patterned wall there is no colour to compare with.
  if (percent_of(lab, whole_area(background.area), unlike) > most_uneven) return cannot("check.why.uneven");
  const cv::Mat around = ring_around(view, chin), inside = inside_of(view, chin);
  const int pixels = cv::countNonZero(around);
  if (pixels == 0) return cannot("check.why.no_outline");
  const double left_over = percent_of(lab, whole_area(around), unlike);
  const auto alike = [&](const cv::Vec3f& colour) { return !unlike(colour); };
  const double holes = chroma(background.colour) < coloured
                           ? 0
                           : percent_of(lab, whole_area(inside), alike) * cv::countNonZero(inside) / pixels;
  return rule.judged(std::min(100.0, left_over + holes));
}

constexpr Line lines[] = {{"bg.edge_halo", measure}};

}  // namespace

Check make_edge_halo() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/mat.h"

// 99号 二.1 and 一.2, common after a background replacement: an ear or hair cut away, a piece of wall left. Against the
// capture, which still has all of the person.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double surely_person = 230, surely_background = 12;
constexpr double near = 1.0;    // distances between the eyes outside the person: farther away it is an object
constexpr int soft_edge = 2;    // pixels of the outline that are never sure
constexpr int least_spot = 12;  // pixels: smaller ones are strands of hair

cv::Mat moved(const cv::Mat& mask, int by) {
  cv::Mat out;
  const cv::Mat shape = cv::getStructuringElement(cv::MORPH_RECT, {2 * std::abs(by) + 1, 2 * std::abs(by) + 1});
  if (by > 0) cv::dilate(mask, out, shape);
  else cv::erode(mask, out, shape);
  return out;
}

cv::Mat mask_of(const vision::PersonMask& mask) {
  return {mask.height, mask.width, CV_8U, const_cast<std::uint8_t*>(mask.alpha.data())};
}

// What the capture shows in the coarse view.
struct Captured {
  cv::Mat lab, person;  // CV_32FC3; CV_8U
};

Result<Captured> captured(const Scene& scene, const View& view) {
  const Capture& capture = *scene.subject().capture;
  const auto& mask = capture.evidence.person;
  const imaging::Pixels& pixels = capture.photo.pixels;
  if (!mask || mask->width != pixels.width || mask->height != pixels.height) return cannot("check.why.no_mask");
  const View fine = TRY(scene.view());
  cv::Matx23d map = TRY(scene.registration()).to_view;
  const double factor = fine.scale / view.scale;
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 3; ++c) map(r, c) *= factor;
  }
  const cv::Rect whole({}, view.rgb.size());
  return Captured{lab_of(captured_in(imaging::mat_of(pixels), map, whole)),
                  captured_in(mask_of(*mask), map, whole)};
}

// Connected pixels of `spots` large enough to be seen, in permille of the head; a box around each.
double area_of_spots(const cv::Mat& spots, const View& view, double head, std::vector<domain::Mark>& marks) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(spots, labels, stats, centres);
  double area = 0;
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < least_spot) continue;
    area += stats.at<int>(i, cv::CC_STAT_AREA);
    marks.push_back(box(view, cv::Rect2d(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                                         stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT))));
  }
  return 1000 * area / head;
}

// Value: permille of the head's size (a square of three distances between the eyes) that is missing or left over.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double least_alike = TRY(rule.parameter("least_alike")), like = TRY(rule.parameter("like_background"));
  const double most_uneven = TRY(rule.parameter("most_uneven"));
  const View view = TRY(scene.coarse_view_with_person());
  const Face face = TRY(scene.coarse_face());
  const Registration over = TRY(scene.registration());
  if (std::max(over.as_it_is, over.as_mirrored) < least_alike) return cannot("check.why.other_take");
  const Background background = TRY(scene.background(rule));
  const cv::Mat lab = TRY(scene.coarse_lab());
  const auto unlike = [&](const cv::Vec3f& colour) { return farther(colour, background.colour, like); };
  if (TRY(scene.unevenness(rule)) > most_uneven) return cannot("check.why.uneven");
  const Captured raw = TRY(captured(scene, view));
  cv::Mat person, maybe;
  cv::threshold(raw.person, person, surely_person, 255, cv::THRESH_BINARY);
  cv::threshold(raw.person, maybe, surely_background, 255, cv::THRESH_BINARY);
  const int reach = static_cast<int>(near * face.eye_distance);
  const cv::Mat wall_area = ~moved(maybe, reach);
  const LabMedian wall = median_lab(raw.lab, whole_area(wall_area));
  if (wall.pixels < least_spot) return cannot("check.why.no_background");
  // A wall of the colour asked for leaves nothing to be seen.
  const bool same_wall = cv::norm(wall.lab - background.colour) < 2 * like;
  const cv::Mat inside = moved(person, -soft_edge), around = moved(maybe, reach) & ~moved(maybe, 1);
  cv::Mat spots(lab.size(), CV_8U, cv::Scalar(0));
  const int lowest = std::min(lab.rows, std::max(0, static_cast<int>(face.points[8].y)));  // clothes are often as pale as the wall
  for (int y = 0; y < lowest; ++y) {
    for (int x = 0; x < lab.cols; ++x) {
      const auto& colour = lab.at<cv::Vec3f>(y, x);
      const auto& before = raw.lab.at<cv::Vec3f>(y, x);
      const bool missing = inside.at<std::uint8_t>(y, x) != 0 && !unlike(colour) && cv::norm(before - background.colour) > 2 * like;
      const bool left = !same_wall && around.at<std::uint8_t>(y, x) != 0 && unlike(colour) &&
                        2 * cv::norm(colour - wall.lab) < cv::norm(colour - background.colour);
      if (missing || left) spots.at<std::uint8_t>(y, x) = 255;
    }
  }
  std::vector<domain::Mark> marks;
  const double head = 9 * face.eye_distance * face.eye_distance;
  Finding finding = rule.judged(area_of_spots(spots, view, head, marks));
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"seg.consistency", measure}};

}  // namespace

Check make_cut_out() { return check_of<lines>(); }

}  // namespace zhaojian::checks

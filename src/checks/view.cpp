#include "checks/view.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "imaging/mat.h"

namespace zhaojian::checks {
namespace {

cv::Mat mask_of(const vision::Evidence& evidence, const imaging::Pixels& pixels) {
  if (!evidence.person || evidence.person->width != pixels.width || evidence.person->height != pixels.height) return {};
  const vision::PersonMask& mask = *evidence.person;
  if (mask.alpha.size() != pixels.rgb.size() / 3) return {};
  // OpenCV has no const view; nobody writes to it.
  return {mask.height, mask.width, CV_8U, const_cast<std::uint8_t*>(mask.alpha.data())};
}

cv::Mat reduced(const cv::Mat& picture, cv::Size size) {
  if (picture.empty() || picture.size() == size) return picture;
  cv::Mat small;
  cv::resize(picture, small, size, 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace

Result<View> view_of(const Subject& subject, int longest_side) {
  const imaging::Pixels& pixels = subject.photo.pixels;
  if (pixels.width <= 0 || pixels.height <= 0 ||
      pixels.rgb.size() != static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 3) {
    return cannot("check.why.no_picture");
  }
  View view;
  view.scale = std::max(1.0, static_cast<double>(std::max(pixels.width, pixels.height)) / longest_side);
  const cv::Size size(std::max(1, static_cast<int>(std::lround(pixels.width / view.scale))),
                      std::max(1, static_cast<int>(std::lround(pixels.height / view.scale))));
  view.rgb = reduced(imaging::mat_of(pixels), size);
  view.person = reduced(mask_of(subject.evidence, pixels), size);
  return view;
}

domain::Mark line(const View& view, cv::Point2d from, cv::Point2d to, bool measured) {
  return {domain::MarkKind::line, {view.spot(from), view.spot(to)}, measured};
}

domain::Mark box(const View& view, const cv::Rect2d& area, bool measured) {
  return {domain::MarkKind::box, {view.spot(area.tl()), view.spot(area.br())}, measured};
}

domain::Mark polygon(const View& view, std::span<const cv::Point2d> corners, bool measured) {
  domain::Mark mark{domain::MarkKind::polygon, {}, measured};
  for (const cv::Point2d& corner : corners) mark.spots.push_back(view.spot(corner));
  return mark;
}

}  // namespace zhaojian::checks

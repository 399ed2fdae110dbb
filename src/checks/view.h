#pragma once
#include <opencv2/core.hpp>

#include "base/result.h"
#include "checks/check.h"

// The picture as the checks look at it.
namespace zhaojian::checks {

// The photo with its longer side at most so many pixels, so that a measure in pixels means the same whatever the
// photo's size and a large one costs no more than a small one.
struct View {
  cv::Mat rgb;       // CV_8UC3; not to be written to
  cv::Mat person;    // CV_8U, 0 background … 255 person, as large as rgb; empty without a mask
  double scale = 1;  // photo pixels per pixel of the view

  [[nodiscard]] domain::Spot spot(cv::Point2d place) const {
    return {static_cast<float>(place.x * scale), static_cast<float>(place.y * scale)};
  }
  // Only what lies inside the view; may be empty.
  [[nodiscard]] cv::Rect inside(const cv::Rect& box) const { return box & cv::Rect({}, rgb.size()); }
};

// "check.why.no_picture" when there are no pixels. A mask of another size than the photo counts as none.
[[nodiscard]] Result<View> view_of(const Subject& subject, int longest_side);
[[nodiscard]] domain::Mark line(const View& view, cv::Point2d from, cv::Point2d to, bool measured = true);
[[nodiscard]] domain::Mark box(const View& view, const cv::Rect2d& area, bool measured = true);
[[nodiscard]] domain::Mark polygon(const View& view, std::span<const cv::Point2d> corners, bool measured = true);

}  // namespace zhaojian::checks

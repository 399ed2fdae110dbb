#pragma once
#include "checks/face.h"
#include "checks/lab.h"
#include "checks/view.h"

// What is seen above the brows in the middle of the head: hair, a bald head, a cap.
namespace zhaojian::checks {

// Upper half of what lies between crown and brows, without the edge, in pixels of the view, which needs a mask.
// "check.why.face_hidden" when too little of it is in the picture.
[[nodiscard]] Result<cv::Rect> crown_area(const View& view, const Face& face);
// L*a*b*, the median.
[[nodiscard]] cv::Vec3f colour_of_crown(const View& view, const cv::Rect& area);

}  // namespace zhaojian::checks

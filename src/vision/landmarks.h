#pragma once
#include "vision/evidence.h"
#include "vision/model.h"

namespace zhaojian::vision {

// The 68 points of one face, found in two looks: the first in a square on the lower part of the detector's box, the
// second in a square around the points of the first. The second look takes the detector's uncertainty (hair, hats,
// chins) out of the points. Measured on 204 rendered portraits, in parts of the distance between the eyes: eye centres
// off by 0.043 with one look at the detector's box, 0.029 with two; a third look or averaging several gains nothing.
class LandmarkFinder {
 public:
  explicit LandmarkFinder(Model model) : model_(std::move(model)) {}

  // `face`: the detector's box, in pixels of `grey`; it and the points may reach past the border.
  [[nodiscard]] Result<Landmarks> find(const cv::Mat& grey, const Box& face);

  [[nodiscard]] double take_time() { return model_.take_time(); }

 private:
  [[nodiscard]] Result<Landmarks> look(const cv::Mat& grey, const cv::Rect& square);

  Model model_;
};

// The smallest box around all points.
[[nodiscard]] Box bounds(const Landmarks& points);
// Middle of the four lid points of the eye at image left or right.
[[nodiscard]] Point left_eye_centre(const Landmarks& points);
[[nodiscard]] Point right_eye_centre(const Landmarks& points);

}  // namespace zhaojian::vision

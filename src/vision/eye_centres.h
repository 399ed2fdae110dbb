#pragma once
#include "imaging/photo.h"
#include "vision/evidence.h"

namespace zhaojian::vision {

// Where faces are laid on each other, pixels of the picture. `by_iris` tells which points they are: a picture of each
// kind lie on each other less well than two of one kind.
struct EyeCentres {
  Point left, right;     // image left and right
  bool by_iris = false;  // else the middle of the six lid points
};

// The irises' centres: the circle whose side arcs have the steepest step from dark to light (Daugman 1993), looked for
// around the lid points. Lids are drawn by lashes, brows and glasses and differ by 3 % of the eye distance between two
// days; the iris is the same disc on both. Falls back on the lids where an eye is closed or covered, or looks aside so
// that its iris says nothing of the head.
// Measured on 26 rendered people, 95th percentile of the true eye centres of two days laid on each other, percent of
// the eye distance: lids 3.5, this 1.7; of two pictures of one moment 1.4 and 0.5. 2 ms (median of the 104 labelled pictures, one core). Pure: any thread.
[[nodiscard]] EyeCentres eye_centres(const imaging::Pixels& pixels, const Landmarks& points);

}  // namespace zhaojian::vision

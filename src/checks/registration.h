#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "checks/face.h"
#include "checks/view.h"

// The raw capture laid over the photo that was made from it.
namespace zhaojian::checks {

// By how much a piece of the photo lies elsewhere than the capture says.
struct Shift {
  cv::Point2d at;      // its middle, in pixels of the view
  cv::Point2d by;      // in distances between the eyes, what the whole face moved taken out
  double reach = 0;    // half its side, in pixels of the view
};

struct Registration {
  cv::Mat capture;       // in grey
  cv::Matx23d to_view;   // the capture's pixels → the view's
  bool mirrored = false; // the photo shows the capture's mirror image; to_view says so too
  // How alike the details of the heads are, −1…1: as they lie, and with the capture mirrored.
  double as_it_is = 0, as_mirrored = 0;
  std::vector<Shift> shifts;  // of the face, where there is enough detail to tell
};

// Similarity through the landmarks, refined by the details of the face. Fails as the face of either picture does
// (check.why.no_capture_face for the capture's) and with check.why.no_capture when there is none.
[[nodiscard]] Result<Registration> register_capture(const Subject& subject, const View& view, const Face& face);

// Part of the view as the capture has it, 8 bits, each pixel the mean of what it covers. `capture`: any picture of the
// capture's size, one or three channels.
[[nodiscard]] cv::Mat captured_in(const cv::Mat& capture, const cv::Matx23d& to_view, const cv::Rect& part);

}  // namespace zhaojian::checks

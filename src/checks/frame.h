#pragma once
#include "checks/applied_rule.h"
#include "checks/view.h"

// Positions as the standard counts them: pixels of its finished picture (480 × 640), whatever the photo's size. A photo
// of another size but the same shape is read by the same fractions of its height and width (standard: 7.8…17.2 % …).
namespace zhaojian::checks {

struct Frame {
  double x = 1, y = 1;  // pixels of the standard's picture per pixel of the view
  bool scaled = false;  // the photo has another size
};

// "check.why.shape" when width : height differs from the standard's by more than the rule's `shape_tolerance`: such a
// photo will be cropped before positions mean anything.
[[nodiscard]] Result<Frame> frame_of(const Subject& subject, const View& view, const AppliedRule& rule);

// Judged, with a word when the photo has another size than the standard's.
[[nodiscard]] domain::Finding judged_in(const Frame& frame, const Subject& subject, const AppliedRule& rule,
                                        double value);

// The limits of the rule's band as lines across the picture, at that many standard pixels from the top or the left.
[[nodiscard]] std::vector<domain::Mark> height_limits(const Frame& frame, const View& view, const AppliedRule& rule);

}  // namespace zhaojian::checks

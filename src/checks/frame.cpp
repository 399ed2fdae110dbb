#include "checks/frame.h"

#include <cmath>

namespace zhaojian::checks {

Result<Frame> frame_of(const Subject& subject, const View& view, const AppliedRule& rule) {
  const double tolerance = TRY(rule.parameter("shape_tolerance"));
  const auto& profile = rule.profile();
  const imaging::Pixels& pixels = subject.photo.pixels;
  const double across = static_cast<double>(profile.width) / pixels.width;
  const double down = static_cast<double>(profile.height) / pixels.height;
  if (std::abs(across / down - 1) > tolerance) return cannot("check.why.shape");
  return Frame{across * view.scale, down * view.scale,
               pixels.width != profile.width || pixels.height != profile.height};
}

domain::Finding judged_in(const Frame& frame, const Subject& subject, const AppliedRule& rule, double value) {
  domain::Finding finding = rule.judged(value);
  if (frame.scaled && finding.why.empty()) {
    finding.why = "check.why.scaled";
    finding.why_values = {std::to_string(subject.photo.pixels.width), std::to_string(subject.photo.pixels.height)};
  }
  return finding;
}

std::vector<domain::Mark> height_limits(const Frame& frame, const View& view, const AppliedRule& rule) {
  std::vector<domain::Mark> marks;
  for (const auto& limit : {rule.band().fail_min, rule.band().fail_max}) {
    if (limit) marks.push_back(line(view, {0, *limit / frame.y}, {1.0 * view.rgb.cols, *limit / frame.y}, false));
  }
  return marks;
}

}  // namespace zhaojian::checks

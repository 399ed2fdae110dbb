#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/mat.h"

// 99号 一.3: in focus. Looked at in the face, where it matters.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Eye distance to which a larger face is reduced: about that of the standard's finished picture. Smaller ones stay.
constexpr double usual_eye_distance = 80;
constexpr double grain = 0.8;   // Gaussian in pixels that takes noise out, which would pass for sharpness
constexpr int blur_length = 9;  // of Crété's filter
constexpr double unit = 256;    // for a level of grey: fractions without floats, which take twice as long

// The face from brow to chin in pixels of the photo, in grey: CV_16U, `unit` a level.
cv::Mat face_in_grey(const Subject& subject, const View& view, const Face& face) {
  cv::Rect2d area = cv::boundingRect([&] {
    std::vector<cv::Point2f> points;
    for (const cv::Point2d& point : face.points) points.emplace_back(point);
    return points;
  }());
  const cv::Mat photo = imaging::mat_of(subject.photo.pixels);
  const cv::Rect whole(static_cast<int>(area.x * view.scale), static_cast<int>(area.y * view.scale),
                       static_cast<int>(area.width * view.scale), static_cast<int>(area.height * view.scale));
  const cv::Rect inside = whole & cv::Rect({}, photo.size());
  if (inside.empty()) return {};
  const double factor = std::min(1.0, usual_eye_distance / (face.eye_distance * view.scale));
  cv::Mat all, grey;
  cv::cvtColor(photo(inside), all, cv::COLOR_RGB2GRAY);
  cv::resize(all, grey, {}, factor, factor, cv::INTER_AREA);
  grey.convertTo(grey, CV_16U, unit);
  cv::GaussianBlur(grey, grey, {}, grain);
  return grey;
}

// How much of the steps between neighbours survives a further blur along one direction: 1 all of it.
double blur_along(const cv::Mat& grey, bool vertical) {
  cv::Mat blurred, steps, blurred_steps;
  cv::blur(grey, blurred, vertical ? cv::Size(1, blur_length) : cv::Size(blur_length, 1));
  const auto differences = [&](const cv::Mat& of, cv::Mat& into) {
    const cv::Mat later = vertical ? of.rowRange(1, of.rows) : of.colRange(1, of.cols);
    const cv::Mat earlier = vertical ? of.rowRange(0, of.rows - 1) : of.colRange(0, of.cols - 1);
    cv::absdiff(later, earlier, into);
  };
  differences(grey, steps);
  differences(blurred, blurred_steps);
  cv::Mat lost;
  cv::subtract(steps, blurred_steps, lost);  // 0 where nothing is lost
  const double all = cv::sum(steps)[0];
  return all > 0 ? (all - cv::sum(lost)[0]) / all : 1;
}

// Value: 1 less the blur of Crété et al., "The blur effect" (2007): 0 no edge left, about 0.7 as sharp as it gets.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat grey = face_in_grey(scene.subject(), view, face);
  if (grey.rows < 2 * blur_length || grey.cols < 2 * blur_length) return cannot("check.why.face_hidden");
  return rule.judged(1 - std::max(blur_along(grey, true), blur_along(grey, false)));
}

constexpr Line lines[] = {{"qual.sharp", measure}};

}  // namespace

Check make_sharpness() { return check_of<lines>(); }

}  // namespace zhaojian::checks

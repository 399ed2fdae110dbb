#include <algorithm>
#include <cmath>
#include <optional>

#include "checks/eyes_covered.h"

// 99号 一.3: no obvious distortion. Both compare the face with the same person's other photos; alone a narrow face and
// a squeezed one look alike.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// In eye distances, along the face's own axes.
struct Shape {
  double height = 0;  // brows to chin
  double width = 0;   // side to side by the landmarks
};

constexpr double least_eye_distance = 20;  // pixels of the other photo

std::optional<Shape> shape_of(const vision::Evidence& evidence) {
  if (!evidence.landmarks) return std::nullopt;
  const auto at = [&](std::size_t i) { return cv::Point2d((*evidence.landmarks)[i].x, (*evidence.landmarks)[i].y); };
  const auto eye = [&](std::size_t outer) {
    return (at(outer + 1) + at(outer + 2) + at(outer + 4) + at(outer + 5)) / 4;
  };
  const cv::Point2d line = eye(42) - eye(36);
  const double squared = line.dot(line);
  if (!(squared >= least_eye_distance * least_eye_distance)) return std::nullopt;
  cv::Point2d brows;
  for (std::size_t i = 17; i < 27; ++i) brows += at(i) / 10;
  return Shape{line.cross(at(8) - brows) / squared, line.dot(at(15) - at(1)) / squared};
}

// The raw capture where it is there: it is the same moment. Else the mean of the references that are the same person.
Result<Shape> usual_shape(const Scene& scene, double least_likeness) {
  if (const Capture* capture = scene.subject().capture) {
    if (const auto shape = shape_of(capture->evidence)) return *shape;
  }
  Shape sum;
  int count = 0;
  for (const Reference& reference : scene.subject().references) {
    if (!reference.evidence || !reference.evidence->embedding || !scene.evidence().embedding) continue;
    const auto likeness =
        static_cast<double>(vision::cosine(*scene.evidence().embedding, *reference.evidence->embedding));
    const auto shape = shape_of(*reference.evidence);
    if (likeness < least_likeness || !shape) continue;
    sum.height += shape->height;
    sum.width += shape->width;
    ++count;
  }
  if (count == 0) return cannot("check.why.no_reference");
  return Shape{sum.height / count, sum.width / count};
}

struct Shapes {
  Shape here, usual;
};

Result<Shapes> shapes_of(const Scene& scene, const AppliedRule& rule) {
  const double least_likeness = TRY(rule.parameter("least_likeness")), most = TRY(rule.parameter("most_turned"));
  (void)TRY(scene.face());
  TRY(eyes_seen(scene, rule.profile()));
  const auto& pose = scene.evidence().pose;
  if (!pose) return cannot("check.why.no_pose");
  if (std::max(std::abs(pose->yaw), std::abs(pose->pitch)) > most) return cannot("check.why.turned");
  const Shape usual = TRY(usual_shape(scene, least_likeness));
  const auto here = shape_of(scene.evidence());
  if (!here || usual.height <= 0 || usual.width <= 0) return cannot("check.why.face_small");
  return Shapes{*here, usual};
}

void mark(Finding& finding, const View& view, const Face& face) {
  const double brows = -0.4, chin = (face.points[8] - face.eyes).dot(face.down) / face.eye_distance;
  finding.marks = {line(view, face.points[1], face.points[15]), line(view, face.at(0, brows), face.at(0, chin))};
}

// The affine map that takes the one's landmarks to the other's best, by least squares: truer than any two of them.
struct Fit {
  double taller = 1;  // how much more of its height than of its width the face has here than in the other picture
  double misfit = 0;  // root mean square of what is left, percent of the eye distance
};

std::optional<Fit> fitted(const vision::Landmarks& other, const vision::Landmarks& here, const Face& upright,
                          double eye_distance) {
  const int count = static_cast<int>(here.size());
  cv::Mat from(count, 3, CV_64F), to(count, 2, CV_64F), map;
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    // In the face's own directions, so that a leaning head is measured like an upright one.
    const cv::Point2d place(here[at].x, here[at].y);
    to.at<double>(i, 0) = place.dot(upright.across);
    to.at<double>(i, 1) = place.dot(upright.down);
    from.at<double>(i, 0) = static_cast<double>(other[at].x);
    from.at<double>(i, 1) = static_cast<double>(other[at].y);
    from.at<double>(i, 2) = 1;
  }
  if (!cv::solve(from, to, map, cv::DECOMP_QR)) return std::nullopt;
  const double across = std::hypot(map.at<double>(0, 0), map.at<double>(1, 0));
  const double down = std::hypot(map.at<double>(0, 1), map.at<double>(1, 1));
  if (across <= 0 || eye_distance <= 0) return std::nullopt;
  return Fit{down / across, 100 * cv::norm(from * map - to) / std::sqrt(count) / eye_distance};
}

// Against the capture, nothing where that is another moment: a head that has moved fits no affine map. Of one moment
// the two are alike however the head is turned and whatever covers the eyes.
std::optional<double> taller_than_captured(const Scene& scene, const Face& face, double scale, double most_misfit) {
  const Capture* capture = scene.subject().capture;
  if (capture == nullptr || !capture->evidence.landmarks) return std::nullopt;
  const auto fit = fitted(*capture->evidence.landmarks, *scene.evidence().landmarks, face, face.eye_distance * scale);
  return fit && fit->misfit <= most_misfit ? std::optional(fit->taller) : std::nullopt;
}

// Value: percent by which the face is taller for its width than usual; below 0 it is wider.
Result<Finding> aspect(const Scene& scene, const AppliedRule& rule) {
  const Face face = TRY(scene.face());
  const View view = TRY(scene.view());
  auto ratio = taller_than_captured(scene, face, view.scale, TRY(rule.parameter("most_misfit")));
  if (!ratio) {
    const Shapes shapes = TRY(shapes_of(scene, rule));
    ratio = shapes.here.height / shapes.usual.height;
  }
  Finding finding = rule.judged(100 * (*ratio - 1));
  mark(finding, view, face);
  return finding;
}

// Value: percent by which the sides of the face have drawn in behind the eyes: a camera close by shows what is near it
// larger. At 40 cm the cheeks, 6 cm behind the eyes, are a tenth narrower than at 1.5 m.
Result<Finding> perspective(const Scene& scene, const AppliedRule& rule) {
  const Shapes shapes = TRY(shapes_of(scene, rule));
  Finding finding = rule.judged(100 * (shapes.usual.width / std::max(0.1, shapes.here.width) - 1));
  mark(finding, TRY(scene.view()), TRY(scene.face()));
  return finding;
}

constexpr Line lines[] = {{"geom.aspect", aspect}, {"lens.perspective", perspective}};

}  // namespace

Check make_proportions() { return check_of<lines>(); }

}  // namespace zhaojian::checks

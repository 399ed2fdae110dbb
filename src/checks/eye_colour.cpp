#include <algorithm>
#include <cmath>

#include "checks/iris.h"

// 99号 三.1: no red eyes; 二.3: no coloured contact lenses.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr double least_radius = 2.5;  // pixels: below, an iris has no colour of its own

// Pixels of an iris, in the view.
std::vector<cv::Point> disc(const View& view, const Iris& iris, double radius) {
  std::vector<cv::Point> pixels;
  const int reach = static_cast<int>(radius) + 1;
  const cv::Point middle(cvFloor(iris.centre.x), cvFloor(iris.centre.y));
  for (int y = -reach; y <= reach; ++y) {
    for (int x = -reach; x <= reach; ++x) {
      const cv::Point pixel = middle + cv::Point(x, y);
      const cv::Point2d from = cv::Point2d(pixel) + cv::Point2d(0.5, 0.5) - iris.centre;
      if (cv::norm(from) <= radius && pixel.inside(cv::Rect({}, view.rgb.size()))) pixels.push_back(pixel);
    }
  }
  return pixels;
}

struct Eyes {
  View view;
  double radius;
  std::array<Iris, 2> irises;
};

Result<Eyes> eyes_of(const Scene& scene, const AppliedRule& rule) {
  const auto irises = TRY(irises_of(scene, rule));
  const double radius = iris_radius * TRY(scene.face()).eye_distance;
  if (radius < least_radius) return cannot("check.why.eyes_small");
  return Eyes{TRY(scene.view()), radius, irises};
}

void mark(Finding& finding, const Eyes& eyes) {
  for (const Iris& iris : eyes.irises) {
    const cv::Point2d reach(eyes.radius, eyes.radius);
    finding.marks.push_back(
        {domain::MarkKind::ellipse, {eyes.view.spot(iris.centre - reach), eyes.view.spot(iris.centre + reach)}, true});
  }
}

// Value: percent of an iris that glows red, of both the worse: brighter than `least` and `ratio` times the other two
// channels.
Result<Finding> red(const Scene& scene, const AppliedRule& rule) {
  const double least = TRY(rule.parameter("least")), ratio = TRY(rule.parameter("ratio"));
  const Eyes eyes = TRY(eyes_of(scene, rule));
  double worse = 0;
  for (const Iris& iris : eyes.irises) {
    const auto pixels = disc(eyes.view, iris, eyes.radius);
    const auto glowing = std::ranges::count_if(pixels, [&](cv::Point pixel) {
      const auto& colour = eyes.view.rgb.at<cv::Vec3b>(pixel);
      return colour[0] > least && colour[0] > ratio * std::max(colour[1], colour[2]);
    });
    if (!pixels.empty())
      worse = std::max(worse, 100.0 * static_cast<double>(glowing) / static_cast<double>(pixels.size()));
  }
  Finding finding = rule.judged(worse);
  mark(finding, eyes);
  return finding;
}

// Value: how far (in L* and b* together) the median colour of both irises lies outside those of brown ones. A hint:
// eyes that are blue or green by nature lie there as well.
Result<Finding> colour(const Scene& scene, const AppliedRule& rule) {
  const double lightest = TRY(rule.parameter("lightest_brown"));
  const Eyes eyes = TRY(eyes_of(scene, rule));
  const cv::Mat lab = TRY(scene.face_lab());
  double sum = 0;
  for (const Iris& iris : eyes.irises) {
    std::vector<float> lights, blues;
    for (const cv::Point pixel : disc(eyes.view, iris, eyes.radius)) {
      lights.push_back(lab.at<cv::Vec3f>(pixel)[0]);
      blues.push_back(-lab.at<cv::Vec3f>(pixel)[2]);
    }
    if (lights.empty()) return cannot("check.why.eyes_small");
    sum += std::hypot(std::max(0.0, static_cast<double>(quantile(lights, 0.5)) - lightest),
                      std::max(0.0, static_cast<double>(quantile(blues, 0.5))));
  }
  Finding finding = rule.judged(sum / 2);
  mark(finding, eyes);
  return finding;
}

constexpr Line lines[] = {{"eyes.red", red}, {"eyes.iris_colour", colour}};

}  // namespace

Check make_eye_colour() { return check_of<lines>(); }

}  // namespace zhaojian::checks

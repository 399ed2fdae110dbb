#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/eyes_covered.h"
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

double redness(const cv::Scalar& colour) { return colour[0] / std::max(1.0, std::max(colour[1], colour[2])); }

// How red the cheeks are: warm light reddens dark corners of the eyes as well.
Result<double> redness_of_skin(const View& view, const Face& face) {
  const Area skin = area_of(view, std::array{face.left_cheek(), face.right_cheek()});
  if (skin.box.empty() || cv::countNonZero(skin.mask) == 0) return cannot("check.why.face_hidden");
  return redness(cv::mean(view.rgb(skin.box), skin.mask));
}

struct Glow {
  double percent = 0;  // of an iris
  cv::Point2d centre;
};

// The disc of an iris' size, anywhere between the lids, that most of the glow lies in. A pupil that glows is lighter
// than the iris, and looking for a dark disc would find something else; scattered red rims of lids fill no disc.
template <class Glows> Glow densest_glow(const View& view, const Corners& lids, double radius, Glows glows) {
  const Area area = area_of(view, std::array{lids});
  if (area.box.empty()) return {};
  const int reach = static_cast<int>(std::ceil(radius));
  cv::Mat lit, sums, disc = cv::Mat::zeros(2 * reach + 1, 2 * reach + 1, CV_32F);
  for (int y = -reach; y <= reach; ++y)
    for (int x = -reach; x <= reach; ++x)
      if (std::hypot(x, y) <= radius) disc.at<float>(y + reach, x + reach) = 1;
  lit = cv::Mat::zeros(area.mask.size(), CV_32F);
  for (int y = 0; y < lit.rows; ++y)
    for (int x = 0; x < lit.cols; ++x)
      if (area.mask.at<std::uint8_t>(y, x) != 0)
        lit.at<float>(y, x) = glows(view.rgb.at<cv::Vec3b>(area.box.tl() + cv::Point(x, y))) ? 1.0F : 0.0F;
  if (cv::countNonZero(lit) == 0) return {};
  cv::filter2D(lit, sums, -1, disc, {-1, -1}, 0, cv::BORDER_CONSTANT);
  double most = 0;
  cv::Point at;
  cv::minMaxLoc(sums, nullptr, &most, nullptr, &at);
  return {100 * most / cv::sum(disc)[0], cv::Point2d(area.box.tl() + at) + cv::Point2d(0.5, 0.5)};
}

// Value: percent of an iris that glows red, of both the worse: brighter than `least`, `ratio` times the other two
// channels, and redder than the skin by `beyond_skin`. A glow is one even between lids that look closed; without one
// the eyes have to be seen before they are said not to glow.
Result<Finding> red(const Scene& scene, const AppliedRule& rule) {
  const double least = TRY(rule.parameter("least")), ratio = TRY(rule.parameter("ratio")),
               beyond_skin = TRY(rule.parameter("beyond_skin"));
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  TRY(eyes_seen(scene, rule.profile()));
  const double radius = iris_radius * face.eye_distance;
  if (radius < least_radius) return cannot("check.why.eyes_small");
  const double reddest = std::max(ratio, beyond_skin * TRY(redness_of_skin(view, face)));
  const auto glows = [&](const cv::Vec3b& colour) {
    return colour[0] > least && redness(cv::Scalar(colour[0], colour[1], colour[2])) > reddest;
  };
  const std::array glow{densest_glow(view, face.eye(true), radius, glows),
                        densest_glow(view, face.eye(false), radius, glows)};
  Finding finding = rule.judged(std::max(glow[0].percent, glow[1].percent));
  if (finding.verdict == domain::Verdict::pass) {
    const Eyes eyes = TRY(eyes_of(scene, rule));
    mark(finding, eyes);
    return finding;
  }
  for (const Glow& one : glow) {
    const cv::Point2d around(radius, radius);
    if (one.percent > 0)
      finding.marks.push_back(
          {domain::MarkKind::ellipse, {view.spot(one.centre - around), view.spot(one.centre + around)}, true});
  }
  return finding;
}

// Value: how far (in L* and b* together) the median colour of both irises lies outside those of brown ones. A hint:
// eyes that are blue or green by nature lie there as well.
Result<Finding> colour(const Scene& scene, const AppliedRule& rule) {
  const double lightest = TRY(rule.parameter("lightest_brown"));
  const Eyes eyes = TRY(eyes_of(scene, rule));
  const PartLab lab = TRY(scene.face_lab());
  double sum = 0;
  for (const Iris& iris : eyes.irises) {
    std::vector<float> lights, blues;
    for (const cv::Point pixel : disc(eyes.view, iris, eyes.radius)) {
      lights.push_back(lab.at(pixel)[0]);
      blues.push_back(-lab.at(pixel)[2]);
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

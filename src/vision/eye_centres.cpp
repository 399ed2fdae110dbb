#include "vision/eye_centres.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "imaging/mat.h"

namespace zhaojian::vision {
namespace {

// The eyes are looked at upright and this far apart, so that an iris has the same size in every picture.
constexpr double apart = 400;
constexpr int half = 80;                 // of the patch around an eye
constexpr int farthest = 28;             // of the centre from the middle of the lids
constexpr int hop = 4, around_best = 6;  // steps of the first search; reach of the second, pixel by pixel
constexpr int least_radius = 24, most_radius = 50;  // an iris is 11.7 mm of 63 mm, rendered and made-up ones larger
constexpr int across_edge = 5;           // from the circle to where dark and light are read
constexpr double blur = 3;
constexpr double core_weight = 0.1;      // the darker of two equally steep circles
// Grey levels, and a share of what is inside: less is a tinted lens, or the lashes of a closed eye.
constexpr double least_step = 20, least_contrast = 0.6;
constexpr double iris_weight = 0.8;      // the lids' own error is another one: together they are steadier
constexpr double aside = 0.04;           // of the eye distance; both irises off the lids' middle this way look aside

struct Arc {
  double x, y;
};

// The sides of a circle, which lids leave open: 35° upwards to 45° downwards.
std::vector<Arc> side_arcs() {
  std::vector<Arc> arcs;
  for (int degrees = -35; degrees <= 45; degrees += 10) {
    const double angle = degrees * std::numbers::pi / 180;
    arcs.push_back({std::cos(angle), std::sin(angle)});
    arcs.push_back({-std::cos(angle), std::sin(angle)});
  }
  return arcs;
}

// Grey levels of the patch at a place from its middle.
double level(const cv::Mat& patch, double x, double y) {
  const double px = std::clamp(x + half, 0.0, 2.0 * half - 1), py = std::clamp(y + half, 0.0, 2.0 * half - 1);
  const int ix = static_cast<int>(px), iy = static_cast<int>(py);
  const double fx = px - ix, fy = py - iy;
  const float *row = patch.ptr<float>(iy) + ix, *next = patch.ptr<float>(iy + 1) + ix;
  return (row[0] * (1 - fx) + row[1] * fx) * (1 - fy) + (next[0] * (1 - fx) + next[1] * fx) * fy;
}

// The step from dark to light over the sides of the best circle around this centre, grey levels.
double steepness(const cv::Mat& patch, const std::vector<Arc>& arcs, const cv::Point2d& at) {
  double best = -1e9;
  for (int radius = least_radius; radius <= most_radius; radius += 2) {
    double step = 0;
    for (const Arc& arc : arcs) {
      step += level(patch, at.x + arc.x * (radius + across_edge), at.y + arc.y * (radius + across_edge)) -
              level(patch, at.x + arc.x * (radius - across_edge), at.y + arc.y * (radius - across_edge));
    }
    best = std::max(best, step / static_cast<double>(arcs.size()));
  }
  return best;
}

// Grey level of what is inside.
double core(const cv::Mat& patch, const cv::Point2d& at) {
  double sum = 0;
  constexpr int reach = 12, grid = 6, count = 25;
  for (int dy = -reach; dy <= reach; dy += grid)
    for (int dx = -reach; dx <= reach; dx += grid) sum += level(patch, at.x + dx, at.y + dy) / count;
  return sum;
}

// How much like an iris what is around this centre is.
double likeness(const cv::Mat& patch, const std::vector<Arc>& arcs, const cv::Point2d& at) {
  return steepness(patch, arcs, at) - core_weight * core(patch, at);
}

// The iris from the middle of the patch, in patch pixels; nothing where none is seen.
std::optional<cv::Point2d> find_iris(const cv::Mat& patch) {
  static const std::vector<Arc> arcs = side_arcs();
  cv::Point best;
  double most = -1e9;
  for (int y = -farthest; y <= farthest; y += hop) {
    for (int x = -farthest; x <= farthest; x += hop) {
      const double like = likeness(patch, arcs, cv::Point2d(x, y));
      if (like > most) most = like, best = {x, y};
    }
  }
  // Around it pixel by pixel; the mean of the places nearly as good is finer than a pixel and steadier than one place.
  std::vector<std::pair<cv::Point, double>> around;
  for (int y = best.y - around_best; y <= best.y + around_best; ++y) {
    for (int x = best.x - around_best; x <= best.x + around_best; ++x) {
      around.emplace_back(cv::Point(x, y), likeness(patch, arcs, cv::Point2d(x, y)));
      most = std::max(most, around.back().second);
    }
  }
  constexpr double nearly = 2;  // grey levels
  cv::Point2d sum;
  double weight = 0;
  for (const auto& [at, like] : around) {
    const double w = std::exp((like - most) / nearly);
    sum += w * cv::Point2d(at);
    weight += w;
  }
  const cv::Point2d found = sum / weight;
  if (std::max(std::abs(found.x), std::abs(found.y)) > farthest - 1) return {};
  if (steepness(patch, arcs, found) < std::max(least_step, least_contrast * core(patch, found))) return {};
  return found;
}

cv::Point2d middle_of(const Landmarks& points, std::size_t first) {
  cv::Point2d sum;
  for (std::size_t i = first; i < first + 6; ++i) sum += cv::Point2d(points[i].x, points[i].y) / 6;
  return sum;
}

// The surroundings of an eye, turned upright and brought to size, grey levels as float.
cv::Mat patch_around(const cv::Mat& rgb, const cv::Point2d& eye, const cv::Point2d& across, double pixel) {
  const int reach = static_cast<int>(std::ceil(2.0 * half * pixel)) + 2;
  const cv::Rect part = cv::Rect(static_cast<int>(eye.x) - reach, static_cast<int>(eye.y) - reach, 2 * reach, 2 * reach) &
                        cv::Rect({}, rgb.size());
  if (part.empty()) return {};
  cv::Mat grey, small, patch;
  cv::cvtColor(rgb(part), grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(small, CV_32F);
  // A large picture is reduced first, or one pixel in many would speak for all.
  const double scale = std::min(1.0, 1 / pixel);
  if (scale < 1) cv::resize(small, small, {}, scale, scale, cv::INTER_AREA);
  const double sx = static_cast<double>(small.cols) / part.width, sy = static_cast<double>(small.rows) / part.height;
  const cv::Point2d down(-across.y, across.x);
  const cv::Point2d corner = eye - half * pixel * (across + down) - cv::Point2d(part.tl());
  const cv::Matx23d to_source(across.x * pixel * sx, down.x * pixel * sx, corner.x * sx,
                              across.y * pixel * sy, down.y * pixel * sy, corner.y * sy);
  cv::warpAffine(small, patch, to_source, {2 * half + 1, 2 * half + 1}, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  cv::GaussianBlur(patch, patch, {}, blur);
  return patch;
}

}  // namespace

EyeCentres eye_centres(const imaging::Pixels& pixels, const Landmarks& points) {
  const cv::Point2d left = middle_of(points, 36), right = middle_of(points, 42);
  const auto as_point = [](const cv::Point2d& p) { return Point{static_cast<float>(p.x), static_cast<float>(p.y)}; };
  const EyeCentres lids{as_point(left), as_point(right), false};
  const double distance = cv::norm(right - left);
  constexpr double least_distance = 20;  // below it an iris has three pixels
  if (pixels.empty() || !std::isfinite(distance) || distance < least_distance) return lids;
  const double pixel = distance / apart;  // of the picture, per patch pixel
  const cv::Point2d across = (right - left) / distance, down(-across.y, across.x);
  const cv::Mat rgb = imaging::mat_of(pixels);
  std::array<cv::Point2d, 2> found;
  for (std::size_t i = 0; i < 2; ++i) {
    const cv::Mat patch = patch_around(rgb, i == 0 ? left : right, across, pixel);
    const auto iris = patch.empty() ? std::nullopt : find_iris(patch);
    if (!iris) return lids;
    found[i] = iris_weight * *iris;
  }
  if (std::abs(found[0].x + found[1].x) / 2 > iris_weight * aside * apart) return lids;
  const auto in_picture = [&](const cv::Point2d& eye, const cv::Point2d& by) { return eye + pixel * (by.x * across + by.y * down); };
  return {as_point(in_picture(left, found[0])), as_point(in_picture(right, found[1])), true};
}

}  // namespace zhaojian::vision

#include "checks/iris.h"

#include <algorithm>

#include "checks/eyes_covered.h"

namespace zhaojian::checks {
namespace {

constexpr int least_pixels = 25;
constexpr double radius = 0.21;  // of an iris, in widths of the eye: 11.7 of about 28 mm, halved

struct Pixel {
  cv::Point2d place;  // its middle, from the outer lid's corner along and across the eye, in its widths
  double light = 0;   // L*
};

std::vector<Pixel> between_lids(const View& view, const cv::Mat& lab, const Corners& lids) {
  const Area area = area_of(view, std::array{lids});
  const cv::Point2d width = lids[3] - lids[0];
  const double squared = std::max(1.0, width.dot(width));
  std::vector<Pixel> pixels;
  for (int y = 0; y < area.mask.rows; ++y) {
    for (int x = 0; x < area.mask.cols; ++x) {
      if (area.mask.at<std::uint8_t>(y, x) == 0) continue;
      const cv::Point at = area.box.tl() + cv::Point(x, y);
      const cv::Point2d from = cv::Point2d(at) + cv::Point2d(0.5, 0.5) - lids[0];
      pixels.push_back(
          {{from.dot(width) / squared, width.cross(from) / squared}, static_cast<double>(lab.at<cv::Vec3f>(at)[0])});
    }
  }
  return pixels;
}

struct Parted {
  double inside = 0, outside = 0;  // sums of L*
  int count = 0, rest = 0;
  [[nodiscard]] double step() const { return count > 0 && rest > 0 ? outside / rest - inside / count : 0; }
};

Parted by_disc(const std::vector<Pixel>& pixels, cv::Point2d centre) {
  Parted parted;
  for (const Pixel& pixel : pixels) {
    const cv::Point2d off = pixel.place - centre;
    const bool within = off.dot(off) <= radius * radius;
    (within ? parted.inside : parted.outside) += pixel.light;
    ++(within ? parted.count : parted.rest);
  }
  return parted;
}

// How well a disc parts dark from light: the variance between the two (Otsu 1979); 0 when the disc is the lighter. A
// corner with lashes and shade is dark as well, but not as large as an iris.
double variance_between(const Parted& parted) {
  const double step = std::max(0.0, parted.step());
  return step * step * parted.count * parted.rest;
}

Result<Iris> iris_of(const View& view, const cv::Mat& lab, const Corners& lids) {
  const std::vector<Pixel> pixels = between_lids(view, lab, lids);
  if (pixels.size() < least_pixels) return cannot("check.why.eyes_small");
  constexpr double step = 0.02;           // widths of the eye
  constexpr int aside = 17, up_down = 2;  // steps from its middle; every other one up and down
  double most = 0;
  cv::Point2d best(0.5, 0);
  for (int x = -aside; x <= aside; ++x) {
    for (int y = -up_down; y <= up_down; ++y) {
      const cv::Point2d centre(0.5 + step * x, 2 * step * y);
      const double parted = variance_between(by_disc(pixels, centre));
      if (parted > most) most = parted, best = centre;
    }
  }
  const cv::Point2d width = lids[3] - lids[0];
  const cv::Point2d centre = lids[0] + width * best.x + cv::Point2d(-width.y, width.x) * best.y;
  return Iris{centre, 2 * (best.x - 0.5), by_disc(pixels, best).step()};
}

}  // namespace

Result<std::array<Iris, 2>> irises_between_lids(const Scene& scene) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const cv::Mat lab = TRY(scene.face_lab());
  return std::array{TRY(iris_of(view, lab, face.eye(true))), TRY(iris_of(view, lab, face.eye(false)))};
}

Result<std::array<Iris, 2>> irises_of(const Scene& scene, const AppliedRule& rule) {
  TRY(irises_seen(scene, rule.profile()));
  const domain::Rule* open = rule.profile().rule(FindingId("eyes.open"));
  const auto& eyes = scene.evidence().eyes;
  if (open != nullptr && eyes) {
    const double both = (static_cast<double>(eyes->open_left) + static_cast<double>(eyes->open_right)) / 2;
    if (domain::judge(both, open->band) == domain::Verdict::fail) return cannot("check.why.eyes_closed");
  }
  const auto irises = TRY(irises_between_lids(scene));
  if (std::min(irises[0].darker, irises[1].darker) <= 0) return cannot("check.why.eyes_small");
  return irises;
}

}  // namespace zhaojian::checks

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

std::vector<Pixel> between_lids(const View& view, const PartLab& lab, const Corners& lids) {
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
          {{from.dot(width) / squared, width.cross(from) / squared}, static_cast<double>(lab.at(at)[0])});
    }
  }
  return pixels;
}

struct Parted {
  double inside = 0, outside = 0;  // sums of L*
  double count = 0, rest = 0;      // pixels
  [[nodiscard]] double step() const { return count > 0 && rest > 0 ? outside / rest - inside / count : 0; }
};

constexpr double between = 0.02;        // widths of the eye from one centre that is tried to the next
constexpr int aside = 17, up_down = 2;  // of them from its middle; every other one up and down
constexpr int heights = 2 * up_down + 1;

double height_of(int i) { return 2 * (i - up_down) * between; }

// The discs of one place along the eye, at all heights. Without branches, and all heights at a time: the compiler makes
// vectors of them, and no sum waits for the one before.
std::array<Parted, heights> by_discs(const std::vector<Pixel>& pixels, double along) {
  constexpr int lanes = heights + 1;  // a whole number of vectors
  std::array<double, lanes> inside{}, outside{}, count{}, across{};
  for (int i = 0; i < heights; ++i) across[static_cast<std::size_t>(i)] = height_of(i);
  for (const Pixel& pixel : pixels) {
    const double x = pixel.place.x - along;
    for (std::size_t i = 0; i < lanes; ++i) {
      const double y = pixel.place.y - across[i];
      const bool within = x * x + y * y <= radius * radius;
      inside[i] += within ? pixel.light : 0.0;
      outside[i] += within ? 0.0 : pixel.light;
      count[i] += within ? 1.0 : 0.0;
    }
  }
  std::array<Parted, heights> parted;
  for (std::size_t i = 0; i < heights; ++i)
    parted[i] = {inside[i], outside[i], count[i], static_cast<double>(pixels.size()) - count[i]};
  return parted;
}

// How well a disc parts dark from light: the variance between the two (Otsu 1979); 0 when the disc is the lighter. A
// corner with lashes and shade is dark as well, but not as large as an iris.
double variance_between(const Parted& parted) {
  const double step = std::max(0.0, parted.step());
  return step * step * parted.count * parted.rest;
}

Result<Iris> iris_of(const View& view, const PartLab& lab, const Corners& lids) {
  const std::vector<Pixel> pixels = between_lids(view, lab, lids);
  if (pixels.size() < least_pixels) return cannot("check.why.eyes_small");
  double most = 0;
  cv::Point2d best(0.5, 0);
  Parted disc = by_discs(pixels, best.x)[up_down];
  for (int x = -aside; x <= aside; ++x) {
    const double along = 0.5 + between * x;
    const auto discs = by_discs(pixels, along);
    for (int i = 0; i < heights; ++i) {
      const Parted& here = discs[static_cast<std::size_t>(i)];
      const double parted = variance_between(here);
      if (parted > most) most = parted, best = {along, height_of(i)}, disc = here;
    }
  }
  const cv::Point2d width = lids[3] - lids[0];
  const cv::Point2d centre = lids[0] + width * best.x + cv::Point2d(-width.y, width.x) * best.y;
  return Iris{centre, 2 * (best.x - 0.5), disc.step()};
}

Result<std::array<Iris, 2>> found_between_lids(const Scene& scene) {
  const View view = TRY(scene.view());
  const Face face = TRY(scene.face());
  const PartLab lab = TRY(scene.face_lab());
  return std::array{TRY(iris_of(view, lab, face.eye(true))), TRY(iris_of(view, lab, face.eye(false)))};
}

}  // namespace

Result<std::array<Iris, 2>> irises_between_lids(const Scene& scene) {
  auto& known = scene.eye_answers().irises;
  if (!known) known = found_between_lids(scene);
  return *known;
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

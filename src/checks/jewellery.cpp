#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/face_samples.h"

// 99号 二.4: no earrings. A hint: what glints or is strongly coloured at the lobe; small studs are not seen. Necklaces
// are not looked for: collars and the chin's shadow draw the same lines on a neck.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Below the ear, in eye distances from the side of the face by the landmarks and below the eyes.
constexpr double inner = -0.05, outer = 0.35, lobe_top = 0.45, lobe_bottom = 1.05;
constexpr std::uint8_t surely_person = 250, wall_here = 64;
constexpr double like_wall = 25;                          // ΔE of a pixel that shows the wall
constexpr double spot_on_wall = 12, most_spots = 10;      // ΔE and percent: an even wall has no more
constexpr double off_edge = 14;                           // ΔE from what a soft edge may show
constexpr int hangs_out = 9;                              // pixels: twice as far as an earring hangs out of the outline
constexpr double most_at_border = 0.05;                   // share of what hangs there
constexpr double longest_thin = 0.12, most_oblong = 2.8;  // eye distances; times its breadth
constexpr double longest = 0.6, largest = 0.05;           // eye distances and square ones: a collar is larger
constexpr double stud = 0.01;                             // square eye distances: a square of a tenth

// How far from the middle the side of the face lies at a height, between its landmarks.
double side_at(const FaceSamples& samples, double y, int side) {
  constexpr std::size_t first = 1, last = 6;  // from beside the eye down to the jaw
  const Face& face = samples.face();
  const auto aside = [&](std::size_t i) { return side * (face.across_of(side < 0 ? i : 16 - i) - face.middle()); };
  const auto height = [&](std::size_t i) { return face.below_of(side < 0 ? i : 16 - i); };
  for (std::size_t i = first; i < last; ++i) {
    if (y > height(i + 1) || height(i + 1) <= height(i)) continue;
    const double share = std::clamp((y - height(i)) / (height(i + 1) - height(i)), 0.0, 1.0);
    return aside(i) + share * (aside(i + 1) - aside(i));
  }
  return face.half_width();
}

// The face narrows where the lobe hangs, and the lobe with it.
Corners lobe(const FaceSamples& samples, int side) {
  const Face& face = samples.face();
  const auto place = [&](double aside, double y) { return face.at(face.middle() + side * aside, y); };
  const double far = face.half_width() + outer;
  Corners corners{place(far, lobe_top), place(far, lobe_bottom)};
  constexpr int steps = 4;
  for (int i = 0; i <= steps; ++i) {
    const double y = lobe_bottom + (lobe_top - lobe_bottom) * i / steps;
    corners.push_back(place(side_at(samples, y, side) + inner, y));
  }
  return corners;
}

// What lies behind one ear.
struct Wall {
  cv::Vec3f colour;
  bool there = false, even = false;  // seen at all; of one colour, so that what hangs before it stands out
};

Wall wall_behind(const PartLab& lab, const Area& area, const cv::Mat& person) {
  const Area seen{area.box, area.mask & (person < wall_here)};
  const LabMedian median = median_lab(lab, seen);
  if (median.pixels == 0) return {};
  return {median.lab, true, percent_farther(lab, seen, median.lab, spot_on_wall) < most_spots};
}

// Pixels of what is as compact as an earring and ends within the area: skin that shines and a collar go on beyond it,
// and the lit rim of an ear is long and thin.
int hanging(const cv::Mat& glints, const cv::Mat& area, double eye_distance) {
  cv::Mat joined, labels, within;
  cv::dilate(glints, joined, cv::Mat::ones(3, 3, CV_8U));
  cv::erode(area, within, cv::Mat::ones(3, 3, CV_8U), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  const int count = cv::connectedComponents(joined, labels);
  int pixels = 0;
  for (int label = 1; label < count; ++label) {
    const cv::Mat here = (labels == label) & glints;
    const int size = cv::countNonZero(here);
    if (cv::countNonZero(here & ~within) > most_at_border * size) continue;
    const cv::Moments moments = cv::moments(here, true);
    const double half_sum = (moments.mu20 + moments.mu02) / 2;
    const double spread = std::hypot((moments.mu20 - moments.mu02) / 2, moments.mu11);
    // Of an even bar: standard deviations times the root of twelve.
    const double longer = std::sqrt(12 * (half_sum + spread) / size),
                 shorter = std::sqrt(12 * std::max(0.0, half_sum - spread) / size + 1);
    if (longer > longest * eye_distance || size > largest * eye_distance * eye_distance) continue;
    if (longer > longest_thin * eye_distance && longer > most_oblong * shorter) continue;
    pixels += size;
  }
  return pixels;
}

// Value: area of what glints, in percent of a square of a tenth of the eye distance, of both sides the larger. It
// glints when it is lighter than the skin by `lighter` and less colourful than `pale` of it, or more by `coloured`. Or,
// if it is more, the area of what the network for parts of a head takes for earrings, from `least_seen` on.
Result<Finding> ear(const Scene& scene, const AppliedRule& rule) {
  const double lighter = TRY(rule.parameter("lighter")), pale = TRY(rule.parameter("pale"));
  const double coloured = TRY(rule.parameter("coloured")), least_chroma = TRY(rule.parameter("least_chroma"));
  const double least_seen = TRY(rule.parameter("least_seen"));
  const View view = TRY(scene.view_with_person());
  const FaceSamples samples = TRY(FaceSamples::of(scene));
  const PartLab lab = TRY(scene.face_lab());
  const cv::Vec3f skin = TRY(scene.skin());
  if (chroma(skin) < least_chroma) return cannot("check.why.grey");
  const cv::Vec3f black(0, 0, 0);  // as hair in front of the wall
  const auto glints = [&](const cv::Vec3f& c) {
    const bool metal = static_cast<double>(c[0] - skin[0]) > lighter && chroma(c) < pale * chroma(skin);
    return metal || chroma(c) > chroma(skin) + coloured;
  };
  const Face& face = samples.face();
  double larger = 0;
  std::vector<domain::Mark> marks;
  for (const int side : {-1, 1}) {
    const Corners corners = lobe(samples, side);
    const Area area = area_of(view, std::array{corners});
    if (area.box.empty()) return cannot("check.why.face_hidden");
    const cv::Mat person = view.person(area.box);
    const Wall wall = wall_behind(lab, area, person);
    cv::Mat inside, near;  // the soft edge of the person is as pale as a pearl
    cv::erode(person, inside, cv::Mat::ones(5, 5, CV_8U));
    cv::dilate(person, near, cv::Mat::ones(hangs_out, hangs_out, CV_8U));
    cv::Mat found = cv::Mat::zeros(area.box.size(), CV_8U);
    for (int y = 0; y < area.box.height; ++y) {
      for (int x = 0; x < area.box.width; ++x) {
        if (area.mask.at<std::uint8_t>(y, x) == 0) continue;
        const cv::Vec3f c = lab.at(area.box.tl() + cv::Point(x, y));
        // A pale wall behind the ear, where the mask is too wide, glints no less than a pearl.
        if (!glints(c) || (wall.there && !farther(c, wall.colour, like_wall))) continue;
        const bool at_edge = inside.at<std::uint8_t>(y, x) < surely_person;
        if (at_edge && (!wall.even || near.at<std::uint8_t>(y, x) < wall_here)) continue;
        if (at_edge && std::min(off_mixture(c, wall.colour, skin), off_mixture(c, wall.colour, black)) < off_edge)
          continue;
        found.at<std::uint8_t>(y, x) = 255;
      }
    }
    const int count = hanging(found, area.mask, face.eye_distance);
    larger = std::max(larger, 100 * count * samples.pixel() * samples.pixel() / stud);
    marks.push_back(polygon(view, corners));
  }
  if (const auto parts = scene.head_parts()) {
    const double seen = 100 * parts->area(vision::Part::earring) / stud;
    if (seen >= least_seen) {
      larger = std::max(larger, seen);
      marks.push_back(box(view, parts->extent(vision::Part::earring, face)));
    }
  }
  Finding finding = rule.judged(larger);
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"access.ear", ear}};

}  // namespace

Check make_jewellery() { return check_of<lines>(); }

}  // namespace zhaojian::checks

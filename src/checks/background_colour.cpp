#include <algorithm>
#include <limits>

#include "checks/applied_rule.h"
#include "checks/scene.h"
#include "imaging/colour.h"

// 99号 二.1: light blue, white or light grey, near the reference values; evenly so.
namespace zhaojian::checks {
namespace {

using domain::Finding;

imaging::Lab as_lab(const cv::Vec3f& colour) { return {colour[0], colour[1], colour[2]}; }

imaging::Lab lab_of_reference(const domain::Rgb& colour) {
  return imaging::lab_of(imaging::Rgb{static_cast<std::uint8_t>(colour.r), static_cast<std::uint8_t>(colour.g),
                                      static_cast<std::uint8_t>(colour.b)});
}

// The allowed reference that is nearest to the colour, and how far it is.
struct Nearest {
  domain::Rgb reference;
  double distance = std::numeric_limits<double>::infinity();
};
Nearest nearest(const cv::Vec3f& colour, std::span<const domain::Rgb> allowed) {
  Nearest best;
  for (const domain::Rgb& reference : allowed) {
    const double distance = imaging::ciede2000(as_lab(colour), lab_of_reference(reference));
    if (distance < best.distance) best = {reference, distance};
  }
  return best;
}

// ΔE00 of every seen cell to `colour`.
std::vector<float> distances(const Cells& cells, const imaging::Lab& colour) {
  std::vector<float> values(cells.cells.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (cells.cells[i].seen) values[i] = static_cast<float>(imaging::ciede2000(as_lab(cells.cells[i].lab), colour));
  }
  return values;
}

double strongest(const AppliedRule& rule, double otherwise) {
  return rule.band().fail_max.value_or(rule.band().warn_max.value_or(otherwise));
}

// Value: ΔE00 between the background's median and the nearest allowed reference.
Result<Finding> colour(const Scene& scene, const AppliedRule& rule) {
  const Background background = TRY(scene.background(rule));
  const Nearest best = nearest(background.colour, rule.profile().backgrounds);
  Finding finding = rule.judged(best.distance);
  const imaging::Rgb seen = imaging::rgb_of(as_lab(background.colour));
  finding.why = "check.why.background";
  for (const int part : {int{seen.r}, int{seen.g}, int{seen.b}, best.reference.r, best.reference.g, best.reference.b}) {
    finding.why_values.push_back(std::to_string(part));
  }
  const Cells& cells = background.cells;
  finding.heat = heat_of(cells, distances(cells, lab_of_reference(best.reference)), 2 * strongest(rule, best.distance));
  return finding;
}

// Value: ΔE00 to the median which 95 % of the background's cells stay below.
Result<Finding> uniform(const Scene& scene, const AppliedRule& rule) {
  constexpr double most_cells = 0.95;
  const Background background = TRY(scene.background(rule));
  const Cells& cells = background.cells;
  const std::vector<float> values = distances(cells, as_lab(background.colour));
  std::vector<float> seen;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (cells.cells[i].seen) seen.push_back(values[i]);
  }
  if (seen.empty()) return cannot("check.why.no_background");
  const double spread = quantile(seen, most_cells);
  Finding finding = rule.judged(spread);
  finding.heat = heat_of(cells, values, 2 * strongest(rule, spread));
  return finding;
}

constexpr Line lines[] = {{"bg.colour", colour}, {"bg.uniform", uniform}};

}  // namespace

Check make_background_colour() { return check_of<lines>(); }

}  // namespace zhaojian::checks

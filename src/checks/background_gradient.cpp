#include <algorithm>
#include <cmath>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.1: no gradient in the background.
namespace zhaojian::checks {
namespace {

using domain::Finding;

constexpr int terms = 6;
constexpr int least_cells = 24;  // four for each term
using Terms = cv::Vec<double, terms>;

// A curved surface: 1, x, y, x², y², xy over -1…1. A plane would not see a vignette.
Terms terms_at(int column, int row) {
  const double x = 2.0 * (column + 0.5) / Cells::columns - 1, y = 2.0 * (row + 0.5) / Cells::rows - 1;
  return {1, x, y, x * x, y * y, x * y};
}

struct Place {
  Terms at;
  double lightness;
};

std::vector<Place> places_of(const Cells& cells) {
  std::vector<Place> places;
  for (int row = 0; row < Cells::rows; ++row) {
    for (int column = 0; column < Cells::columns; ++column) {
      const Cells::Cell& cell = cells.at(column, row);
      if (cell.seen) places.push_back({terms_at(column, row), static_cast<double>(cell.lab[0])});
    }
  }
  return places;
}

// Least squares with a trace of ridge: all cells in one row leave terms undetermined.
Terms fitted(const std::vector<Place>& places) {
  cv::Matx<double, terms, terms> normal = cv::Matx<double, terms, terms>::eye() * 1e-6;
  Terms right;
  for (const Place& place : places) {
    normal += place.at * place.at.t();
    right += place.at * place.lightness;
  }
  return normal.solve(right, cv::DECOMP_CHOLESKY);
}

// Value: range of L* over the background of the surface that fits it best.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const Background background = TRY(scene.background(rule));
  const Cells& cells = background.cells;
  const std::vector<Place> places = places_of(cells);
  if (places.size() < static_cast<std::size_t>(least_cells)) return cannot("check.why.no_background");
  const Terms surface = fitted(places);
  std::vector<float> levels(cells.cells.size());
  double least = surface.dot(places.front().at), most = least;
  for (int row = 0, i = 0; row < Cells::rows; ++row) {
    for (int column = 0; column < Cells::columns; ++column, ++i) {
      const double level = surface.dot(terms_at(column, row));
      levels[static_cast<std::size_t>(i)] = static_cast<float>(level);
      if (!cells.at(column, row).seen) continue;
      least = std::min(least, level);
      most = std::max(most, level);
    }
  }
  Finding finding = rule.judged(most - least);
  for (float& level : levels) level = static_cast<float>(most) - level;
  finding.heat = heat_of(cells, levels, 2 * rule.band().fail_max.value_or(most - least));
  return finding;
}

constexpr Line lines[] = {{"bg.gradient", measure}};

}  // namespace

Check make_background_gradient() { return check_of<lines>(); }

}  // namespace zhaojian::checks

#pragma once
#include "checks/lab.h"
#include "checks/view.h"

// The picture behind the person.
namespace zhaojian::checks {

// The background in cells: mean colour of each, or too few pixels to say.
struct Cells {
  static constexpr int columns = 24, rows = 32;
  struct Cell {
    cv::Vec3f lab;
    int pixels = 0;
    bool seen = false;  // half of the cell is background
  };
  std::vector<Cell> cells;  // row by row
  [[nodiscard]] const Cell& at(int column, int row) const {
    return cells[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
  }
};

struct Background {
  cv::Mat area;      // 255 surely background, as large as the view
  cv::Vec3f colour;  // median L*a*b*
  Cells cells;
};

// Background is what the mask calls so inside `inner`, farther than `margin` (share of the width) from the person.
// "check.why.no_background" when less than `least_share` of the picture is left. The view must have a mask.
[[nodiscard]] Result<Background> background_of(const View& view, const cv::Mat& lab, const cv::Rect& inner, double margin,
                                               double least_share);

// `value` of each seen cell, `strongest` or more shown as 255.
[[nodiscard]] domain::HeatMap heat_of(const Cells& cells, std::span<const float> values, double strongest);

}  // namespace zhaojian::checks

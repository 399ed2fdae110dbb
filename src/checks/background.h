#pragma once
#include "checks/applied_rule.h"
#include "checks/view.h"

// The picture behind the person.
namespace zhaojian::checks {

struct Background {
  cv::Mat area;      // 255 surely background, as large as the view
  cv::Mat lab;       // of the whole view
  cv::Vec3f colour;  // median L*a*b*
};

// Background is what the mask calls so, farther than the rule's `margin` (share of the width) from the person.
// "check.why.no_mask"; "check.why.no_background" when less than the rule's `least_share` of the picture is left.
[[nodiscard]] Result<Background> background_of(const View& view, const AppliedRule& rule);

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
[[nodiscard]] Cells cells_of(const Background& background);

// `value` of each seen cell, `strongest` or more shown as 255.
[[nodiscard]] domain::HeatMap heat_of(const Cells& cells, std::span<const float> values, double strongest);

}  // namespace zhaojian::checks

#include "checks/background.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/face.h"

namespace zhaojian::checks {
namespace {

constexpr double surely_background = 12;  // of 255: below this the mask has no doubt

}  // namespace

Result<Background> background_of(const View& view, const AppliedRule& rule) {
  const double margin = TRY(rule.parameter("margin"));
  const double least_share = TRY(rule.parameter("least_share"));
  if (view.person.empty()) return cannot("check.why.no_mask");
  Background background;
  cv::Mat person;
  cv::threshold(view.person, person, surely_background, 255, cv::THRESH_BINARY);
  const int reach = std::max(1, static_cast<int>(std::lround(margin * view.rgb.cols)));
  cv::dilate(person, person, cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
  cv::bitwise_not(person, background.area);
  const double share = static_cast<double>(cv::countNonZero(background.area)) / static_cast<double>(person.total());
  if (share < least_share) return cannot("check.why.no_background");
  background.lab = lab_of(view.rgb);
  background.colour = median_lab(background.lab, background.area).lab;
  return background;
}

Cells cells_of(const Background& background) {
  Cells cells;
  cells.cells.resize(static_cast<std::size_t>(Cells::columns) * Cells::rows);
  const cv::Mat& lab = background.lab;
  for (int y = 0; y < lab.rows; ++y) {
    for (int x = 0; x < lab.cols; ++x) {
      if (background.area.at<std::uint8_t>(y, x) == 0) continue;
      const int column = x * Cells::columns / lab.cols, row = y * Cells::rows / lab.rows;
      Cells::Cell& cell = cells.cells[static_cast<std::size_t>(row * Cells::columns + column)];
      cell.lab += lab.at<cv::Vec3f>(y, x);
      ++cell.pixels;
    }
  }
  const double whole = static_cast<double>(lab.total()) / (Cells::columns * Cells::rows);
  for (Cells::Cell& cell : cells.cells) {
    if (cell.pixels == 0) continue;
    cell.lab /= static_cast<float>(cell.pixels);
    cell.seen = cell.pixels >= whole / 2;
  }
  return cells;
}

domain::HeatMap heat_of(const Cells& cells, std::span<const float> values, double strongest) {
  domain::HeatMap heat{Cells::columns, Cells::rows, std::vector<std::uint8_t>(cells.cells.size())};
  for (std::size_t i = 0; i < values.size() && i < heat.cells.size(); ++i) {
    const double level = cells.cells[i].seen && strongest > 0 ? static_cast<double>(values[i]) / strongest * 255 : 0;
    heat.cells[i] = static_cast<std::uint8_t>(std::clamp(std::lround(level), 0L, 255L));
  }
  return heat;
}

}  // namespace zhaojian::checks

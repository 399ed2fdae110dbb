#include "checks/background.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"

namespace zhaojian::checks {
namespace {

constexpr double surely_background = 12;  // of 255: below this the mask has no doubt

Cells cells_of(const cv::Mat& lab, const cv::Mat& area) {
  Cells cells;
  cells.cells.resize(static_cast<std::size_t>(Cells::columns) * Cells::rows);
  const auto first_of = [&](int column) { return (column * lab.cols + Cells::columns - 1) / Cells::columns; };
  for (int y = 0; y < lab.rows; ++y) {
    const auto* chosen = area.ptr<std::uint8_t>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(y);
    Cells::Cell* row = &cells.cells[static_cast<std::size_t>(y * Cells::rows / lab.rows) * Cells::columns];
    for (int column = 0; column < Cells::columns; ++column) {
      Cells::Cell& cell = row[column];
      auto [light, red, yellow] = cell.lab.val;
      for (int x = first_of(column); x < first_of(column + 1); ++x) {
        if (chosen[x] == 0) continue;
        light += colours[x][0], red += colours[x][1], yellow += colours[x][2];
        ++cell.pixels;
      }
      cell.lab = {light, red, yellow};
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

}  // namespace

Result<Background> background_of(const View& view, const cv::Mat& lab, const cv::Rect& inner, double margin, double least_share) {
  Background background;
  cv::Mat person;
  cv::threshold(view.person, person, surely_background, 255, cv::THRESH_BINARY);
  const int reach = std::max(1, static_cast<int>(std::lround(margin * view.rgb.cols)));
  cv::dilate(person, person, cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
  background.area = cv::Mat::zeros(person.size(), CV_8U);
  const cv::Rect seen = view.inside(inner);
  cv::bitwise_not(person(seen), background.area(seen));
  const double share = static_cast<double>(cv::countNonZero(background.area)) / static_cast<double>(person.total());
  if (share < least_share) return cannot("check.why.no_background");
  background.colour = median_lab(lab, whole_area(background.area)).lab;
  background.cells = cells_of(lab, background.area);
  return background;
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

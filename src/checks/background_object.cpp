#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// 99号 二.1: no object or other person in the background.
namespace zhaojian::checks {
namespace {

using domain::Finding;

// Cells that differ from the background's colour by more than `like`.
cv::Mat unlike_cells(const Cells& cells, const cv::Vec3f& colour, double like) {
  cv::Mat found(Cells::rows, Cells::columns, CV_8U, cv::Scalar(0));
  for (int row = 0; row < Cells::rows; ++row) {
    for (int column = 0; column < Cells::columns; ++column) {
      const Cells::Cell& cell = cells.at(column, row);
      if (cell.seen && cv::norm(cell.lab - colour) > like) found.at<std::uint8_t>(row, column) = 255;
    }
  }
  return found;
}

// A gradient and a soft shadow change slowly from cell to cell; an object has an edge.
bool has_edge(const Cells& cells, const cv::Mat& labels, int label, double edge) {
  for (int row = 0; row < Cells::rows; ++row) {
    for (int column = 0; column < Cells::columns; ++column) {
      if (labels.at<int>(row, column) != label) continue;
      for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        const int x = column + dx, y = row + dy;
        if (x < 0 || y < 0 || x >= Cells::columns || y >= Cells::rows) continue;
        const Cells::Cell& other = cells.at(x, y);
        if (other.seen && cv::norm(other.lab - cells.at(column, row).lab) > edge) return true;
      }
    }
  }
  return false;
}

// Value: percent of the background that objects take up. Marks: a box around each.
Result<Finding> measure(const Scene& scene, const AppliedRule& rule) {
  const double like = TRY(rule.parameter("like_background")), edge = TRY(rule.parameter("edge"));
  const View view = TRY(scene.coarse_view_with_person());
  const Background background = TRY(scene.background(rule));
  const Cells& cells = background.cells;
  const cv::Mat found = unlike_cells(cells, background.colour, like);
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(found, labels, stats, centres, 4);
  const auto seen = std::ranges::count_if(cells.cells, &Cells::Cell::seen);
  if (seen == 0) return cannot("check.why.no_background");
  const double cell_width = static_cast<double>(view.rgb.cols) / Cells::columns;
  const double cell_height = static_cast<double>(view.rgb.rows) / Cells::rows;
  int taken = 0;
  std::vector<domain::Mark> marks;
  for (int i = 1; i < count; ++i) {
    if (!has_edge(cells, labels, i, edge)) continue;
    taken += stats.at<int>(i, cv::CC_STAT_AREA);
    marks.push_back(box(view, cv::Rect2d(stats.at<int>(i, cv::CC_STAT_LEFT) * cell_width,
                                         stats.at<int>(i, cv::CC_STAT_TOP) * cell_height,
                                         stats.at<int>(i, cv::CC_STAT_WIDTH) * cell_width,
                                         stats.at<int>(i, cv::CC_STAT_HEIGHT) * cell_height)));
  }
  Finding finding = rule.judged(100.0 * taken / static_cast<double>(seen));
  finding.marks = std::move(marks);
  return finding;
}

constexpr Line lines[] = {{"bg.object", measure}};

}  // namespace

Check make_background_object() { return check_of<lines>(); }

}  // namespace zhaojian::checks

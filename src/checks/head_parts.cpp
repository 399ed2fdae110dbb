#include "checks/head_parts.h"

#include <cmath>

#include "checks/applied_rule.h"

namespace zhaojian::checks {

Result<HeadParts> HeadParts::of(const vision::Evidence& evidence, const View& view, const Face& face) {
  if (!evidence.parts || evidence.parts->side <= 0) return cannot("check.why.no_parts");
  const vision::FaceParts& parts = *evidence.parts;
  HeadParts head;
  head.parts_ = &parts;
  head.step_ = static_cast<double>(parts.area.w) / parts.side / view.scale;
  head.corner_ = cv::Point2d(static_cast<double>(parts.area.x), static_cast<double>(parts.area.y)) / view.scale;
  head.cell_ = std::pow(head.step_ / face.eye_distance, 2);
  // Of each column of labels: whether it lies in the picture, and what it adds to a place's two coordinates.
  struct Column {
    bool seen;
    cv::Point2d adds;
  };
  std::vector<Column> columns;
  for (int column = 0; column < parts.side; ++column) {
    const double x = head.corner_.x + (column + 0.5) * head.step_, from = (x - face.eyes.x) / face.eye_distance;
    columns.push_back({x >= 0 && x < view.rgb.cols, {from * face.across.x, from * face.down.x}});
  }
  auto places = std::make_shared<Places>();
  for (int row = 0; row < parts.side; ++row) {
    const double y = head.corner_.y + (row + 0.5) * head.step_, from = (y - face.eyes.y) / face.eye_distance;
    if (y < 0 || y >= view.rgb.rows) continue;
    const cv::Point2d adds(from * face.across.y, from * face.down.y);
    for (int column = 0; column < parts.side; ++column) {
      const vision::Part part = parts.at(column, row);
      const Column& here = columns[static_cast<std::size_t>(column)];
      if (part == vision::Part::background || !here.seen) continue;  // a background has no place that is asked for
      (*places)[static_cast<std::size_t>(part)].push_back(
          {static_cast<float>(here.adds.x + adds.x), static_cast<float>(here.adds.y + adds.y)});
    }
  }
  head.places_ = std::move(places);
  return head;
}

vision::Part HeadParts::at(cv::Point2d pixel) const {
  const cv::Point2d from = (pixel - corner_) / step_;
  const int column = cvFloor(from.x), row = cvFloor(from.y);
  if (column < 0 || row < 0 || column >= parts_->side || row >= parts_->side) return vision::Part::background;
  return parts_->at(column, row);
}

Area HeadParts::area_of(vision::Part part, const View& view, const Face& face) const {
  const cv::Rect2d seen = extent(part, face);
  if (seen.empty()) return {};
  const cv::Point first(cvFloor(seen.x - step_), cvFloor(seen.y - step_)),
      last(cvCeil(seen.br().x + step_), cvCeil(seen.br().y + step_));
  const cv::Rect box = view.inside({first, last});
  Area area{box, cv::Mat::zeros(box.size(), CV_8U)};
  // As at() finds it, which asks anew at each pixel.
  std::vector<int> columns;
  for (int x = 0; x < box.width; ++x) columns.push_back(cvFloor((box.x + x + 0.5 - corner_.x) / step_));
  for (int y = 0; y < box.height; ++y) {
    const int row = cvFloor((box.y + y + 0.5 - corner_.y) / step_);
    if (row < 0 || row >= parts_->side) continue;
    auto* here = area.mask.ptr<std::uint8_t>(y);
    for (std::size_t x = 0; x < columns.size(); ++x) {
      const int column = columns[x];
      if (column >= 0 && column < parts_->side && parts_->at(column, row) == part) here[x] = 255;
    }
  }
  return area;
}

}  // namespace zhaojian::checks

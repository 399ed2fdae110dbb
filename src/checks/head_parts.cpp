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
  const cv::Rect2d picture(0, 0, view.rgb.cols, view.rgb.rows);
  auto places = std::make_shared<Places>();
  for (int row = 0; row < parts.side; ++row) {
    for (int column = 0; column < parts.side; ++column) {
      const cv::Point2d pixel = head.corner_ + cv::Point2d(column + 0.5, row + 0.5) * head.step_;
      if (!picture.contains(pixel)) continue;
      const cv::Point2d from = (pixel - face.eyes) / face.eye_distance;
      (*places)[static_cast<std::size_t>(parts.at(column, row))].push_back(
          {static_cast<float>(from.dot(face.across)), static_cast<float>(from.dot(face.down))});
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
  for (int y = 0; y < box.height; ++y) {
    for (int x = 0; x < box.width; ++x) {
      if (at({box.x + x + 0.5, box.y + y + 0.5}) == part) area.mask.at<std::uint8_t>(y, x) = 255;
    }
  }
  return area;
}

}  // namespace zhaojian::checks

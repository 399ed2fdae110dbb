#pragma once
#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "checks/face.h"
#include "checks/view.h"

// What the network for parts of a head sees (vision::FaceParts), in the face's own coordinates: see Face::at.
namespace zhaojian::checks {

class HeadParts {
 public:
  // Eye distances right of and below the middle of the eyes.
  struct Place {
    float x = 0, y = 0;
  };

  // Only what lies in the picture; `evidence` must outlive it. "check.why.no_parts" when the network has not answered.
  [[nodiscard]] static Result<HeadParts> of(const vision::Evidence& evidence, const View& view, const Face& face);

  // What lies there in the view; background where it is not known.
  [[nodiscard]] vision::Part at(cv::Point2d pixel) const;
  // Where a part, not the background, lies in the view; empty without one.
  [[nodiscard]] Area area_of(vision::Part part, const View& view, const Face& face) const;

  // Square eye distances of the part, not the background, where `here(place)` holds.
  template <class Here> [[nodiscard]] double area(vision::Part part, Here here) const {
    int count = 0;
    for (const Place& place : places(part)) count += here(place) ? 1 : 0;
    return count * cell_;
  }
  [[nodiscard]] double area(vision::Part part) const { return static_cast<double>(places(part).size()) * cell_; }
  // What holds that of the part in the view; empty when there is none.
  template <class Here> [[nodiscard]] cv::Rect2d extent(vision::Part part, const Face& face, Here here) const {
    constexpr double endless = std::numeric_limits<double>::infinity();
    double left = endless, right = -endless, top = endless, bottom = -endless;
    for (const Place& place : places(part)) {
      if (!here(place)) continue;
      const cv::Point2d pixel = face.at(static_cast<double>(place.x), static_cast<double>(place.y));
      left = std::min(left, pixel.x), right = std::max(right, pixel.x);
      top = std::min(top, pixel.y), bottom = std::max(bottom, pixel.y);
    }
    return left <= right ? cv::Rect2d(left, top, right + 1 - left, bottom + 1 - top) : cv::Rect2d();
  }
  [[nodiscard]] cv::Rect2d extent(vision::Part part, const Face& face) const {
    return extent(part, face, [](const Place&) { return true; });
  }

 private:
  using Places = std::array<std::vector<Place>, vision::part_count>;

  [[nodiscard]] const std::vector<Place>& places(vision::Part part) const {
    return (*places_)[static_cast<std::size_t>(part)];
  }

  const vision::FaceParts* parts_ = nullptr;  // of the evidence
  cv::Point2d corner_;                        // in the view, of the first label
  double step_ = 1;                           // view pixels from one label to the next
  std::shared_ptr<const Places> places_;      // of each part; shared by copies
  double cell_ = 0;                           // square eye distances each
};

}  // namespace zhaojian::checks

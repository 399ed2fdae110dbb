#pragma once
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "checks/face.h"
#include "checks/view.h"

// What the network for parts of a head sees (vision::FaceParts), in the face's own coordinates: see Face::at.
namespace zhaojian::checks {

class HeadParts {
 public:
  struct Place {
    float x = 0, y = 0;  // eye distances right of and below the middle of the eyes
    vision::Part part = vision::Part::background;
  };

  // Only what lies in the picture; `evidence` must outlive it. "check.why.no_parts" when the network has not answered.
  [[nodiscard]] static Result<HeadParts> of(const vision::Evidence& evidence, const View& view, const Face& face);

  // What lies there in the view; background where it is not known.
  [[nodiscard]] vision::Part at(cv::Point2d pixel) const;
  // Where a part lies in the view; empty without one.
  [[nodiscard]] Area area_of(vision::Part part, const View& view, const Face& face) const;

  // Square eye distances of the places for which `chosen(place)` holds.
  template <class Chosen> [[nodiscard]] double area(Chosen chosen) const {
    int count = 0;
    for (const Place& place : *places_) count += chosen(place) ? 1 : 0;
    return count * cell_;
  }
  // What holds them in the view; empty when there are none.
  template <class Chosen> [[nodiscard]] cv::Rect2d extent(const Face& face, Chosen chosen) const {
    cv::Rect2d all;
    for (const Place& place : *places_) {
      if (!chosen(place)) continue;
      const cv::Point2d pixel = face.at(static_cast<double>(place.x), static_cast<double>(place.y));
      all |= cv::Rect2d(pixel.x, pixel.y, 1, 1);
    }
    return all;
  }

 private:
  const vision::FaceParts* parts_ = nullptr;          // of the evidence
  cv::Point2d corner_;                                // in the view, of the first label
  double step_ = 1;                                   // view pixels from one label to the next
  std::shared_ptr<const std::vector<Place>> places_;  // shared by copies
  double cell_ = 0;                                   // square eye distances each
};

}  // namespace zhaojian::checks

#pragma once
#include <algorithm>
#include <cmath>
#include <optional>

#include "checks/applied_rule.h"
#include "checks/scene.h"

// What lies at a place of the face's own coordinates (see Face::at): skin, the background, or something else.
namespace zhaojian::checks {

enum class Place { outside, background, skin, other };

class FaceSamples {
 public:
  // Fails as Scene::view_with_person, Scene::face and Scene::skin.
  [[nodiscard]] static Result<FaceSamples> of(const Scene& scene) {
    return FaceSamples(TRY(scene.view_with_person()), TRY(scene.face()), TRY(scene.face_lab()), TRY(scene.skin()));
  }

  [[nodiscard]] const Face& face() const { return face_; }
  // One pixel in eye distances.
  [[nodiscard]] double pixel() const { return 1 / face_.eye_distance; }
  // L*a*b*; nothing outside the picture.
  [[nodiscard]] std::optional<cv::Vec3f> colour(double x, double y) const {
    const cv::Point2d place = face_.at(x, y);
    const cv::Point pixel(cvFloor(place.x), cvFloor(place.y));
    if (!pixel.inside(cv::Rect({}, view_.rgb.size()))) return std::nullopt;
    return lab_.at(pixel);
  }

  [[nodiscard]] Place at(double x, double y) const {
    const cv::Point2d place = face_.at(x, y);
    const cv::Point pixel(cvFloor(place.x), cvFloor(place.y));
    if (!pixel.inside(cv::Rect({}, view_.rgb.size()))) return Place::outside;
    if (view_.person.at<std::uint8_t>(pixel) < person_here) return Place::background;
    const cv::Vec3f colour = lab_.at(pixel);
    const bool like = colour[0] > skin_[0] - darker && colour[0] < skin_[0] + lighter &&
                      std::abs(colour[1] - skin_[1]) < redness && std::abs(colour[2] - skin_[2]) < yellowness;
    return like ? Place::skin : Place::other;
  }

 private:
  static constexpr std::uint8_t person_here = 128;
  static constexpr float darker = 22, lighter = 25, redness = 13, yellowness = 15;

  FaceSamples(View view, Face face, PartLab lab, cv::Vec3f skin)
      : view_(std::move(view)), face_(face), lab_(std::move(lab)), skin_(skin) {}

  View view_;
  Face face_;
  PartLab lab_;
  cv::Vec3f skin_;
};

}  // namespace zhaojian::checks

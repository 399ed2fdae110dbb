#pragma once
#include <optional>
#include <utility>

#include "checks/background.h"
#include "checks/border.h"
#include "checks/eyes.h"
#include "checks/face.h"
#include "checks/head_parts.h"
#include "checks/recognition.h"
#include "checks/registration.h"
#include "checks/view.h"

namespace zhaojian::checks {

class AppliedRule;

// A subject and what several checks work out of it, each thing once, when it is first asked for. The answers are copies
// that share their pixels. Belongs to one thread.
//
// Positions and the face are looked at in a view with its longer side at most 640 pixels, that of the standard's
// finished picture; what covers large areas in a coarse one of half that, at a quarter of the cost.
class Scene {
 public:
  static constexpr int fine_side = 640, coarse_side = 320;

  // `subject` must outlive the scene.
  explicit Scene(const Subject& subject) : subject_(subject) {}

  [[nodiscard]] const Subject& subject() const { return subject_; }
  [[nodiscard]] const vision::Evidence& evidence() const { return subject_.evidence; }
  // "check.why.no_picture".
  [[nodiscard]] Result<View> view() const;
  // The same with a mask; "check.why.no_mask".
  [[nodiscard]] Result<View> view_with_person() const;
  // Of the view, CV_8U.
  [[nodiscard]] Result<cv::Mat> grey() const;
  // See face_of(), in pixels of the view.
  [[nodiscard]] Result<Face> face() const;
  // Around the face; fails as face(), or with "check.why.no_parts".
  [[nodiscard]] Result<HeadParts> head_parts() const;
  // Colours of the view from the forehead to below the chin. Fails as face().
  [[nodiscard]] Result<PartLab> face_lab() const;
  // Median of cheeks and nose; "check.why.face_hidden" when too little of them is in the picture.
  [[nodiscard]] Result<cv::Vec3f> skin() const;

  // Of the view.
  [[nodiscard]] Result<Borders> borders() const;

  // By what the photo is recognised; "check.why.no_picture".
  [[nodiscard]] Result<PrintViews> print_views() const;

  // The capture over the view.
  [[nodiscard]] Result<Registration> registration() const;

  [[nodiscard]] Result<View> coarse_view() const;
  [[nodiscard]] Result<View> coarse_view_with_person() const;
  [[nodiscard]] Result<Face> coarse_face() const;
  [[nodiscard]] Result<cv::Mat> coarse_lab() const;  // all of it
  // Of the coarse view, with the rule's `margin` and `least_share`, inside what borders there are: one fault is told
  // once. See background_of().
  [[nodiscard]] Result<Background> background(const AppliedRule& rule) const;
  // Percent of that background whose colour is more than the rule's `like_background` (ΔE) from the background's.
  [[nodiscard]] Result<double> unevenness(const AppliedRule& rule) const;

  // What the functions about the eyes have answered; they fill it in.
  [[nodiscard]] EyeAnswers& eye_answers() const { return eye_answers_; }

 private:
  using Extent = std::pair<double, double>;  // margin, least share
  struct Uneven {
    Extent of;
    double like = 0, percent = 0;
  };

  const Subject& subject_;
  mutable std::optional<Result<View>> view_, coarse_view_;
  mutable std::optional<Result<Face>> face_, coarse_face_;
  mutable std::optional<Result<HeadParts>> head_parts_;
  mutable std::optional<cv::Mat> grey_, coarse_lab_;
  mutable std::optional<PartLab> face_lab_;
  mutable std::optional<Result<cv::Vec3f>> skin_;
  mutable std::optional<Borders> borders_;
  mutable std::optional<PrintViews> print_views_;
  mutable std::optional<Result<Registration>> registration_;
  mutable std::vector<std::pair<Extent, Result<Background>>> backgrounds_;
  mutable std::vector<Uneven> uneven_;
  mutable EyeAnswers eye_answers_;
};

}  // namespace zhaojian::checks

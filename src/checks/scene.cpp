#include "checks/scene.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "checks/applied_rule.h"

namespace zhaojian::checks {
namespace {

constexpr int least_skin = 60;  // pixels

Result<View> with_person(Result<View> view) {
  if (view && view->person.empty()) return cannot("check.why.no_mask");
  return view;
}

// Eye distances around the middle of the eyes that hold forehead, cheeks and chin, upright or not.
cv::Rect head_of(const View& view, const Face& face) {
  std::vector<cv::Point> corners;
  for (const cv::Point2d& corner : face.patch(-1.5, -1.2, 1.5, 2.2)) corners.emplace_back(corner);
  return view.inside(cv::boundingRect(corners));
}

}  // namespace

Result<View> Scene::view() const {
  if (!view_) view_ = view_of(subject_, fine_side);
  return *view_;
}

Result<View> Scene::view_with_person() const { return with_person(view()); }

Result<cv::Mat> Scene::grey() const {
  if (grey_) return *grey_;
  const View seen = TRY(view());
  cv::cvtColor(seen.rgb, grey_.emplace(), cv::COLOR_RGB2GRAY);
  return *grey_;
}

Result<Face> Scene::face() const {
  if (!face_) face_ = face_of(subject_.evidence, TRY(view()));
  return *face_;
}

Result<HeadParts> Scene::head_parts() const {
  if (!head_parts_) head_parts_ = HeadParts::of(subject_.evidence, TRY(view()), TRY(face()));
  return *head_parts_;
}

Result<PartLab> Scene::face_lab() const {
  if (face_lab_) return *face_lab_;
  const View seen = TRY(view());
  const cv::Rect head = head_of(seen, TRY(face()));
  face_lab_.emplace(lab_of(seen.rgb(head)), head, seen.rgb.size());
  return *face_lab_;
}

Result<cv::Vec3f> Scene::skin() const {
  if (skin_) return *skin_;
  const Face seen = TRY(face());
  const LabMedian median =
      median_lab(TRY(face_lab()), area_of(TRY(view()), std::array{seen.left_cheek(), seen.right_cheek(), seen.nose()}));
  skin_ = median.pixels < least_skin ? Result<cv::Vec3f>(cannot("check.why.face_hidden")) : median.lab;
  return *skin_;
}

Result<PrintViews> Scene::print_views() const {
  if (subject_.photo.pixels.empty()) return cannot("check.why.no_picture");
  if (!print_views_) print_views_ = views_of(subject_.photo.pixels, subject_.evidence);
  return *print_views_;
}

Result<Registration> Scene::registration() const {
  if (!registration_) registration_ = register_capture(subject_, TRY(view()), TRY(face()));
  return *registration_;
}

Result<View> Scene::coarse_view() const {
  if (!coarse_view_) coarse_view_ = view_of(subject_, coarse_side);
  return *coarse_view_;
}

Result<View> Scene::coarse_view_with_person() const { return with_person(coarse_view()); }

Result<Face> Scene::coarse_face() const {
  if (!coarse_face_) coarse_face_ = face_of(subject_.evidence, TRY(coarse_view()));
  return *coarse_face_;
}

Result<cv::Mat> Scene::coarse_lab() const {
  if (!coarse_lab_) coarse_lab_ = lab_of(TRY(coarse_view()).rgb);
  return *coarse_lab_;
}

Result<Borders> Scene::borders() const {
  if (!borders_) borders_ = borders_of(TRY(view()).rgb);
  return *borders_;
}

Result<Background> Scene::background(const AppliedRule& rule) const {
  const Extent extent{TRY(rule.parameter("margin")), TRY(rule.parameter("least_share"))};
  for (const auto& [known, background] : backgrounds_) {
    if (known == extent) return background;
  }
  const View seen = TRY(coarse_view_with_person());
  const Borders borders = TRY(this->borders());
  const double by = TRY(view()).scale / seen.scale;
  constexpr int blurred = 2;  // pixels over which the edge of a border runs into the picture
  const auto cut = [&](int width) { return width > 0 ? static_cast<int>(std::ceil(width * by)) + blurred : 0; };
  const cv::Rect inner(cut(borders.left), cut(borders.top), seen.rgb.cols - cut(borders.left) - cut(borders.right),
                       seen.rgb.rows - cut(borders.top) - cut(borders.bottom));
  backgrounds_.emplace_back(extent, background_of(seen, TRY(coarse_lab()), inner, extent.first, extent.second));
  return backgrounds_.back().second;
}

Result<double> Scene::unevenness(const AppliedRule& rule) const {
  const Extent extent{TRY(rule.parameter("margin")), TRY(rule.parameter("least_share"))};
  const double like = TRY(rule.parameter("like_background"));
  for (const Uneven& known : uneven_) {
    if (known.of == extent && known.like == like) return known.percent;
  }
  const Background background = TRY(this->background(rule));
  const double percent = percent_farther(TRY(coarse_lab()), whole_area(background.area), background.colour, like);
  uneven_.push_back({extent, like, percent});
  return uneven_.back().percent;
}

}  // namespace zhaojian::checks

#pragma once
#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <span>
#include <utility>
#include <vector>

// Colours of many pixels at once.
namespace zhaojian::checks {

// CIE L*a*b* (D65) of 8-bit sRGB, CV_32FC3. Within 0.05 of imaging::lab_of, a hundred times as fast.
[[nodiscard]] cv::Mat lab_of(const cv::Mat& rgb);
void lab_into(const cv::Mat& rgb, cv::Mat lab);  // of the same size

[[nodiscard]] inline double chroma(const cv::Vec3f& lab) {
  const double a = lab[1], b = lab[2];
  return std::sqrt(a * a + b * b);
}

// ΔE (1976) of two colours, squared. Number by number: several at once would have to wait for each other.
[[nodiscard]] inline double apart_squared(const cv::Vec3f& a, const cv::Vec3f& b) {
  const float l = a[0] - b[0], u = a[1] - b[1], v = a[2] - b[2];
  return static_cast<double>(l * l + u * u + v * v);
}

// Every mixture of two colours: a soft edge between the two shows mixtures only.
class Mixtures {
 public:
  Mixtures(const cv::Vec3f& one, const cv::Vec3f& other)
      : one_(one), along_(other - one), squared_(along_.dot(along_)) {}

  // How far (ΔE) a colour lies from the nearest of them, and that squared.
  [[nodiscard]] double off(const cv::Vec3f& colour) const { return std::sqrt(off_squared(colour)); }
  [[nodiscard]] double off_squared(const cv::Vec3f& colour) const {
    const float l = colour[0] - one_[0], u = colour[1] - one_[1], v = colour[2] - one_[2];
    const double along = static_cast<double>(l * along_[0] + u * along_[1] + v * along_[2]);
    const auto share = static_cast<float>(squared_ > 0 ? std::clamp(along / squared_, 0.0, 1.0) : 0);
    const float l_off = l - along_[0] * share, u_off = u - along_[1] * share, v_off = v - along_[2] * share;
    return static_cast<double>(l_off * l_off + u_off * u_off + v_off * v_off);
  }

 private:
  cv::Vec3f one_, along_;
  double squared_;
};

[[nodiscard]] inline double off_mixture(const cv::Vec3f& colour, const cv::Vec3f& one, const cv::Vec3f& other) {
  return Mixtures(one, other).off(colour);
}

// ΔE (1976) of two colours is more than `limit`.
[[nodiscard]] inline bool farther(const cv::Vec3f& a, const cv::Vec3f& b, double limit) {
  return apart_squared(a, b) > limit * limit;
}

// Some pixels of a picture.
struct Area {
  cv::Rect box;  // inside the picture
  cv::Mat mask;  // CV_8U of the box's size: not 0 where a pixel belongs to the area
};
[[nodiscard]] inline Area whole_area(const cv::Mat& mask) { return {cv::Rect({}, mask.size()), mask}; }
// What of an area does not belong to the other; writes to its mask.
[[nodiscard]] inline Area without(Area area, const Area& part) {
  const cv::Rect shared = area.box & part.box;
  if (!shared.empty()) area.mask(shared - area.box.tl()).setTo(0, part.mask(shared - part.box.tl()));
  return area;
}

// The median of each of L*, a*, b*: neither a mole nor a strand of hair moves it. Of a large area every few pixels.
struct LabMedian {
  cv::Vec3f lab;
  int pixels = 0;  // of the area
};
[[nodiscard]] LabMedian median_lab(const cv::Mat& lab, const Area& area);

// Percent of the area's pixels whose colour is what `is` asks for; 0 of nothing.
template <class Predicate> [[nodiscard]] double percent_of(const cv::Mat& lab, const Area& area, Predicate is) {
  int all = 0, found = 0;
  for (int y = 0; y < area.mask.rows; ++y) {
    const auto* chosen = area.mask.ptr<unsigned char>(y);
    const auto* colours = lab.ptr<cv::Vec3f>(area.box.y + y) + area.box.x;
    for (int x = 0; x < area.mask.cols; ++x) {
      if (chosen[x] == 0) continue;
      ++all;
      if (is(colours[x])) ++found;
    }
  }
  return all > 0 ? 100.0 * found / all : 0;
}

// Percent of the area's pixels whose colour is more than `limit` (ΔE) from another; 0 of nothing.
[[nodiscard]] double percent_farther(const cv::Mat& lab, const Area& area, const cv::Vec3f& colour, double limit);

// Colours of a part of a picture, looked up at the places of the whole; black elsewhere.
class PartLab {
 public:
  // `lab`: CV_32FC3, of `part`, which lies inside the picture.
  PartLab(cv::Mat lab, const cv::Rect& part, cv::Size picture) : lab_(std::move(lab)), part_(part), picture_(picture) {}

  [[nodiscard]] cv::Size size() const { return picture_; }
  [[nodiscard]] cv::Vec3f at(cv::Point pixel) const {
    return pixel.inside(part_) ? lab_.at<cv::Vec3f>(pixel - part_.tl()) : cv::Vec3f();
  }
  // CV_32FC3, of the box; not to be written to.
  [[nodiscard]] cv::Mat in(const cv::Rect& box) const;

 private:
  cv::Mat lab_;
  cv::Rect part_;
  cv::Size picture_;
};

[[nodiscard]] inline LabMedian median_lab(const PartLab& lab, const Area& area) {
  return median_lab(lab.in(area.box), whole_area(area.mask));
}
template <class Predicate> [[nodiscard]] double percent_of(const PartLab& lab, const Area& area, Predicate is) {
  return percent_of(lab.in(area.box), whole_area(area.mask), is);
}

[[nodiscard]] inline double percent_farther(const PartLab& lab, const Area& area, const cv::Vec3f& colour,
                                            double limit) {
  return percent_farther(lab.in(area.box), whole_area(area.mask), colour, limit);
}

// The value below which `share` (0…1) of the values lie; the list must not be empty and may be reordered.
[[nodiscard]] float quantile(std::vector<float>& values, double share);

}  // namespace zhaojian::checks

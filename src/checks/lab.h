#pragma once
#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <span>
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

// Every mixture of two colours: a soft edge between the two shows mixtures only.
class Mixtures {
 public:
  Mixtures(const cv::Vec3f& one, const cv::Vec3f& other)
      : one_(one), along_(other - one), squared_(along_.dot(along_)) {}

  // How far (ΔE) a colour lies from the nearest of them.
  [[nodiscard]] double off(const cv::Vec3f& colour) const {
    const double share = squared_ > 0 ? (colour - one_).dot(along_) / squared_ : 0;
    return cv::norm(colour - (one_ + along_ * static_cast<float>(std::clamp(share, 0.0, 1.0))));
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
  const float l = a[0] - b[0], u = a[1] - b[1], v = a[2] - b[2];
  return static_cast<double>(l * l + u * u + v * v) > limit * limit;
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

// The value below which `share` (0…1) of the values lie; the list must not be empty and may be reordered.
[[nodiscard]] float quantile(std::vector<float>& values, double share);

}  // namespace zhaojian::checks

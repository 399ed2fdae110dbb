#include <cmath>
#include <opencv2/imgproc.hpp>

#include "samples/canvas.h"

// Light and colour, changed as a camera would: in linear light, before the tone curve.
namespace zhaojian::samples {
namespace {

constexpr double gamma_of_srgb = 2.2;

// Each channel's linear light times its gain where `where` is 1.
Result<Bytes> exposed(const Original& original, const cv::Vec3d& gains, const cv::Mat& where) {
  cv::Mat rgb = canvas_of(original), changed = rgb.clone();
  cv::Vec3d factors;
  for (int c = 0; c < 3; ++c) factors[c] = std::pow(gains[c], 1 / gamma_of_srgb);
  changed.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int*) {
    for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<std::uint8_t>(pixel[c] * factors[c]);
  });
  blend_in(rgb, where, changed);
  return saved(rgb, original);
}

cv::Mat everywhere(const Original& original) {
  return {original.pixels.height, original.pixels.width, CV_32F, cv::Scalar(1)};
}

// As after the background was replaced: the light on the person alone.
Result<Bytes> person_exposed(const Original& original, const cv::Vec3d& gains) {
  return exposed(original, gains, person_of(original));
}

// One side of the person in the shade, softly across the nose.
Result<Bytes> half_dark(const Original& original, double gain, bool left) {
  cv::Mat where = person_of(original);
  const double nose = middle(original, 27, 30).x, soft = face_width(original) * 0.12;
  for (int x = 0; x < where.cols; ++x) {
    const double side = (left ? nose - x : x - nose) / soft;
    where.col(x) *= 1 / (1 + std::exp(-side * 2));
  }
  return exposed(original, {gain, gain, gain}, where);
}

Result<Bytes> pale(const Original& original, double left) {
  cv::Mat rgb = canvas_of(original), grey;
  cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2RGB);
  cv::addWeighted(rgb, left, grey, 1 - left, 0, rgb);
  return saved(rgb, original);
}

constexpr Recipe recipes_of_light[] = {
    {"made_underexposed", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {0.22, 0.22, 0.22});
     }},
    {"made_underexposed", Source::submission,
     [](const Original& o) {
       return exposed(o, {0.15, 0.15, 0.15}, everywhere(o));
     }},
    {"made_overexposed", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {2.6, 2.6, 2.6});
     }},
    {"made_overexposed", Source::submission,
     [](const Original& o) {
       return exposed(o, {3.2, 3.2, 3.2}, everywhere(o));
     }},
    {"made_half_shadow", Source::submission, [](const Original& o) { return half_dark(o, 0.35, true); }},
    {"made_half_shadow", Source::submission, [](const Original& o) { return half_dark(o, 0.45, false); }},
    {"made_colour_cast", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {0.75, 1.05, 2.0});
     }},
    {"made_colour_cast", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {0.7, 1.35, 0.7});
     }},
    {"made_colour_cast", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {1.35, 0.6, 1.0});
     }},
    {"made_grey", Source::submission, [](const Original& o) { return pale(o, 0); }},
    {"made_grey", Source::submission, [](const Original& o) { return pale(o, 0.12); }},
    {"made_little_brighter", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {1.05, 1.05, 1.05});
     }},
    {"made_little_darker", Source::submission,
     [](const Original& o) {
       return person_exposed(o, {0.9, 0.9, 0.9});
     }},
};

}  // namespace

std::span<const Recipe> light_recipes() { return recipes_of_light; }

}  // namespace zhaojian::samples

#include "imaging/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace zhaojian::imaging {
namespace {

// White point D65, 2°: the row sums of the sRGB matrix below.
constexpr double white_x = 0.95047, white_y = 1.0, white_z = 1.08883;
constexpr double epsilon = 216.0 / 24389.0, kappa = 24389.0 / 27.0;  // CIE's exact fractions

double curve(double t) { return t > epsilon ? std::cbrt(t) : (kappa * t + 16) / 116; }
double inverse_curve(double f) { return f * f * f > epsilon ? f * f * f : (116 * f - 16) / kappa; }

double exact_linear(double value) {
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

const std::array<double, 256>& linear_table() {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = exact_linear(static_cast<double>(i) / 255);
    return values;
  }();
  return table;
}

constexpr double degree = std::numbers::pi / 180;

double hue(double a, double b) {  // degrees, 0 ≤ h < 360
  if (a == 0 && b == 0) return 0;
  const double h = std::atan2(b, a) / degree;
  return h < 0 ? h + 360 : h;
}

// Sharma et al. 2005, equations 10 and 14: difference and mean of two hues round the circle.
double hue_difference(double h1, double h2) {
  const double d = h2 - h1;
  return d > 180 ? d - 360 : d < -180 ? d + 360 : d;
}
double hue_mean(double h1, double h2) {
  if (std::abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

double power7_share(double chroma) {  // sqrt(C^7 / (C^7 + 25^7))
  const double c7 = std::pow(chroma, 7);
  return std::sqrt(c7 / (c7 + 6103515625.0));
}

}  // namespace

double linear_of(std::uint8_t srgb) { return linear_table()[srgb]; }

std::uint8_t srgb_of(double linear) {
  const double light = std::clamp(linear, 0.0, 1.0);
  const double value = light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(value * 255));
}

LinearRgb linear_of(const Rgb& colour) { return {linear_of(colour.r), linear_of(colour.g), linear_of(colour.b)}; }

Lab lab_of(const LinearRgb& light) {
  const double x = 0.4124564 * light.r + 0.3575761 * light.g + 0.1804375 * light.b;
  const double y = 0.2126729 * light.r + 0.7151522 * light.g + 0.0721750 * light.b;
  const double z = 0.0193339 * light.r + 0.1191920 * light.g + 0.9503041 * light.b;
  const double fx = curve(x / white_x), fy = curve(y / white_y), fz = curve(z / white_z);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

Lab lab_of(const Rgb& colour) { return lab_of(linear_of(colour)); }

LinearRgb linear_of(const Lab& lab) {
  const double fy = (lab.l + 16) / 116;
  const double x = white_x * inverse_curve(fy + lab.a / 500);
  const double y = white_y * inverse_curve(fy);
  const double z = white_z * inverse_curve(fy - lab.b / 200);
  return {3.2404542 * x - 1.5371385 * y - 0.4985314 * z, -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
          0.0556434 * x - 0.2040259 * y + 1.0572252 * z};
}

Rgb rgb_of(const Lab& lab) {
  const LinearRgb light = linear_of(lab);
  return {srgb_of(light.r), srgb_of(light.g), srgb_of(light.b)};
}

double ciede2000(const Lab& first, const Lab& second) {
  const double mean_chroma = (std::hypot(first.a, first.b) + std::hypot(second.a, second.b)) / 2;
  const double stretch = 1.5 - 0.5 * power7_share(mean_chroma);  // 1 + G
  const double a1 = first.a * stretch, a2 = second.a * stretch;
  const double c1 = std::hypot(a1, first.b), c2 = std::hypot(a2, second.b);
  const double h1 = hue(a1, first.b), h2 = hue(a2, second.b);
  const bool grey = c1 * c2 == 0;

  const double dl = second.l - first.l, dc = c2 - c1;
  const double dh = grey ? 0 : 2 * std::sqrt(c1 * c2) * std::sin(hue_difference(h1, h2) / 2 * degree);
  const double l = (first.l + second.l) / 2, c = (c1 + c2) / 2;
  const double h = grey ? h1 + h2 : hue_mean(h1, h2);

  const double t = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree) +
                   0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
  const double l50 = (l - 50) * (l - 50);
  const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  const double turn = (h - 275) / 25;
  const double rt = -std::sin(60 * std::exp(-turn * turn) * degree) * 2 * power7_share(c);
  const double x = dl / sl, y = dc / sc, z = dh / sh;
  return std::sqrt(x * x + y * y + z * z + rt * y * z);
}

double ciede1976(const Lab& first, const Lab& second) {
  return std::hypot(first.l - second.l, first.a - second.a, first.b - second.b);
}

}  // namespace zhaojian::imaging

#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include "imaging/photo.h"

// Pictures drawn for tests: nobody's face. Link zj_imaging only for what is done with them; drawing needs nothing.
//   a_portrait(480, 640)                      head and shoulders on light blue, with a little noise
//   a_portrait(480, 640, {.seed = 7})         another one
//   a_gradient(300, 200)   a_plain(16, 16, r, g, b)
namespace zhaojian::support {

struct PortraitLook {
  unsigned seed = 1;         // noise, hair and clothes
  double noise = 2.0;        // standard deviation, in levels
  double head_top = 0.125;   // of the height
  double face_width = 0.5;   // of the width
  bool eyes_open = true;
};

inline imaging::Pixels a_plain(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  imaging::Pixels pixels{width, height, {}};
  pixels.rgb.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (std::size_t i = 0; i < pixels.rgb.size(); i += 3) {
    pixels.rgb[i] = r;
    pixels.rgb[i + 1] = g;
    pixels.rgb[i + 2] = b;
  }
  return pixels;
}

// Red grows to the right, green downwards, blue is constant: no two mirror images or turns of it are alike.
inline imaging::Pixels a_gradient(int width, int height) {
  imaging::Pixels pixels = a_plain(width, height, 0, 0, 90);
  std::size_t at = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x, at += 3) {
      pixels.rgb[at] = static_cast<std::uint8_t>(x * 255 / std::max(1, width - 1));
      pixels.rgb[at + 1] = static_cast<std::uint8_t>(y * 180 / std::max(1, height - 1));
    }
  }
  return pixels;
}

namespace portrait {

struct Paint {
  double r, g, b;
};

// How far (x, y) is inside an ellipse: above 0 inside, 1 at its centre.
inline double inside(double x, double y, double cx, double cy, double rx, double ry) {
  return 1 - std::hypot((x - cx) / rx, (y - cy) / ry);
}

// The colour at (x, y) in heights of the picture; x counts from the middle.
inline Paint colour_at(double x, double y, const PortraitLook& look, const Paint& hair, const Paint& coat) {
  const double half = look.face_width * 0.75 / 2, top = look.head_top;  // 0.75: width over height
  const double eyes = top + half * 1.25, mouth = top + half * 2.15, middle = top + half * 1.4;
  Paint paint{100, 197, 255};
  if (inside(x, y, 0, 1.02, 0.42, 0.30) > 0) paint = coat;
  if (std::abs(x) < half * 0.55 && y > mouth && y < top + half * 3.4) paint = {205, 160, 138};
  if (inside(x, y, 0, middle - half * 0.25, half * 1.12, half * 1.15) > 0) paint = hair;
  const double face = inside(x, y, 0, middle, half, half * 1.3);
  if (face > 0 && y > top + half * 0.45) {
    const double light = 0.86 + 0.14 * std::min(1.0, face * 2) - 0.05 * x / half;
    paint = {232 * light, 190 * light, 168 * light};
  }
  for (const double side : {-1.0, 1.0}) {
    const double ex = side * half * 0.45;
    if (std::abs(x - ex) < half * 0.24 && std::abs(y - (eyes - half * 0.22)) < half * 0.035) paint = hair;
    if (inside(x, y, ex, eyes, half * 0.2, look.eyes_open ? half * 0.09 : half * 0.02) > 0) paint = {245, 245, 245};
    if (inside(x, y, ex, eyes, half * 0.09, look.eyes_open ? half * 0.09 : half * 0.02) > 0) paint = {40, 26, 20};
  }
  if (std::abs(x) < half * 0.06 && y > eyes && y < mouth - half * 0.3) paint = {212, 166, 146};
  if (inside(x, y, 0, mouth, half * 0.34, half * 0.09) > 0) paint = {178, 84, 84};
  return paint;
}

}  // namespace portrait

inline imaging::Pixels a_portrait(int width, int height, const PortraitLook& look = {}) {
  std::mt19937 random(look.seed);
  std::uniform_real_distribution<double> shade(10, 70), cloth(20, 200);
  std::normal_distribution<double> noise(0, std::max(1e-6, look.noise));
  const portrait::Paint hair{shade(random), shade(random) * 0.7, shade(random) * 0.6};
  const portrait::Paint coat{cloth(random), cloth(random), cloth(random) * 0.6};
  imaging::Pixels pixels = a_plain(width, height, 0, 0, 0);
  std::size_t at = 0;
  const auto level = [&](double value, double grain) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value + grain), 0L, 255L));
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x, at += 3) {
      const double across = (x + 0.5 - width / 2.0) / height, down = (y + 0.5) / height;
      const portrait::Paint paint = portrait::colour_at(across, down, look, hair, coat);
      const double grain = look.noise > 0 ? noise(random) : 0;
      pixels.rgb[at] = level(paint.r, grain);
      pixels.rgb[at + 1] = level(paint.g, grain);
      pixels.rgb[at + 2] = level(paint.b, grain);
    }
  }
  return pixels;
}

}  // namespace zhaojian::support

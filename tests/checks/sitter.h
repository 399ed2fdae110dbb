#pragma once
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

#include "imaging/photo.h"
#include "vision/evidence.h"

// A drawn person whose networks saw everything: pixels, mask and landmarks come from the same shapes. Lengths inside
// the figure are in distances between the eyes, from their middle: x to the image right, y down.
namespace zhaojian::checks::test {

struct Paint {
  double r = 0, g = 0, b = 0;
};

struct Sitter {
  int width = 480, height = 640;
  double eye_x = 240, eye_y = 250, eye_distance = 86;  // where the figure stands
  double lean = 0;                                     // degrees the shoulders drop to the image right
  Paint background{100, 197, 255}, skin{226, 180, 152}, hair{35, 28, 26}, clothes{60, 62, 70}, lips{190, 100, 98};
  // Over the crown; instead of what is behind a lens; half over it.
  std::optional<Paint> hat = std::nullopt, lens = std::nullopt, clear_lens = std::nullopt;
  bool fringe = false;                     // down to the eyes
  bool left_ear = true, right_ear = true;  // bare, in front of the hair
  bool long_hair = false;                  // falls over the ears to the shoulders
  double mouth_gap = 0;                    // dark between the lips
  double light_left = 1, light_right = 1;  // on either half of the figure
  double shade_beside = 0;                 // levels taken off the background beside the head
  double shade_down = 0;                   // and towards the lower border

  [[nodiscard]] vision::Point at(double x, double y) const {
    return {static_cast<float>(eye_x + x * eye_distance), static_cast<float>(eye_y + y * eye_distance)};
  }
};

inline double inside(double x, double y, double cx, double cy, double rx, double ry) {
  return 1 - std::hypot((x - cx) / rx, (y - cy) / ry);
}

inline bool is_hair(double x, double y) { return inside(x, y, 0, -0.35, 1.32, 1.75) > 0 && y < 0.6; }
inline bool is_face(double x, double y) { return y > -0.9 && inside(x, y, 0, 0.5, 1.2, 1.35) > 0; }
inline bool is_body(const Sitter& s, double x, double y) {
  const double level = y - std::tan(s.lean * M_PI / 180) * x;
  const double aside = std::abs(x);
  return (aside < 0.6 && y > 1.4 && y < 2.6) || (aside < 2.75 && level > 2.2 + 0.1 * aside * aside);
}

// Background stays unset.
inline std::optional<Paint> figure_at(const Sitter& s, double x, double y) {
  std::optional<Paint> paint;
  if (is_body(s, x, y)) paint = std::abs(x) < 0.55 && y < 2.35 ? s.skin : s.clothes;
  if (is_hair(x, y)) paint = s.hat && y < -0.9 ? *s.hat : s.hair;
  if ((x < 0 ? s.left_ear : s.right_ear) && inside(std::abs(x), y, 1.3, 0.35, 0.14, 0.3) > 0) paint = s.skin;
  if (s.long_hair && std::abs(x) > 1.1 && std::abs(x) < 1.7 && y > -0.6 && y < 2) paint = s.hair;
  if (is_face(x, y)) {
    paint = s.skin;
    const double aside = std::abs(x);
    if (aside > 0.25 && aside < 0.8 && std::abs(y + 0.36) < 0.04) paint = s.hair;
    if (inside(aside, y, 0.5, 0, 0.18, 0.08) > 0) paint = Paint{236, 236, 236};
    if (inside(aside, y, 0.5, 0, 0.07, 0.08) > 0) paint = Paint{36, 24, 20};
    if (inside(x, y, 0, 1.215, 0.35, 0.115) > 0) paint = s.lips;
    if (s.mouth_gap > 0 && inside(x, y, 0, 1.215, 0.3, s.mouth_gap / 2) > 0) paint = Paint{20, 18, 18};
    const bool behind_lens = std::max(std::abs(aside - 0.5) / 0.4, std::abs(y - 0.05) / 0.38) < 1;
    if (behind_lens && s.lens) paint = s.lens;
    if (behind_lens && s.clear_lens) {
      paint =
          Paint{(paint->r + s.clear_lens->r) / 2, (paint->g + s.clear_lens->g) / 2, (paint->b + s.clear_lens->b) / 2};
    }
    if (s.fringe && y < 0.1) paint = s.hair;
  }
  return paint;
}

inline imaging::Pixels pixels_of(const Sitter& s) {
  imaging::Pixels pixels{s.width, s.height, {}};
  const auto put = [&](double level) {
    pixels.rgb.push_back(static_cast<std::uint8_t>(std::clamp(std::lround(level), 0L, 255L)));
  };
  for (int row = 0; row < s.height; ++row) {
    for (int column = 0; column < s.width; ++column) {
      const double x = (column + 0.5 - s.eye_x) / s.eye_distance, y = (row + 0.5 - s.eye_y) / s.eye_distance;
      const auto paint = figure_at(s, x, y);
      const double light = x < 0 ? s.light_left : s.light_right;
      const bool beside = x > 0 && x < 2.2 && y < 1.6;
      const double shade = (beside ? s.shade_beside : 0) + s.shade_down * row / s.height;
      const Paint shown = paint ? Paint{paint->r * light, paint->g * light, paint->b * light}
                                : Paint{s.background.r - shade, s.background.g - shade, s.background.b - shade};
      put(shown.r);
      put(shown.g);
      put(shown.b);
    }
  }
  return pixels;
}

inline vision::PersonMask mask_of(const Sitter& s) {
  vision::PersonMask mask{s.width, s.height, {}};
  for (int row = 0; row < s.height; ++row) {
    for (int column = 0; column < s.width; ++column) {
      const double x = (column + 0.5 - s.eye_x) / s.eye_distance, y = (row + 0.5 - s.eye_y) / s.eye_distance;
      mask.alpha.push_back(figure_at(s, x, y) ? 255 : 0);
    }
  }
  return mask;
}

inline vision::Landmarks landmarks_of(const Sitter& s) {
  constexpr double rest[][2] = {
      {-.85, -.36}, {-.7, -.4},  {-.55, -.4}, {-.4, -.4},  {-.25, -.36}, {.25, -.36},  {.4, -.4},  {.55, -.4},
      {.7, -.4},    {.85, -.36}, {0, 0},      {0, .2},     {0, .4},      {0, .6},      {-.2, .72}, {-.1, .76},
      {0, .78},     {.1, .76},   {.2, .72},   {-.68, 0},   {-.56, -.07}, {-.44, -.07}, {-.32, 0},  {-.44, .07},
      {-.56, .07},  {.32, 0},    {.44, -.07}, {.56, -.07}, {.68, 0},     {.56, .07},   {.44, .07}, {-.35, 1.2},
      {-.22, 1.13}, {-.1, 1.1},  {0, 1.1},    {.1, 1.1},   {.22, 1.13},  {.35, 1.2},   {.22, 1.3}, {.1, 1.33},
      {0, 1.33},    {-.1, 1.33}, {-.22, 1.3}, {-.3, 1.2},  {-.1, 1.18},  {0, 1.18},    {.1, 1.18}, {.3, 1.2},
      {.1, 1.22},   {0, 1.22},   {-.1, 1.22}};
  vision::Landmarks points;
  for (std::size_t i = 0; i < 17; ++i) {
    const double turn = M_PI * static_cast<double>(i) / 16;
    points[i] = s.at(-1.17 * std::cos(turn), 0.05 + 1.75 * std::sin(turn));
  }
  for (std::size_t i = 0; i < std::size(rest); ++i) points[17 + i] = s.at(rest[i][0], rest[i][1]);
  return points;
}

// Photo and evidence, as the checks get them.
struct Sitting {
  imaging::Photo photo;
  vision::Evidence evidence;
};

inline vision::Embedding direction(std::size_t axis) {
  vision::Embedding embedding{};
  embedding[axis] = 1;
  return embedding;
}

inline Sitting sitting_of(const Sitter& s) {
  Sitting sitting;
  sitting.photo.pixels = pixels_of(s);
  auto& facts = sitting.photo.facts;
  facts.bytes = 35 * 1024;
  facts.width = s.width;
  facts.height = s.height;
  facts.dpi_x = facts.dpi_y = 300;
  facts.jpeg_quality = 85;
  auto& evidence = sitting.evidence;
  evidence.width = s.width;
  evidence.height = s.height;
  const vision::Point corner = s.at(-1.2, -1);
  evidence.faces = {
      {{corner.x, corner.y, static_cast<float>(2.4 * s.eye_distance), static_cast<float>(2.9 * s.eye_distance)},
       0.98F}};
  evidence.landmarks = landmarks_of(s);
  evidence.pose = vision::HeadPose{};
  evidence.eyes = vision::EyeState{0.99F, 0.98F};
  evidence.embedding = direction(0);
  evidence.live = 0.9F;
  evidence.person = mask_of(s);
  return sitting;
}

}  // namespace zhaojian::checks::test

#pragma once
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "imaging/photo.h"
#include "vision/evidence.h"

// A drawn person: pixels, mask and parts come from the same shapes. Lengths inside the figure are in distances between
// the eyes, from their middle: x to the image right, y down.
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
inline bool behind_lens(double x, double y) {
  return std::max(std::abs(std::abs(x) - 0.5) / 0.4, std::abs(y - 0.05) / 0.38) < 1;
}
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
    if (behind_lens(x, y) && s.lens) paint = s.lens;
    if (behind_lens(x, y) && s.clear_lens) {
      paint =
          Paint{(paint->r + s.clear_lens->r) / 2, (paint->g + s.clear_lens->g) / 2, (paint->b + s.clear_lens->b) / 2};
    }
    if (s.fringe && y < 0.1) paint = s.hair;
  }
  return paint;
}

// What the network for parts of a head is to say of a place; brows, eyes and lips count as skin.
inline vision::Part part_at(const Sitter& s, double x, double y) {
  using vision::Part;
  Part part = Part::background;
  if (is_body(s, x, y)) part = std::abs(x) < 0.55 && y < 2.35 ? Part::neck : Part::clothes;
  if (is_hair(x, y)) part = s.hat && y < -0.9 ? Part::hat : Part::hair;
  if ((x < 0 ? s.left_ear : s.right_ear) && inside(std::abs(x), y, 1.3, 0.35, 0.14, 0.3) > 0) part = Part::ear;
  if (s.long_hair && std::abs(x) > 1.1 && std::abs(x) < 1.7 && y > -0.6 && y < 2) part = Part::hair;
  if (is_face(x, y)) part = s.fringe && y < 0.1 ? Part::hair : Part::skin;
  if ((s.lens || s.clear_lens) && behind_lens(x, y)) part = Part::glasses;
  return part;
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

// Sets the parts of an evidence where `where(x, y)` holds.
template <class Where> void relabel(vision::FaceParts& parts, const Sitter& s, vision::Part part, Where where) {
  for (int row = 0; row < parts.side; ++row) {
    for (int column = 0; column < parts.side; ++column) {
      const double step = static_cast<double>(parts.area.w) / parts.side;
      const double x = (static_cast<double>(parts.area.x) + (column + 0.5) * step - s.eye_x) / s.eye_distance;
      const double y = (static_cast<double>(parts.area.y) + (row + 0.5) * step - s.eye_y) / s.eye_distance;
      if (where(x, y)) parts.labels[static_cast<std::size_t>(row * parts.side + column)] = part;
    }
  }
}

inline vision::FaceParts parts_of(const Sitter& s) {
  constexpr int side = 160;
  const vision::Point corner = s.at(-2.2, -2.2);
  const auto length = static_cast<float>(4.4 * s.eye_distance);
  vision::FaceParts parts{{corner.x, corner.y, length, length}, side, {}};
  parts.labels.resize(side * side);
  for (int part = 0; part <= static_cast<int>(vision::Part::hat); ++part) {
    const auto here = static_cast<vision::Part>(part);
    relabel(parts, s, here, [&](double x, double y) { return part_at(s, x, y) == here; });
  }
  return parts;
}

}  // namespace zhaojian::checks::test

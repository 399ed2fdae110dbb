#include "cli/evidence_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace zhaojian::cli {
namespace {

using domain::Finding;
using domain::Mark;
using domain::MarkKind;
using domain::Spot;
using domain::Verdict;

struct Ink {
  double r, g, b;
};
constexpr Ink kGood{22, 150, 70}, kDoubtful{224, 150, 0}, kWrong{224, 40, 40}, kUnknown{128, 128, 128},
    kLimit{40, 90, 230};
constexpr double kHeatAtMost = 0.6;  // the photo stays visible below
constexpr int kCorners = 72;         // of an ellipse

Ink ink_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return kGood;
    case Verdict::warn: return kDoubtful;
    case Verdict::fail: return kWrong;
    case Verdict::not_assessable: break;
  }
  return kUnknown;
}

class Canvas {
 public:
  explicit Canvas(imaging::Pixels& pixels) : pixels_(pixels) {}

  void blend(int x, int y, const Ink& ink, double share) {
    if (x < 0 || y < 0 || x >= pixels_.width || y >= pixels_.height) return;
    const auto at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels_.width) + static_cast<std::size_t>(x)) * 3;
    const double wanted[] = {ink.r, ink.g, ink.b};
    for (std::size_t i = 0; i < 3; ++i) {
      const double mixed = pixels_.rgb[at + i] * (1 - share) + wanted[i] * share;
      pixels_.rgb[at + i] = static_cast<std::uint8_t>(std::lround(mixed));
    }
  }
  void dot(double x, double y, int half, const Ink& ink) {
    const int cx = static_cast<int>(std::lround(x)), cy = static_cast<int>(std::lround(y));
    for (int dy = -half; dy <= half; ++dy) {
      for (int dx = -half; dx <= half; ++dx) blend(cx + dx, cy + dy, ink, 1);
    }
  }
  void line(const Spot& from, const Spot& to, int half, const Ink& ink) {
    const double dx = static_cast<double>(to.x) - from.x, dy = static_cast<double>(to.y) - from.y;
    const double length = std::hypot(dx, dy);
    if (!std::isfinite(length)) return;
    // A mark far outside the photo is not worth more points than the photo has pixels along its sides.
    const double most = 4.0 * (pixels_.width + pixels_.height);
    const int steps = static_cast<int>(std::clamp(length * 1.5, 1.0, most));
    for (int i = 0; i <= steps; ++i) {
      const double x = from.x + dx * i / steps, y = from.y + dy * i / steps;
      if (x > -10 && y > -10 && x < pixels_.width + 10 && y < pixels_.height + 10) dot(x, y, half, ink);
    }
  }
  [[nodiscard]] int thick() const { return std::max(1, std::min(pixels_.width, pixels_.height) / 480); }

 private:
  imaging::Pixels& pixels_;
};

std::vector<Spot> outline(const Mark& mark) {
  const std::vector<Spot>& spots = mark.spots;
  if (mark.kind == MarkKind::polygon && spots.size() > 2) {
    std::vector<Spot> closed = spots;
    closed.push_back(spots.front());
    return closed;
  }
  if (spots.size() < 2 || mark.kind == MarkKind::line || mark.kind == MarkKind::polygon) return spots;
  const Spot a = spots[0], b = spots[1];
  if (mark.kind == MarkKind::box) return {a, {b.x, a.y}, b, {a.x, b.y}, a};
  std::vector<Spot> round;
  for (int i = 0; i <= kCorners; ++i) {
    const double angle = 2 * std::numbers::pi * i / kCorners;
    round.push_back({static_cast<float>((a.x + b.x) / 2.0 + (b.x - a.x) / 2.0 * std::cos(angle)),
                     static_cast<float>((a.y + b.y) / 2.0 + (b.y - a.y) / 2.0 * std::sin(angle))});
  }
  return round;
}

void draw(Canvas& canvas, const Mark& mark, const Ink& ink) {
  const int half = mark.measured ? canvas.thick() : 0;
  if (mark.kind == MarkKind::point) {
    for (const Spot& spot : mark.spots) {
      if (std::isfinite(spot.x) && std::isfinite(spot.y)) canvas.dot(spot.x, spot.y, half + 1, ink);
    }
    return;
  }
  const std::vector<Spot> line = outline(mark);
  for (std::size_t i = 1; i < line.size(); ++i) canvas.line(line[i - 1], line[i], half, ink);
}

void draw(Canvas& canvas, const imaging::Pixels& photo, const domain::HeatMap& heat, const Ink& ink) {
  const auto cells =
      static_cast<std::size_t>(std::max(0, heat.columns)) * static_cast<std::size_t>(std::max(0, heat.rows));
  if (cells == 0 || heat.cells.size() != cells) return;
  for (int y = 0; y < photo.height; ++y) {
    const auto row =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(heat.rows) / static_cast<std::size_t>(photo.height);
    for (int x = 0; x < photo.width; ++x) {
      const auto column =
          static_cast<std::size_t>(x) * static_cast<std::size_t>(heat.columns) / static_cast<std::size_t>(photo.width);
      const double share = heat.cells[row * static_cast<std::size_t>(heat.columns) + column] / 255.0 * kHeatAtMost;
      if (share > 0) canvas.blend(x, y, ink, share);
    }
  }
}

}  // namespace

imaging::Pixels evidence_picture(const imaging::Pixels& photo, std::span<const Finding> findings) {
  imaging::Pixels picture = photo;
  Canvas canvas(picture);
  const auto suspicious = [](const Finding& f) { return f.verdict == Verdict::warn || f.verdict == Verdict::fail; };
  for (const Finding& finding : findings) {
    if (finding.heat && suspicious(finding)) draw(canvas, photo, *finding.heat, ink_of(finding.verdict));
  }
  // What is wrong lies on top.
  for (const Verdict verdict : {Verdict::not_assessable, Verdict::pass, Verdict::warn, Verdict::fail}) {
    for (const Finding& finding : findings) {
      if (finding.verdict != verdict) continue;
      for (const Mark& mark : finding.marks) draw(canvas, mark, mark.measured ? ink_of(verdict) : kLimit);
    }
  }
  return picture;
}

}  // namespace zhaojian::cli

#include "workflow/framing.h"

#include <cmath>

namespace zhaojian::workflow {
namespace {

struct Aim {
  double least = 0, most = 0;  // no warning in between
  [[nodiscard]] double off(double value) const { return (value - (least + most) / 2) / ((most - least) / 2); }
};

Aim aim_of(const domain::Band& band) { return {*band.warn_min, *band.warn_max}; }

bool closed(const domain::Band& band) { return band.warn_min && band.warn_max && *band.warn_max > *band.warn_min; }

}  // namespace

std::optional<Bands> bands_of(const domain::StandardProfile& profile) {
  Bands bands{{}, {}, {}, profile.width, profile.height};
  for (const auto& [id, band] :
       {std::pair("geom.head_top", &bands.head_top), std::pair("geom.eye_line", &bands.eye_line),
        std::pair("geom.face_width", &bands.face_width)}) {
    const domain::Rule* rule = profile.rule(FindingId(id));
    if (rule == nullptr || !closed(rule->band)) return std::nullopt;
    *band = rule->band;
  }
  return bands;
}

std::optional<imaging::Box> framing_of(const HeadPlace& head, const Bands& bands, const Confines& confines) {
  const Aim top = aim_of(bands.head_top), eyes = aim_of(bands.eye_line), width = aim_of(bands.face_width);
  std::optional<imaging::Box> best;
  double least = 0;
  // The squares are summed over a net of a third of a pixel in the finished picture: with the edges of the capture in
  // the way there is no closed form, and this is quick.
  constexpr double step = 1.0 / 3;
  for (double face = width.least; face <= width.most; face += step) {
    const double scale = face / head.width;  // finished pixels per pixel of the capture
    const double w = bands.width / scale, h = bands.height / scale, x = head.centre - w / 2;
    if ((confines.left && x < 0) || (confines.right && x + w > confines.width)) continue;
    const double gap = (head.eyes - head.top) * scale;
    for (double at = top.least; at <= top.most; at += step) {
      const double y = head.top - at / scale;
      if (y + h > confines.height || at + gap < eyes.least || at + gap > eyes.most) continue;
      const double cost = std::pow(top.off(at), 2) + std::pow(eyes.off(at + gap), 2) + std::pow(width.off(face), 2);
      if (best && cost >= least) continue;
      least = cost;
      best = imaging::Box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(w), static_cast<float>(h)};
    }
  }
  return best;
}

}  // namespace zhaojian::workflow

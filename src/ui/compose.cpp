#include "ui/compose.h"

#include <algorithm>

namespace zhaojian::ui {
namespace {

// Mean on mean, spread on spread; the spread by at most twice, because what is not in the picture cannot be shown.
gfx::ToneMatch tone_match(const desk::FaceTone& from, const desk::FaceTone& to) {
  const double factor = std::clamp(to.deviation / std::max(from.deviation, 0.1), 0.5, 2.0);
  return {static_cast<float>(from.mean), static_cast<float>(to.mean), static_cast<float>(factor)};
}

gfx::Shown shown_as(Composition::Kind kind) {
  switch (kind) {
    case Composition::Kind::photo: return gfx::Shown::first;
    case Composition::Kind::difference: return gfx::Shown::difference;
    case Composition::Kind::texture_loss: return gfx::Shown::loss;
  }
  return gfx::Shown::first;
}

}  // namespace

std::optional<gfx::CompareView> compare_view(const Composition& composition,
                                             const std::function<const gfx::Texture*(const Sha256&)>& texture_of) {
  const auto layer = [&](const LaidPhoto& laid) {
    return gfx::PhotoLayer{texture_of(laid.photo), laid.picture, laid.to_pane};
  };
  gfx::CompareView view;
  view.first = layer(composition.photo);
  if (composition.other) view.second = layer(*composition.other);
  if (!view.first.texture || (view.second && !view.second->texture)) return {};
  view.shown = shown_as(composition.kind);
  if (composition.tone && composition.as) view.tone = tone_match(*composition.tone, *composition.as);
  view.zebra_from = composition.zebra_from;
  view.surround = composition.surround;
  view.loss = composition.loss;
  return view;
}

}  // namespace zhaojian::ui

#include "ui/screens/compare_panes.h"

#include <algorithm>
#include <cmath>

namespace zhaojian::ui {
namespace {

using desk::PaneState;
using domain::PhotoRole;

gfx::Size size_of(const PaneState& photo) {
  // Until the picture is known it is laid out as an ID photo, so that nothing jumps when it comes.
  if (photo.width <= 0 || photo.height <= 0) return {480, 640};
  return {static_cast<double>(photo.width), static_cast<double>(photo.height)};
}

// A plane of unit height with the picture's middle in the middle: unregistered panes agree in it by their frame alone.
gfx::Similarity by_frame(gfx::Size picture) {
  const double s = 1 / picture.h;
  return {s, 0, -picture.w / 2 * s, -picture.h / 2 * s};
}

std::optional<gfx::Similarity> by_eyes(const PaneState& photo) {
  if (!photo.eyes) return {};
  const auto& [left, right] = *photo.eyes;
  return gfx::similarity_from_eyes({left.x, left.y}, {right.x, right.y});
}

gfx::Camera aim(const CompareState& state, const gfx::PaneView& lead, bool registered) {
  switch (state.fit) {
    case Fit::whole: return gfx::fit_whole(lead);
    case Fit::face:
      if (registered) return gfx::fit(gfx::Box{-1.15, -0.9, 2.3, 2.7}, lead.pane);
      return gfx::fit(gfx::Box{-0.24, -0.24, 0.48, 0.44}, lead.pane);
    case Fit::head:
      if (registered) return gfx::fit_face(lead.pane);
      return gfx::fit_whole(lead);
    case Fit::free: return state.camera;
  }
  return gfx::fit_whole(lead);
}

}  // namespace

std::vector<const PaneState*> shown_photos(const desk::Reviewing& shown, const CompareState& state) {
  std::vector<const PaneState*> photos;
  const PaneState* capture = nullptr;
  for (const PaneState& pane : shown.panes)
    if (pane.role == PhotoRole::capture) capture = &pane;
  for (const PaneState& pane : shown.panes) {
    if (pane.role == PhotoRole::capture || pane.role == PhotoRole::capture_code) continue;
    const bool swap = pane.role == PhotoRole::submission && state.flicker && capture;
    photos.push_back(swap ? capture : &pane);
  }
  if (state.focus >= 0 && static_cast<std::size_t>(state.focus) < photos.size())
    return {photos[static_cast<std::size_t>(state.focus)]};
  return photos;
}

bool wants_registration(const desk::Reviewing& shown, const CompareState& state) {
  return shown.pass == desk::Pass::identity ? state.registered_for_identity : state.registered_for_standard;
}

std::vector<Pane> arrange(const desk::Reviewing& shown, CompareState& state, const Rect& place, float caption) {
  if (state.sequence != shown.sequence) {
    state.sequence = shown.sequence;
    if (state.fit == Fit::free) state.fit = Fit::whole;
    state.focus = -1;
  }
  const auto photos = shown_photos(shown, state);
  std::vector<Pane> panes;
  const float width = place.w() / static_cast<float>(std::max<std::size_t>(1, photos.size()));
  for (std::size_t i = 0; i < photos.size(); ++i) {
    Pane pane;
    pane.photo = photos[i];
    const float left = std::round(place.min.x + width * static_cast<float>(i));
    const float right = std::round(place.min.x + width * static_cast<float>(i + 1));
    pane.frame = {{left, place.min.y}, {i + 1 < photos.size() ? right - 1 : right, place.max.y}};
    pane.picture = {{left, place.min.y + caption}, pane.frame.max};
    pane.view.pane = {std::max(1.0F, pane.picture.w()), std::max(1.0F, pane.picture.h())};
    pane.view.picture = size_of(*photos[i]);
    panes.push_back(pane);
  }
  if (panes.empty()) return panes;

  const bool registered = wants_registration(shown, state) && by_eyes(*panes.front().photo).has_value();
  for (std::size_t i = 0; i < panes.size(); ++i) {
    Pane& pane = panes[i];
    if (!registered) {
      pane.view.registration = by_frame(pane.view.picture);
      continue;
    }
    const auto eyes = by_eyes(*pane.photo);
    pane.view.registration = eyes ? *eyes : gfx::registration_like(panes.front().view, pane.view.picture);
    pane.transformed = eyes.has_value();
  }
  state.camera = aim(state, panes.front().view, registered);
  for (Pane& pane : panes) {
    const gfx::Similarity to_pane = gfx::picture_to_pane(state.camera, pane.view);
    pane.to_screen = gfx::after({1, 0, pane.picture.min.x, pane.picture.min.y}, gfx::crisp(to_pane));
  }
  return panes;
}

double magnification(const std::vector<Pane>& panes) { return panes.empty() ? 1 : panes.front().to_screen.scale(); }

}  // namespace zhaojian::ui

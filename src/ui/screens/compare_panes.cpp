#include "ui/screens/compare_panes.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace zhaojian::ui {
namespace {

using desk::Arrangement;
using desk::PaneState;
using domain::PhotoRole;

gfx::Size size_of(const PaneState& photo) {
  // Until the picture is known it is laid out as an ID photo, so that nothing jumps when it comes.
  if (photo.width <= 0 || photo.height <= 0) return {480, 640};
  return {static_cast<double>(photo.width), static_cast<double>(photo.height)};
}

// A plane in which every picture lies whole in a frame of 3:4 and unit height, its middle in the middle: unregistered
// panes agree in it by their frame alone.
gfx::Similarity by_frame(gfx::Size picture) {
  const double s = std::min(1 / picture.h, 0.75 / picture.w);
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
      if (registered) return gfx::fit(gfx::kFace, lead.pane);
      return gfx::fit(gfx::kFaceByFrame, lead.pane);
    case Fit::head:
      if (registered) return gfx::fit_face(lead.pane);
      return gfx::fit_whole(lead);
    case Fit::free: return state.camera;
  }
  return gfx::fit_whole(lead);
}

// Pixels of height that a portrait of 3:4 gets in a pane.
float portrait_height(float width, float height) { return std::min(width * 4 / 3, height); }

// The column count that shows portraits largest; of equal ones the least, which leaves the fewest places empty.
std::size_t columns_for(std::size_t count, const Rect& place, float caption) {
  std::size_t best = 1;
  float largest = 0;
  for (std::size_t columns = count; columns >= 1; --columns) {
    const std::size_t rows = (count + columns - 1) / columns;
    const float size = portrait_height(place.w() / static_cast<float>(columns), place.h() / static_cast<float>(rows) - caption);
    if (size >= largest * 0.999F) largest = std::max(size, largest), best = columns;
  }
  return best;
}

std::vector<Pane> place_panes(std::span<const PaneState* const> photos, const Rect& place, float caption) {
  std::vector<Pane> panes;
  if (photos.empty()) return panes;
  const std::size_t columns = columns_for(photos.size(), place, caption);
  const std::size_t rows = (photos.size() + columns - 1) / columns;
  // Whole pixels, the same for every pane: what is compared is shown equally large.
  const float width = std::floor(place.w() / static_cast<float>(columns));
  const float height = std::floor(place.h() / static_cast<float>(rows));
  for (std::size_t i = 0; i < photos.size(); ++i) {
    const std::size_t row = i / columns, column = i % columns;
    const bool last_column = column + 1 == columns, last_row = row + 1 == rows;
    const float left = place.min.x + width * static_cast<float>(column);
    const float top = place.min.y + height * static_cast<float>(row);
    Pane pane;
    pane.photo = photos[i];
    pane.frame = {{left, top}, {last_column ? place.max.x : left + width - 1, last_row ? place.max.y : top + height - 1}};
    pane.picture = {{left, top + caption}, pane.frame.max};
    // Without the pixel that only the last ones have: the middles must agree.
    pane.view.pane = {std::max(1.0F, width - 1), std::max(1.0F, height - 1 - caption)};
    pane.view.picture = size_of(*photos[i]);
    panes.push_back(pane);
  }
  return panes;
}

// What the standard is judged on: the submission, and what re-processing would make of it.
bool is_judged(const PaneState* photo) { return photo->role == PhotoRole::submission || photo->preview; }

// The judged photos as large as the place allows, the others smaller beside them.
std::vector<Pane> place_judged(const std::vector<const PaneState*>& photos, const Rect& place, float caption, bool swapped) {
  std::vector<const PaneState*> judged, others;
  for (const PaneState* photo : photos) (is_judged(photo) ? judged : others).push_back(photo);
  constexpr float kMost = 0.66F;  // of the width; the rest shows what they are compared with
  const float wanted = static_cast<float>(judged.size()) * (place.h() - caption) * 3 / 4;
  const float width = std::floor(std::min(wanted, place.w() * kMost));
  const float edge = swapped ? place.max.x - width : place.min.x + width;
  const Rect lead = swapped ? Rect{{edge, place.min.y}, place.max} : Rect{place.min, {edge - 1, place.max.y}};
  const Rect rest = swapped ? Rect{place.min, {edge - 1, place.max.y}} : Rect{{edge, place.min.y}, place.max};
  std::vector<Pane> panes = place_panes(judged, lead, caption);
  const gfx::Size first = panes.front().view.pane;
  const auto height_in = [](gfx::Size pane) { return portrait_height(static_cast<float>(pane.w), static_cast<float>(pane.h)); };
  for (Pane& pane : place_panes(others, rest, caption)) {
    pane.view.share = height_in(pane.view.pane) / height_in(first);
    panes.push_back(pane);
  }
  return panes;
}

// A photo that cannot be had is a word, not a picture: it leaves its room to the others. The submission keeps its own.
bool is_lost(const PaneState* photo) {
  return photo->lost() && !is_judged(photo);
}

// The lost ones in a narrow column at the right, one below the other; returns what is left of the place.
Rect place_lost(std::span<const PaneState* const> lost, const Rect& place, float caption, float dp, std::vector<Pane>& panes) {
  constexpr float kColumn = 128;  // holds the name of the role and a sentence in a few lines
  const float width = std::floor(std::min(kColumn * dp, place.w() / 3)), edge = place.max.x - width;
  const float height = std::floor(place.h() / static_cast<float>(std::max<std::size_t>(lost.size(), 1)));
  for (std::size_t i = 0; i < lost.size(); ++i) {
    const float top = place.min.y + height * static_cast<float>(i);
    const Rect own{{edge, top}, {place.max.x, i + 1 == lost.size() ? place.max.y : top + height - 1}};
    const auto made = place_panes(lost.subspan(i, 1), own, caption);
    panes.insert(panes.end(), made.begin(), made.end());
  }
  return lost.empty() ? place : Rect{place.min, {edge - 1, place.max.y}};
}

// Whether some photos are to be larger than others: where the standard is judged and equal panes would cost height.
bool favours_judged(const desk::Reviewing& shown, const std::vector<const PaneState*>& photos, bool registered,
                    const Rect& place, float caption) {
  if (shown.pass != desk::Pass::standard || registered || photos.size() < 2 || place.h() <= caption) return false;
  if (std::ranges::all_of(photos, is_judged) || std::ranges::none_of(photos, is_judged)) return false;
  const std::size_t columns = columns_for(photos.size(), place, caption);
  return columns < photos.size() || place.w() / static_cast<float>(columns) < (place.h() - caption) * 3 / 4;
}

// Returns whether any face is known.
bool register_panes(std::vector<Pane>& panes, bool wanted) {
  const auto known = std::ranges::find_if(panes, [](const Pane& pane) { return by_eyes(*pane.photo).has_value(); });
  const bool registered = wanted && known != panes.end();
  for (Pane& pane : panes) pane.view.registration = by_frame(pane.view.picture);
  if (!registered) return false;
  known->view.registration = *by_eyes(*known->photo);
  for (Pane& pane : panes) {
    const auto eyes = by_eyes(*pane.photo);
    pane.view.registration = eyes ? *eyes : gfx::registration_like(known->view, pane.view.picture);
    pane.aligned = eyes.has_value();
  }
  return true;
}

void nudge(std::vector<Pane>& panes, CompareState& state, bool registered, float dp) {
  auto& nudges = state.nudges[registered ? 1 : 0];
  const double zoom = state.camera.zoom;
  if (state.nudge_by != gfx::Point{}) {
    state.choosing = true;
    gfx::Point& own = nudges[static_cast<std::size_t>(state.active)];
    own = {own.x + state.nudge_by.x * dp / zoom, own.y + state.nudge_by.y * dp / zoom};
  }
  for (Pane& pane : panes) {
    if (state.original) continue;
    pane.view.nudge = nudges[static_cast<std::size_t>(pane.photo->role)];
    pane.nudged = pane.view.nudge != gfx::Point{};
  }
}

void move_camera(CompareState& state, const gfx::PaneView& lead, float dp) {
  if (state.actual_size) {
    state.camera = gfx::one_to_one(state.camera, lead);
    state.fit = Fit::free;
  }
  if (state.zoom_by != 1) {
    const gfx::Point middle{lead.pane.w / 2, lead.pane.h / 2};
    state.camera = gfx::zoom_about(state.camera, lead, middle, state.zoom_by, gfx::zoom_limits(lead));
    state.fit = Fit::free;
  }
  if (state.pan_by != gfx::Point{}) {
    state.camera = gfx::keep_in_view(gfx::pan(state.camera, {state.pan_by.x * dp, state.pan_by.y * dp}), lead);
    state.fit = Fit::free;
  }
  state.actual_size = false;
  state.zoom_by = 1;
  state.pan_by = state.nudge_by = {};
}

bool flickers(const desk::Reviewing& shown, const CompareState& state) {
  return state.flicker && shown.pass == desk::Pass::standard && capture_of(shown);
}

// The capture lies exactly on the submission, however that is shown: what differs is all that moves.
void stand_in(Pane& pane, const PaneState& capture) {
  const gfx::Size size = size_of(capture);
  const auto onto = onto_submission(*pane.photo, capture);
  pane.view.registration = onto ? gfx::after(pane.view.registration, *onto) : gfx::registration_like(pane.view, size);
  pane.aligned = onto.has_value();
  pane.view.picture = size;
  pane.photo = &capture;
}

// A place looked at closely belongs to one photo in one pass; everything else stays as it was asked for.
void begin_anew(const desk::Reviewing& shown, CompareState& state) {
  Fit& kept = state.fits[static_cast<std::size_t>(state.pass)];
  if (state.fit != Fit::free) kept = state.fit;
  const bool other_case = state.sequence != shown.sequence, other_pass = state.pass != shown.pass;
  if (other_case || other_pass) state.fit = state.fits[static_cast<std::size_t>(shown.pass)];
  state.pass = shown.pass;
  if (!other_case) return;
  state.sequence = shown.sequence;
  state.focus = -1;
  state.beside = 0;
  state.original = state.swapped = state.choosing = false;
  state.inspection = Inspection::none;
  state.active = PhotoRole::submission;
  state.nudges = {};
  state.points.clear();
  state.cursor = {-1, -1};
}

}  // namespace

ImVec2 to_screen(const Pane& pane, domain::Spot spot) {
  const gfx::Point at = pane.to_screen({static_cast<double>(spot.x), static_cast<double>(spot.y)});
  return {static_cast<float>(at.x), static_cast<float>(at.y)};
}

domain::Spot to_photo(const Pane& pane, ImVec2 at) {
  const gfx::Point spot = pane.to_screen.inverse()({static_cast<double>(at.x), static_cast<double>(at.y)});
  return {static_cast<float>(spot.x), static_cast<float>(spot.y)};
}

const PaneState* capture_of(const desk::Reviewing& shown) {
  for (const PaneState& pane : shown.panes)
    if (pane.role == PhotoRole::capture && pane.phase == desk::PhotoPhase::ready) return &pane;
  return nullptr;
}

const PaneState* preview_of(const desk::Reviewing& shown) {
  const bool wanted = shown.pass == desk::Pass::standard && shown.preview && shown.preview->shown;
  return wanted ? &shown.preview->pane : nullptr;
}

std::optional<gfx::Similarity> onto_submission(const PaneState& submission, const PaneState& other) {
  const auto from = by_eyes(other), to = by_eyes(submission);
  if (!from || !to) return {};
  return gfx::after(to->inverse(), *from);
}

std::vector<const PaneState*> beside_submission(const desk::Reviewing& shown, const desk::CompareLook& look) {
  std::vector<const PaneState*> beside;
  for (const PaneState& pane : shown.panes) {
    if (pane.role == PhotoRole::submission || pane.role == PhotoRole::capture_code) continue;
    if (pane.role == PhotoRole::capture && look.arrangement == Arrangement::references) continue;
    beside.push_back(&pane);
  }
  return beside;
}

std::vector<const PaneState*> shown_photos(const desk::Reviewing& shown, const desk::CompareLook& look,
                                           const CompareState& state) {
  std::vector<const PaneState*> photos;
  for (const PaneState& pane : shown.panes)
    if (pane.role == PhotoRole::submission) photos.push_back(&pane);
  if (const PaneState* preview = preview_of(shown)) photos.push_back(preview);
  std::vector<const PaneState*> beside = beside_submission(shown, look);
  if (look.arrangement == Arrangement::pair && !beside.empty())
    beside = {beside[static_cast<std::size_t>(state.beside) % beside.size()]};
  photos.insert(photos.end(), beside.begin(), beside.end());
  if (state.focus >= 0 && static_cast<std::size_t>(state.focus) < photos.size())
    return {photos[static_cast<std::size_t>(state.focus)]};
  if (state.swapped && photos.size() > 1) std::ranges::rotate(photos, photos.begin() + 1);
  return photos;
}

bool wants_registration(const desk::Reviewing& shown, const desk::CompareLook& look, const CompareState& state) {
  if (state.original) return false;
  return shown.pass == desk::Pass::identity ? look.registered_for_identity : look.registered_for_standard;
}

std::vector<Pane> arrange(const desk::Reviewing& shown, const desk::CompareLook& look, CompareState& state,
                          const Rect& place, float caption, float dp) {
  begin_anew(shown, state);
  const auto photos = shown_photos(shown, look, state);
  if (photos.empty()) return {};
  const bool align = wants_registration(shown, look, state);
  std::vector<const PaneState*> there, lost;
  for (const PaneState* photo : photos) (photos.size() > 1 && is_lost(photo) ? lost : there).push_back(photo);
  std::vector<Pane> words;
  const Rect room = place_lost(lost, place, caption, dp, words);
  std::vector<Pane> panes = favours_judged(shown, there, align, room, caption)
                                ? place_judged(there, room, caption, state.swapped)
                                : place_panes(there, room, caption);
  panes.insert(panes.end(), words.begin(), words.end());
  const bool registered = register_panes(panes, align);
  const Pane* submission = submission_pane(panes);
  const gfx::PaneView lead = submission ? submission->view : panes.front().view;
  state.camera = aim(state, lead, registered);
  nudge(panes, state, registered, dp);
  move_camera(state, lead, dp);
  for (Pane& pane : panes) {
    if (pane.photo->role == PhotoRole::submission && flickers(shown, state)) stand_in(pane, *capture_of(shown));
    const gfx::Similarity to_pane = gfx::picture_to_pane(state.camera, pane.view);
    pane.to_screen = gfx::after({1, 0, pane.picture.min.x, pane.picture.min.y}, gfx::crisp(to_pane));
  }
  return panes;
}

const Pane* submission_pane(const std::vector<Pane>& panes) {
  for (const PhotoRole role : {PhotoRole::submission, PhotoRole::capture})
    for (const Pane& pane : panes)
      if (pane.photo->role == role && !pane.photo->preview) return &pane;
  return nullptr;
}

double magnification(const std::vector<Pane>& panes) {
  if (panes.empty()) return 1;
  const Pane* submission = submission_pane(panes);
  return (submission ? *submission : panes.front()).to_screen.scale();
}

}  // namespace zhaojian::ui

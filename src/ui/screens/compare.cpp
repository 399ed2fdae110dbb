#include <algorithm>
#include <cmath>

#include "desk/selectors.h"
#include "domain/masking.h"
#include "ui/icons.h"
#include "ui/scope.h"
#include "ui/screens/caption.h"
#include "ui/screens/compare_panes.h"
#include "ui/screens/measure.h"
#include "ui/screens/overlay.h"
#include "ui/screens/pins.h"
#include "ui/screens/preview.h"
#include "ui/screens/screens.h"
#include "ui/widgets/text.h"

namespace zhaojian::ui {
namespace {

constexpr float kCaption = 30, kLow = 220;
constexpr double kWheelStep = 1.15;
constexpr std::size_t kFirstLens = 8;  // compositions of the lenses, behind those of the panes (ui/pictures.h)
constexpr double kShowPixels = 4;  // from here on the shader shows pixels as squares (gfx/compare_pass.h)

using domain::PhotoRole;

void draw_image(const gfx::Similarity& to, gfx::Size picture, ImTextureID texture) {
  const auto at = gfx::corners(to, picture);
  const auto v = [](const gfx::Point& p) { return ImVec2(static_cast<float>(p.x), static_cast<float>(p.y)); };
  ImGui::GetWindowDrawList()->AddImageQuad(texture, v(at[0]), v(at[1]), v(at[2]), v(at[3]));
}

void draw_missing(const UiContext& ui, const Pane& pane, std::string_view text, const char* sign) {
  const ImVec2 c = pane.picture.centre();
  const float width = std::min(pane.picture.w() - ui.dp(24), ui.dp(280));
  const Type type = width < ui.dp(160) ? Type::small : Type::body;
  // Where the words take many lines the sign rises, so that both stay inside.
  const float words = wrapped_height(ui, type, text, width), below = pane.picture.max.y - ui.dp(8) - words;
  const float y = std::min(c.y + ui.dp(4), below);
  put_centred(ui, {c.x, y - ui.dp(28)}, Type::title, ui.theme.on_surround, sign);
  put_wrapped_centred(ui, {c.x, y}, type, ui.theme.on_surround, text, width);
}

LaidPhoto laid(const desk::PaneState& photo, gfx::Size picture, const gfx::Similarity& to_screen, ImVec2 corner) {
  return {photo.sha256, picture, gfx::after({1, 0, -static_cast<double>(corner.x), -static_cast<double>(corner.y)}, to_screen)};
}

bool inspects(const desk::Reviewing& shown, const CompareState& state, const Pane& pane) {
  return state.inspection != Inspection::none && shown.pass == desk::Pass::standard &&
         pane.photo->role == PhotoRole::submission;
}

const desk::PaneState* submission_of(const desk::Reviewing& shown) {
  const auto found = std::ranges::find(shown.panes, PhotoRole::submission, &desk::PaneState::role);
  return found == shown.panes.end() ? nullptr : &*found;
}

bool toned(const desk::Reviewing& shown, const desk::CompareLook& look, const CompareState& state, const Pane& pane) {
  const desk::PaneState* submission = submission_of(shown);
  return look.tone_matched && !state.original && pane.photo->role != PhotoRole::submission &&
         pane.photo->role != PhotoRole::capture && pane.photo->tone && submission && submission->tone;
}

// The level from which the profile calls highlights clipped, 0…1.
std::optional<float> zebra_from(const desk::Reviewing& shown, const CompareState& state, const Pane& pane) {
  if (!state.zebra || state.inspection != Inspection::none || shown.pass != desk::Pass::standard || pane.photo->role != PhotoRole::submission) return {};
  const auto clipped = shown.file->profile->parameter(FindingId("light.over"), "clipped");
  if (!clipped) return {};
  return static_cast<float>(*clipped / 255);
}

// What has to go through a shader; nothing when a plain textured quad shows it.
std::optional<Composition> composition_of(const desk::Reviewing& shown, const desk::CompareLook& look,
                                          const CompareState& state, const UiContext& ui, const Pane& pane) {
  Composition wanted;
  wanted.photo = laid(*pane.photo, pane.view.picture, pane.to_screen, pane.picture.min);
  wanted.width = static_cast<int>(std::max(1.0F, pane.picture.w()));
  wanted.height = static_cast<int>(std::max(1.0F, pane.picture.h()));
  wanted.surround = {ui.theme.surround.x, ui.theme.surround.y, ui.theme.surround.z};
  wanted.zebra_from = zebra_from(shown, state, pane);
  bool needed = wanted.zebra_from.has_value() || pane.to_screen.scale() >= kShowPixels;
  if (toned(shown, look, state, pane)) {
    wanted.tone = pane.photo->tone;
    wanted.as = submission_of(shown)->tone;
    needed = true;
  }
  const desk::PaneState* capture = capture_of(shown);
  const auto onto = capture ? onto_submission(*pane.photo, *capture) : std::nullopt;
  if (inspects(shown, state, pane) && onto) {
    wanted.loss = {ui.theme.loss.x, ui.theme.loss.y, ui.theme.loss.z};
    wanted.kind = state.inspection == Inspection::difference ? Composition::Kind::difference : Composition::Kind::texture_loss;
    const gfx::Size size{static_cast<double>(capture->width), static_cast<double>(capture->height)};
    wanted.other = laid(*capture, size, gfx::after(pane.to_screen, *onto), pane.picture.min);
    needed = true;
  }
  return needed ? std::optional(wanted) : std::nullopt;
}

// The photo as it lies in this pane, with what is done to it; what came of doing it, where something is.
Picture draw_as_shown(const desk::Reviewing& shown, const desk::CompareLook& look, const CompareState& state,
                      const UiContext& ui, const Pane& pane, const Picture& plain, std::size_t slot) {
  const auto wanted = composition_of(shown, look, state, ui, pane);
  const Picture composed = wanted ? ui.pictures.compose(slot, *wanted) : Picture{};
  if (composed.state == Picture::State::ready)
    ImGui::GetWindowDrawList()->AddImage(composed.texture, pane.picture.min, pane.picture.max);
  else
    draw_image(pane.to_screen, pane.view.picture, plain.texture);
  return composed;
}

// Whatever was done to a picture is written on it.
void label_pane(const desk::Reviewing& shown, const desk::CompareLook& look, const CompareState& state,
                const UiContext& ui, const Pane& pane) {
  std::string done;
  const auto add = [&](std::string_view key) { done += (done.empty() ? "" : " · ") + std::string(ui.text(key)); };
  if (inspects(shown, state, pane)) {
    const bool can = capture_of(shown) && onto_submission(*pane.photo, *capture_of(shown));
    if (!can) add("view.no_comparison");
    else add(state.inspection == Inspection::difference ? "view.is_difference" : "view.is_texture_loss");
  }
  if (pane.photo->preview) add("preview.unsent");
  if (pane.photo->role == PhotoRole::capture && !pane.photo->preview && state.flicker) add("view.is_capture");
  if (pane.aligned) add("view.is_aligned");
  if (toned(shown, look, state, pane)) add("view.is_toned");
  if (pane.nudged) add("view.is_nudged");
  if (zebra_from(shown, state, pane)) add("view.is_zebra");
  // In a low pane it would lie on the chin; the tool row says it as well.
  if (done.empty() || (shown.pass == desk::Pass::identity && pane.picture.h() < ui.dp(kLow))) return;
  const float room = pane.picture.w() - ui.dp(16);
  // Where faces are compared they fill their panes down to the collar, so there it stands below.
  const bool below = shown.pass == desk::Pass::identity;
  const ImVec2 at{pane.picture.min.x + ui.dp(8), below ? pane.picture.max.y - ui.dp(26) : pane.picture.min.y + ui.dp(6)};
  const ImVec2 size{std::min(room, measure(ui, Type::small, done).x), measure(ui, Type::small, done).y};
  ImGui::GetWindowDrawList()->AddRectFilled({at.x - ui.dp(4), at.y}, {at.x + size.x + ui.dp(4), at.y + size.y},
                                            colour(ui.theme.overlay_shade, 0.7F), ui.dp(2));
  put(ui, at, Type::small, ui.theme.overlay_line, done, room);
  ui.mark("pane/" + pane_name(*pane.photo) + "/shown_as", at, {at.x + size.x, at.y + size.y}, done);
}

void draw_over(const desk::Model& model, const desk::Reviewing& shown, const ViewState& view, const UiContext& ui, const Pane& pane) {
  if (shown.pass != desk::Pass::standard || pane.photo->role != PhotoRole::submission) return;
  if (view.compare.inspection == Inspection::none) {
    if (shown.guides) draw_guides(shown, ui, pane);
    if (view.compare.evidence) draw_evidence(shown, ui, pane);
  }
  draw_pins(model, shown, ui, pane);
  draw_measure(shown, view.compare, ui, pane);
}

void draw_photo(const desk::Model& model, const desk::Reviewing& shown, const ViewState& view, const UiContext& ui,
                const Pane& pane, std::size_t slot) {
  const desk::CompareLook& look = model.preferences.compare;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(pane.picture.min, pane.picture.max, colour(ui.theme.surround));
  list.PushClipRect(pane.picture.min, pane.picture.max, true);
  const desk::PaneState& photo = *pane.photo;
  // A photo still being decoded for the case is not asked for a second time.
  const bool here = photo.phase == desk::PhotoPhase::ready;
  const Picture picture = here ? ui.pictures.get(photo.sha256, 0) : Picture{};
  if (photo.lost()) {
    draw_missing(ui, pane, ui.text(photo.problem.empty() ? "photo.broken" : photo.problem), icon::broken_photo);
    if (photo.preview) ui.mark("preview/problem", pane.picture.min, pane.picture.max, ui.text(photo.problem));
  } else if (photo.preview && !here) {
    draw_preview_progress(*shown.preview, ui, pane);
  } else if (picture.state == Picture::State::ready) {
    const Picture composed = draw_as_shown(shown, look, view.compare, ui, pane, picture, slot);
    draw_over(model, shown, view, ui, pane);
    if (composed.state == Picture::State::broken)
      put(ui, {pane.picture.min.x + ui.dp(8), pane.picture.min.y + ui.dp(6)}, Type::small, ui.theme.warn, ui.text(composed.text));
    else
      label_pane(shown, look, view.compare, ui, pane);
  } else if (picture.state == Picture::State::loading) {
    draw_missing(ui, pane, ui.text("photo.loading"), icon::photo);
  } else {
    draw_missing(ui, pane, ui.text(picture.text.empty() ? "photo.broken" : picture.text), icon::broken_photo);
  }
  list.PopClipRect();
  ui.mark("pane/" + pane_name(photo), pane.frame.min, pane.frame.max);
}

// The same place of the face, larger, in every pane, as the pane shows it: under the pointer, or in the middle of what is
// shown where it points at no photo, which the keys that move the photos move as well.
void draw_lenses(const desk::Reviewing& shown, const desk::CompareLook& look, const ViewState& view, const UiContext& ui,
                 const std::vector<Pane>& panes) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const auto under = std::ranges::find_if(panes, [&](const Pane& p) { return p.picture.contains(mouse); });
  gfx::Point shared = view.compare.camera.centre;
  if (under != panes.end())
    shared = gfx::pane_to_shared(view.compare.camera, under->view, {mouse.x - under->picture.min.x, mouse.y - under->picture.min.y});
  const float half = ui.dp(ui.theme.lens_size / 2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < panes.size(); ++i) {
    const Pane& pane = panes[i];
    const Picture picture = pane.photo->phase == desk::PhotoPhase::ready ? ui.pictures.get(pane.photo->sha256, 0) : Picture{};
    if (picture.state != Picture::State::ready) continue;
    const gfx::Similarity from_shared =
        gfx::after(gfx::picture_to_pane(view.compare.camera, pane.view), pane.view.registration.inverse());
    const gfx::Point here = from_shared(shared);
    const ImVec2 c{std::round(pane.picture.min.x + static_cast<float>(here.x)), std::round(pane.picture.min.y + static_cast<float>(here.y))};
    Pane lens = pane;
    lens.picture = {{c.x - half, c.y - half}, {c.x + half, c.y + half}};
    lens.view.pane = {half * 2, half * 2};
    lens.view.share = 1;  // what is compared is equally large again
    const gfx::Camera closer{shared, view.compare.camera.zoom * static_cast<double>(ui.theme.lens_power)};
    lens.to_screen = gfx::after({1, 0, lens.picture.min.x, lens.picture.min.y}, gfx::picture_to_pane(closer, lens.view));
    list.PushClipRect(pane.picture.min, pane.picture.max, true);
    list.PushClipRect(lens.picture.min, lens.picture.max, true);
    list.AddRectFilled(lens.picture.min, lens.picture.max, colour(ui.theme.surround));
    static_cast<void>(draw_as_shown(shown, look, view.compare, ui, lens, picture, kFirstLens + i));
    list.PopClipRect();
    list.AddRect(lens.picture.min, lens.picture.max, colour(ui.theme.accent), 0, 0, ui.dp(1));
    list.PopClipRect();
  }
}

void take_mouse(ViewState& view, const UiContext& ui, const std::vector<Pane>& panes) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto under = std::ranges::find_if(panes, [&](const Pane& p) { return p.picture.contains(io.MousePos); });
  if (under == panes.end()) return;
  const gfx::Point at{io.MousePos.x - under->picture.min.x, io.MousePos.y - under->picture.min.y};
  CompareState& state = view.compare;
  if (io.MouseWheel != 0) {
    state.camera = gfx::zoom_about(state.camera, under->view, at, std::pow(kWheelStep, static_cast<double>(io.MouseWheel)),
                                   gfx::zoom_limits(under->view));
    state.fit = Fit::free;
  }
  if (ImGui::IsItemActivated() && io.KeyAlt) state.active = under->photo->role;
  if (ImGui::IsItemActive() && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    const double unit = ui.scale * under->view.share;
    const gfx::Point by{io.MouseDelta.x / unit, io.MouseDelta.y / unit};
    gfx::Point& moved = io.KeyAlt ? state.nudge_by : state.pan_by;
    moved = {moved.x + by.x, moved.y + by.y};
  }
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) state.fit = state.fit == Fit::whole ? Fit::face : Fit::whole;
}

// A row that is not full ends in surround, not in the colour of the lines between panes.
void fill_rest(const std::vector<Pane>& panes, const UiContext& ui, const Rect& place) {
  if (panes.empty() || panes.back().frame.max.x + 1 >= place.max.x || panes.back().frame.min.y <= place.min.y) return;
  ImGui::GetWindowDrawList()->AddRectFilled({panes.back().frame.max.x + 1, panes.back().frame.min.y}, place.max,
                                            colour(ui.theme.surround));
}

}  // namespace

void draw_compare(const desk::Model& model, const desk::Reviewing& shown, ViewState& view, const UiContext& ui,
                  const Rect& place, desk::Intents& out) {
  const Panel panel("###compare", place.min, place.size(), ui.theme.line, {0, 0}, ImGuiWindowFlags_NoScrollWithMouse);
  // What the mouse did meets the panes as they were drawn; then they are laid out anew, so that nothing lags a frame.
  const desk::CompareLook& look = model.preferences.compare;
  ImGui::SetCursorScreenPos({place.min.x, place.min.y + ui.dp(kCaption)});
  ImGui::InvisibleButton("###photos", {std::max(1.0F, place.w()), std::max(1.0F, place.h() - ui.dp(kCaption))});
  const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  const auto before = arrange(shown, look, view.compare, place, ui.dp(kCaption), ui.scale);
  const bool pinning = take_pins(shown, view.compare, ui, before, out);
  if (hovered && !pinning) take_mouse(view, ui, before);
  const auto panes = arrange(shown, look, view.compare, place, ui.dp(kCaption), ui.scale);
  view.compare.magnification = magnification(panes);
  move_cursor(shown, view.compare, panes, hovered);
  fill_rest(panes, ui, place);
  for (std::size_t i = 0; i < panes.size(); ++i) {
    draw_caption(shown, view.compare, ui, panes[i]);
    draw_photo(model, shown, view, ui, panes[i], i);
  }
  if (view.compare.magnifier) draw_lenses(shown, look, view, ui, panes);
}

void draw_opening(const desk::Model& model, const desk::Opening& opening, const ViewState& view, const UiContext& ui,
                  const Rect& place) {
  const Panel panel("###compare", place.min, place.size(), ui.theme.line, {0, 0}, ImGuiWindowFlags_NoScrollWithMouse);
  const desk::Reviewing soon = desk::as_it_opens(opening);
  CompareState state = view.compare;  // the real one begins anew when the case is there
  const auto panes = arrange(soon, model.preferences.compare, state, place, ui.dp(kCaption), ui.scale);
  fill_rest(panes, ui, place);
  for (const Pane& pane : panes) {
    draw_caption(soon, state, ui, pane);
    ImGui::GetWindowDrawList()->AddRectFilled(pane.picture.min, pane.picture.max, colour(ui.theme.surround));
    draw_missing(ui, pane, ui.text("photo.loading"), icon::photo);
    ui.mark("pane/" + pane_name(*pane.photo), pane.frame.min, pane.frame.max);
  }
  const std::string name = domain::masked_name(soon.file->review_case.submission.student.name);
  ui.mark("waiting", place.min, place.max, ui.format("waiting.opening", {name}));
}

}  // namespace zhaojian::ui

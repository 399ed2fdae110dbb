#include "desk/selectors.h"
#include "ui/draw.h"
#include "ui/screens/screens.h"

namespace zhaojian::ui {
namespace {

constexpr double kZoomStep = 1.25;

bool overlay_open(const ViewState& view) {
  return view.finder.open || view.palette.open || view.skip_menu || view.help;
}

// In a text field letters are text, and the usual editing chords are the field's own; the others still act.
bool belongs_to_field(const desk::Chord& chord) {
  using enum desk::Key;
  if (chord.key >= f1) return false;
  if (!chord.ctrl) return true;
  switch (chord.key) {
    case a: case c: case v: case x: case y: case z: case left: case right: case up: case down: case home: case end:
    case backspace: case del: case enter: return true;
    default: return false;
  }
}

void zoom(ViewState& view, double factor) {
  view.compare.camera.zoom *= factor;
  view.compare.fit = Fit::free;
}

void focus_next(const desk::Model& model, CompareState& state) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  int panes = 0;
  for (const desk::PaneState& pane : shown->panes)
    if (pane.role != domain::PhotoRole::capture && pane.role != domain::PhotoRole::capture_code) ++panes;
  state.focus = state.focus + 1 >= panes ? -1 : state.focus + 1;
}

void toggle_registration(const desk::Model& model, CompareState& state) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  bool& wanted = shown->pass == desk::Pass::identity ? state.registered_for_identity : state.registered_for_standard;
  wanted = !wanted;
  state.fit = Fit::whole;
}

void look(desk::ViewAction action, const desk::Model& model, ViewState& view) {
  using enum desk::ViewAction;
  switch (action) {
    case palette: view.palette = {true, true, {}, 0}; break;
    case help: view.help = !view.help; break;
    case find_reason: view.finder = {true, true, {}, 0}; break;
    case skip_menu: view.skip_menu = true; break;
    case filter_queue: view.filter_focus = true; break;
    case zoom_in: zoom(view, kZoomStep); break;
    case zoom_out: zoom(view, 1 / kZoomStep); break;
    case fit_whole: view.compare.fit = Fit::whole; break;
    case fit_face: view.compare.fit = view.compare.fit == Fit::face ? Fit::head : Fit::face; break;
    case actual_size: zoom(view, 1 / view.compare.magnification); break;
    case magnifier: view.compare.magnifier = !view.compare.magnifier; break;
    case evidence: view.compare.evidence = !view.compare.evidence; break;
    case registered: toggle_registration(model, view.compare); break;
    case flicker: view.compare.flicker = true; break;  // until the key is let go, see the loop
    case focus_next_pane: focus_next(model, view.compare); break;
    case open_selected: break;
    case dismiss: view.help = false; break;
  }
}

}  // namespace

void carry_out(const desk::Action& action, const desk::Model& model, ViewState& view, desk::Intents& out) {
  if (const auto* intent = std::get_if<desk::Intent>(&action))
    out.push_back(*intent);
  else
    look(std::get<desk::ViewAction>(action), model, view);
}

desk::Intents take_keys(const desk::Model& model, ViewState& view, std::span<const desk::KeyPress> presses, bool typing) {
  desk::Intents out;
  for (const desk::KeyPress& press : presses) {
    const bool escape = press.chord == desk::Chord{desk::Key::escape, false, false, false};
    if (overlay_open(view)) continue;  // an overlay reads its own keys while it is drawn
    if (escape && !press.repeat) {
      if (!model.notices.empty()) out.push_back(desk::DismissNotice{model.notices.back().id});
      view.compare.focus = -1;
      continue;
    }
    if (typing && belongs_to_field(press.chord)) continue;
    if (const auto action = desk::action_for(model, press)) carry_out(*action, model, view, out);
  }
  return out;
}

}  // namespace zhaojian::ui

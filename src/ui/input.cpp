#include <algorithm>

#include "desk/selectors.h"
#include "ui/draw.h"
#include "ui/screens/compare_panes.h"
#include "ui/screens/key_map.h"
#include "ui/screens/screens.h"

namespace zhaojian::ui {
namespace {

constexpr double kZoomStep = 1.25;

bool overlay_open(const ViewState& view) {
  return view.finder.open || view.palette.open || view.aside_menu || view.help || view.notices;
}

// Pages one goes to for a look and comes back from. Not the contact sheet: leaving it gives its photos back.
bool beside_the_desk(desk::Screen screen) {
  using enum desk::Screen;
  return screen == outbox || screen == problems || screen == history || screen == settings;
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

void focus_next(const desk::Model& model, CompareState& state) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  const desk::CompareLook& look = model.preferences.compare;
  const auto beside = static_cast<int>(beside_submission(*shown, look).size());
  if (look.arrangement == desk::Arrangement::pair && beside > 1) {
    state.beside = (state.beside + 1) % beside;
    return;
  }
  const int all = beside + 1 + (preview_of(*shown) ? 1 : 0);
  state.focus = state.focus + 1 >= all ? -1 : state.focus + 1;
}

void next_nudged(const desk::Model& model, CompareState& state) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!shown) return;
  const auto photos = shown_photos(*shown, model.preferences.compare, state);
  if (photos.empty()) return;
  const auto at = std::ranges::find(photos, state.active, &desk::PaneState::role);
  state.choosing = true;
  const bool last = at == photos.end() || at + 1 == photos.end();
  state.active = (last ? photos.front() : *(at + 1))->role;
}

void inspect(CompareState& state, Inspection what) {
  state.inspection = state.inspection == what ? Inspection::none : what;
}

void ask_why(domain::AsideKind kind, const desk::Model& model, ViewState& view) {
  view.aside_menu = kind;
  view.aside_sequence = desk::sequence_on_screen(model);
}

void look(desk::ViewAction action, const desk::Model& model, ViewState& view) {
  using enum desk::ViewAction;
  switch (action) {
    case palette: view.palette = {true, true, {}, 0, desk::sequence_on_screen(model)}; break;
    case help: view.help = !view.help; break;
    case notices: view.notices = !view.notices; break;
    case find_reason: view.finder = {true, true, {}, 0, desk::sequence_on_screen(model)}; break;
    case skip_menu: ask_why(domain::AsideKind::skip, model, view); break;
    case escalate_menu: ask_why(domain::AsideKind::escalate, model, view); break;
    case reverse_menu: ask_why(domain::AsideKind::reverse, model, view); break;
    case filter_queue: view.filter_focus = true, view.compare.full = false; break;
    case zoom_in: view.compare.zoom_by *= kZoomStep; break;
    case zoom_out: view.compare.zoom_by /= kZoomStep; break;
    case fit_whole: view.compare.fit = Fit::whole; break;
    case fit_face: view.compare.fit = Fit::face; break;
    case fit_head: view.compare.fit = Fit::head; break;
    case actual_size: view.compare.actual_size = true; break;
    case magnifier: view.compare.magnifier = !view.compare.magnifier; break;
    case evidence: view.compare.evidence = !view.compare.evidence; break;
    case flicker: view.compare.flicker = true; break;  // until the key is let go, see the loop
    case focus_next_pane: focus_next(model, view.compare); break;
    case swap: view.compare.swapped = !view.compare.swapped; break;
    case original: view.compare.original = !view.compare.original; break;
    case full_screen: view.compare.full = !view.compare.full; break;
    case difference: inspect(view.compare, Inspection::difference); break;
    case texture_loss: inspect(view.compare, Inspection::texture_loss); break;
    case zebra:  // on the photo itself: what stands in its place goes
      view.compare.zebra = view.compare.inspection != Inspection::none || !view.compare.zebra;
      view.compare.inspection = Inspection::none;
      break;
    case next_nudged: ui::next_nudged(model, view.compare); break;
    case reset_nudges: view.compare.nudges = {}, view.compare.choosing = false; break;
    case place_point: view.compare.place_point = true; break;
    case panel_down: ++view.side.by, view.compare.full = false; break;
    case panel_up: --view.side.by, view.compare.full = false; break;
    case open_selected: break;
    case dismiss: view.help = view.notices = false; break;
  }
}

// What changes a panel beside the photos: that comes back where the photos stood alone, so that it is seen.
bool changes_a_panel(const desk::Intent& intent) {
  return std::holds_alternative<desk::PickReason>(intent) || std::holds_alternative<desk::ClearReasons>(intent) ||
         std::holds_alternative<desk::TogglePassed>(intent) || std::holds_alternative<desk::ToggleTicks>(intent) ||
         std::holds_alternative<desk::TickClause>(intent) || std::holds_alternative<desk::GroupByClause>(intent);
}

void move(const desk::Move& by, CompareState& state) {
  using enum desk::Move::What;
  gfx::Point& moved = by.what == camera ? state.pan_by : by.what == pane ? state.nudge_by : state.cursor_by;
  moved = {moved.x + by.right, moved.y + by.down};
}

// One thing at a time goes away, the nearest to the hand first. Returns false when there was nothing.
bool put_away(const desk::Model& model, CompareState& state, desk::Intents& out) {
  const desk::Reviewing* shown = desk::reviewing(model);
  if (shown && shown->tool != desk::Tool::none) {
    out.push_back(desk::TakeTool{desk::Tool::none});
  } else if (state.inspection != Inspection::none) {
    state.inspection = Inspection::none;
  } else if (state.focus >= 0) {
    state.focus = -1;
  } else if (state.full) {
    state.full = false;
  } else {
    return false;
  }
  return true;
}

// An outcome that wants a kind of reason the nine keys do not offer: they are laid out instead of refusing it.
bool lays_out_reasons(const desk::Intent& intent, const desk::Model& model, ViewState& view) {
  const auto* decide = std::get_if<desk::Decide>(&intent);
  const desk::Reviewing* shown = desk::reviewing(model);
  if (!decide || !shown || shown->sequence != decide->sequence || model.store_failure) return false;
  if (desk::wanted_reasons(model, *shown, decide->outcome).empty()) return false;
  view.finder = {true, true, {}, 0, shown->sequence, decide->outcome};
  return true;
}

}  // namespace

void carry_out(const desk::Action& action, const desk::Model& model, ViewState& view, desk::Intents& out) {
  if (const auto* intent = std::get_if<desk::Intent>(&action)) {
    if (lays_out_reasons(*intent, model, view)) return;
    if (changes_a_panel(*intent)) view.compare.full = false;
    out.push_back(*intent);
  } else if (const auto* by = std::get_if<desk::Move>(&action)) {
    move(*by, view.compare);
  } else {
    look(std::get<desk::ViewAction>(action), model, view);
  }
}

desk::Intents take_keys(const desk::Model& model, ViewState& view, std::span<const desk::KeyPress> presses, bool typing) {
  desk::Intents out;
  for (const desk::KeyPress& press : presses) {
    if (take_key_change(model, view, press, out)) continue;
    const bool escape = press.chord == desk::Chord{desk::Key::escape, false, false, false};
    if (overlay_open(view)) continue;  // an overlay reads its own keys while it is drawn
    if (escape && typing) continue;  // it leaves the field, no more
    if (escape && !press.repeat) {
      if (put_away(model, view.compare, out)) continue;
      if (!model.notices.empty())
        out.push_back(desk::DismissNotice{model.notices.back().id});
      else if (desk::looked_back(model) && model.screen == desk::Screen::review)
        out.push_back(desk::StopLooking{});
      else if (beside_the_desk(model.screen))
        out.push_back(desk::Go{model.me ? desk::Screen::review : desk::Screen::sign_in});
      continue;
    }
    if (typing && belongs_to_field(press.chord)) continue;
    if (const auto action = desk::action_for(model, press)) carry_out(*action, model, view, out);
  }
  return out;
}

}  // namespace zhaojian::ui

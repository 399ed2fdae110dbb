#include "ui/command_promises.h"

#include <algorithm>

#include "desk/selectors.h"

namespace zhaojian::test {

using desk::Screen;
using domain::Outcome;

const desk::Reviewing* Press::was() const { return desk::reviewing(before.model); }
const desk::Reviewing* Press::is() const { return desk::reviewing(after.model); }

namespace {

Promise decides(Outcome outcome) {
  return [=](const Press& p) {
    const auto* record = p.effect<desk::RecordDecision>();
    return record && p.was() && record->decision.outcome == outcome &&
           record->decision.submission == p.was()->file->review_case.submission.id;
  };
}
// Or lays out the reasons without which it cannot.
Promise decides_or_asks(Outcome outcome) {
  return [=](const Press& p) {
    const ui::Finder& finder = p.after.view.finder;
    return decides(outcome)(p) || (finder.open && finder.before == outcome && p.was() && finder.sequence == p.was()->sequence);
  };
}
Promise asks_why(domain::AsideKind kind) {
  return [=](const Press& p) { return p.after.view.aside_menu == kind; };
}
Promise goes(Screen screen) {
  return [=](const Press& p) { return p.after.model.screen == screen; };
}
template <class Effect> Promise asks_for() {
  return [](const Press& p) { return p.effect<Effect>() != nullptr; };
}
// Something of the view or of the case is other than it was.
template <class T> Promise turns(T ui::CompareState::*member) {
  return [=](const Press& p) { return p.view_before().*member != p.view_after().*member; };
}
template <class T> Promise turns(T desk::Reviewing::*member) {
  return [=](const Press& p) { return p.was() && p.is() && p.was()->*member != p.is()->*member; };
}
template <class T> Promise turns(T desk::CompareLook::*member) {
  return [=](const Press& p) { return p.look_before().*member != p.look_after().*member; };
}
Promise camera(double dx, double dy) {
  return [=](const Press& p) {
    const auto &from = p.view_before().camera.centre, &to = p.view_after().camera.centre;
    // The photo moves against the view; at its edge the view stays.
    return (to.x - from.x) * dx >= 0 && (to.y - from.y) * dy >= 0;
  };
}
Promise shows_pass(desk::Pass pass) {
  return [=](const Press& p) { return p.is() && p.is()->pass == pass; };
}
Promise takes(desk::Tool tool) {
  return [=](const Press& p) {
    return p.was() && p.is() && p.is()->tool == (p.was()->tool == tool ? desk::Tool::none : tool);
  };
}
Promise digit(int n) {
  return [=](const Press& p) {
    if (!p.was() || !p.is()) return false;
    if (p.was()->pass == desk::Pass::identity)
      return p.is()->identity && p.is()->identity->changed_to.value_or(p.is()->identity->first) == n;
    return p.was()->reasons != p.is()->reasons;
  };
}
std::optional<domain::Region> pin_of(const desk::Reviewing* shown) {
  if (!shown) return {};
  for (const domain::GivenReason& reason : shown->reasons)
    if (reason.code == shown->pin) return reason.region;
  return {};
}
Promise moves_pin() {
  return [](const Press& p) { return pin_of(p.was()) != pin_of(p.is()); };
}
Promise selects_tile(int dx, int dy) {
  return [=](const Press& p) {
    const auto from = static_cast<int>(p.before.model.sheet.selected), to = static_cast<int>(p.after.model.sheet.selected);
    const auto last = static_cast<int>(p.before.model.sheet.tiles.size()) - 1;
    const int wanted = from + dx + dy * static_cast<int>(p.before.model.sheet.columns);
    return to == wanted || (to == from && (wanted < 0 || wanted > last));  // at the edge it stays
  };
}
Promise steps_check() {
  return [](const Press& p) {
    if (!p.was() || !p.is()) return false;
    if (p.was()->tool != desk::Tool::none) return p.view_before().cursor.y != p.view_after().cursor.y;
    return p.was()->shown_finding != p.is()->shown_finding || p.was()->shown_tick != p.is()->shown_tick;
  };
}
Promise moves_cursor() {
  return [](const Press& p) {
    return p.view_before().cursor.x != p.view_after().cursor.x || p.view_before().cursor.y != p.view_after().cursor.y;
  };
}
Promise nudges() {
  return [](const Press& p) {
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 7; ++j) {
        const auto &a = p.view_before().nudges[i][j], &b = p.view_after().nudges[i][j];
        if (a.x != b.x || a.y != b.y) return true;
      }
    return false;
  };
}
Promise inspects(ui::Inspection what) {
  return [=](const Press& p) {
    return p.view_after().inspection == (p.view_before().inspection == what ? ui::Inspection::none : what);
  };
}
Promise fits(ui::Fit fit) {
  return [=](const Press& p) { return p.view_after().fit == fit; };
}
template <class Ask> Promise marks(Ask ask) {
  return [=](const Press& p) {
    const auto &a = p.before.model.sheet.tiles, &b = p.after.model.sheet.tiles;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
      if (ask(a[i], b[i])) return true;
    return false;
  };
}

}  // namespace

const std::map<std::string_view, Promise>& promises() {
  using enum Screen;
  static const auto registered = [](const Press& p) {
    const bool identity = p.was() && p.was()->pass == desk::Pass::identity;
    const auto member = identity ? &desk::CompareLook::registered_for_identity : &desk::CompareLook::registered_for_standard;
    return p.look_before().*member != p.look_after().*member;
  };
  static const auto zoomed = [](bool in) {
    return [in](const Press& p) {
      const double from = p.view_before().camera.zoom, to = p.view_after().camera.zoom;
      return in ? to >= from : to <= from;
    };
  };
  static const auto bulk = [](const desk::Tile& a, const desk::Tile& b) {
    return a.state == desk::TileState::open && b.state == desk::TileState::deciding;
  };
  static const auto marked = [](const desk::Tile& a, const desk::Tile& b) { return a.marked != b.marked; };
  static const std::map<std::string_view, Promise> all{
      {"review.approve", decides(Outcome::approve)},
      {"review.retake", decides(Outcome::retake)},
      {"review.identity_doubt", decides_or_asks(Outcome::identity_doubt)},
      {"review.reprocess", decides_or_asks(Outcome::reprocess)},
      {"review.escalate", asks_why(domain::AsideKind::escalate)},
      {"review.skip", asks_why(domain::AsideKind::skip)},
      {"review.reverse", asks_why(domain::AsideKind::reverse)},
      {"review.undo", asks_for<desk::UndoDecision>()},
      {"review.look_back", asks_for<desk::LoadPast>()},
      {"review.look_forward", [](const Press& p) { return p.effect<desk::LoadPast>() || !desk::looked_back(p.after.model); }},
      {"review.continue", [](const Press& p) { return p.effect<desk::ClaimCases>() || p.after.model.claim_pending || desk::on_desk(p.after.model) || (!desk::decides(p.after.model) && std::holds_alternative<desk::Idle>(p.after.model.review)) || (p.after.model.store_failure && std::holds_alternative<desk::Claiming>(p.after.model.review)); }},
      {"review.identity_pass", shows_pass(desk::Pass::identity)},
      {"review.standard_pass", shows_pass(desk::Pass::standard)},
      {"review.digit_1", digit(1)}, {"review.digit_2", digit(2)}, {"review.digit_3", digit(3)},
      {"review.digit_4", digit(4)}, {"review.digit_5", digit(5)}, {"review.digit_6", digit(6)},
      {"review.digit_7", digit(7)}, {"review.digit_8", digit(8)}, {"review.digit_9", digit(9)},
      {"review.find_reason", [](const Press& p) { return p.after.view.finder.open; }},
      {"review.clear_reasons", [](const Press& p) { return p.is() && p.is()->reasons.empty() && p.is()->note.empty(); }},
      {"review.next_finding", steps_check()},
      {"review.previous_finding", steps_check()},
      {"review.toggle_passed", turns(&desk::Reviewing::show_passed)},
      {"review.tick", [](const Press& p) { return turns(&desk::Reviewing::ticks)(p) || turns(&desk::Reviewing::show_ticks)(p) || turns(&desk::Reviewing::shown_tick)(p); }},
      {"review.toggle_ticks", turns(&desk::Reviewing::show_ticks)},
      {"review.panel_down", [](const Press& p) { return p.after.view.side.at > p.before.view.side.at || p.before.view.side.at >= p.before.view.side.farthest; }},
      {"review.panel_up", [](const Press& p) { return p.after.view.side.at < p.before.view.side.at || p.before.view.side.at <= 0; }},
      {"review.by_clause", turns(&desk::Reviewing::by_clause)},
      {"pin.next", [](const Press& p) { return p.is() && p.is()->pin && (p.was()->pin != p.is()->pin || p.is()->reasons.size() == 1); }},
      {"pin.left", moves_pin()}, {"pin.right", moves_pin()}, {"pin.up", moves_pin()}, {"pin.down", moves_pin()},
      {"pin.narrower", moves_pin()}, {"pin.wider", moves_pin()}, {"pin.lower", moves_pin()}, {"pin.taller", moves_pin()},
      {"pin.remove", [](const Press& p) { return p.was() && p.was()->pin && !pin_of(p.is()); }},
      {"sheet.approve", marks(bulk)}, {"sheet.retake", marks(bulk)},
      {"sheet.mark", marks(marked)}, {"sheet.mark_all", marks(marked)},
      {"sheet.open", [](const Press& p) { return p.after.model.sheet.opened.has_value() && p.after.model.screen == review; }},
      {"sheet.more", [](const Press& p) { return p.effect<desk::ClaimSheet>() || p.after.model.sheet.phase == desk::Sheet::Phase::claiming; }},
      {"sheet.find_reason", [](const Press& p) { return p.after.view.finder.open; }},
      {"sheet.left", selects_tile(-1, 0)}, {"sheet.right", selects_tile(1, 0)},
      {"sheet.up", selects_tile(0, -1)}, {"sheet.down", selects_tile(0, 1)},
      {"view.guides", turns(&desk::Reviewing::guides)},
      {"view.evidence", turns(&ui::CompareState::evidence)},
      {"view.registered", registered},
      {"view.tone", turns(&desk::CompareLook::tone_matched)},
      {"view.original", turns(&ui::CompareState::original)},
      {"view.magnifier", turns(&ui::CompareState::magnifier)},
      {"view.flicker", [](const Press& p) { return p.view_after().flicker; }},
      {"view.difference", inspects(ui::Inspection::difference)},
      {"view.texture_loss", inspects(ui::Inspection::texture_loss)},
      {"view.preview", [](const Press& p) {
         const bool shown = p.was() && p.was()->preview && p.was()->preview->shown;
         return p.is() && p.is()->preview && p.is()->preview->shown != shown;
       }},
      {"view.zebra", turns(&ui::CompareState::zebra)},
      {"view.picker", takes(desk::Tool::picker)}, {"view.ruler", takes(desk::Tool::ruler)}, {"view.angle", takes(desk::Tool::angle)},
      {"view.place_point", [](const Press& p) { return p.view_before().points.size() != p.view_after().points.size(); }},
      {"view.cursor_left", moves_cursor()}, {"view.cursor_right", moves_cursor()},
      {"view.cursor_far_left", moves_cursor()}, {"view.cursor_far_right", moves_cursor()},
      {"view.cursor_far_up", moves_cursor()}, {"view.cursor_far_down", moves_cursor()},
      {"view.zoom_in", zoomed(true)}, {"view.zoom_out", zoomed(false)},
      {"view.fit_whole", fits(ui::Fit::whole)}, {"view.fit_face", fits(ui::Fit::face)}, {"view.fit_head", fits(ui::Fit::head)},
      {"view.actual_size", fits(ui::Fit::free)},
      {"view.focus_next_pane", [](const Press& p) { return p.view_before().focus != p.view_after().focus || p.view_before().beside != p.view_after().beside; }},
      {"view.arrangement", turns(&desk::CompareLook::arrangement)},
      {"view.swap", turns(&ui::CompareState::swapped)},
      {"view.full_screen", turns(&ui::CompareState::full)},
      {"view.pan_left", camera(-1, 0)}, {"view.pan_right", camera(1, 0)}, {"view.pan_up", camera(0, -1)}, {"view.pan_down", camera(0, 1)},
      {"view.next_nudged", [](const Press& p) { return p.view_after().choosing; }},
      {"view.nudge_left", nudges()}, {"view.nudge_right", nudges()}, {"view.nudge_up", nudges()}, {"view.nudge_down", nudges()},
      {"view.reset_nudges", [](const Press& p) { return !p.view_after().choosing; }},
      {"app.palette", [](const Press& p) { return p.after.view.palette.open; }},
      {"app.help", [](const Press& p) { return p.after.view.help; }},
      {"app.notices", [](const Press& p) { return p.after.view.notices; }},
      {"app.review", goes(review)}, {"app.outbox", goes(outbox)}, {"app.problems", goes(problems)},
      {"app.history", goes(history)}, {"app.sheet", goes(sheet)}, {"app.settings", goes(settings)},
      {"app.refresh", asks_for<desk::PollNow>()},
      {"queue.filter", [](const Press& p) { return p.after.view.queue_field; }},
      {"app.sign_out", [](const Press& p) { return !p.after.model.me && p.after.model.screen == sign_in; }},
      {"app.quit", asks_for<desk::CloseWindow>()}};
  return all;
}

}  // namespace zhaojian::test

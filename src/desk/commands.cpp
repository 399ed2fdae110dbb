#include "desk/commands.h"

#include <algorithm>

#include "desk/selectors.h"

namespace zhaojian::desk {
namespace {

using domain::Outcome;
using Made = std::optional<Action>;

bool always(const Model&) { return true; }
bool signed_in(const Model& m) { return m.me.has_value(); }
bool shown(const Model& m) { return reviewing(m) != nullptr; }
bool standard(const Model& m) { return shown(m) && reviewing(m)->pass == Pass::standard; }
// The list of checks is there in the standard pass; its two folded lines only while it follows the verdicts.
bool by_verdict(const Model& m) { return standard(m) && !reviewing(m)->by_clause; }
bool has_checks(const Model& m) { return by_verdict(m) && reviewing(m)->file->assessment.has_value(); }
bool full_screen(const Model& m) { return shown(m) && !m.store_failure; }  // its alarm needs the room
// What is measured or drawn on the submitted photo needs one.
bool has_photo(const Model& m) {
  return standard(m) && !reviewing(m)->panes.empty() && reviewing(m)->panes.front().phase == PhotoPhase::ready;
}
bool has_capture(const Model& m) {
  if (!has_photo(m)) return false;
  for (const PaneState& pane : reviewing(m)->panes)
    if (pane.role == domain::PhotoRole::capture && pane.phase == PhotoPhase::ready) return true;
  return false;
}
bool has_another(const Model& m) {  // a photo to change places with
  const bool captures = m.preferences.compare.arrangement != Arrangement::references;
  return shown(m) && std::ranges::any_of(reviewing(m)->panes, [&](const PaneState& pane) {
           using enum domain::PhotoRole;
           const bool lies_there = pane.role != submission && pane.role != capture_code && (captures || pane.role != capture);
           return lies_there && !pane.lost();
         });
}
bool several(const Model& m) { return shown(m) && reviewing(m)->panes.size() > 1; }
bool measuring(const Model& m) { return shown(m) && reviewing(m)->tool != Tool::none; }
bool editable(const Model& m) { return shown(m) && !looked_back(m); }
bool decidable(const Model& m) { return editable(m) && !m.store_failure; }
bool judges(const Model& m) { return decides(m); }
bool looking(const Model& m) { return looked_back(m) != nullptr; }
bool reversible(const Model& m) { return decides(m) && shown(m) && looking(m) && !m.store_failure && !m.reversing; }
bool chooses(const Model& m) { return editable(m) && standard(m); }  // reasons are not there in the identity pass
bool has_pin(const Model& m) { return chooses(m) && !reviewing(m)->reasons.empty(); }
bool has_place(const Model& m) {
  if (!has_pin(m)) return false;
  for (const domain::GivenReason& reason : reviewing(m)->reasons)
    if (reason.code == reviewing(m)->pin) return reason.region.has_value();
  return false;
}
bool has_choices(const Model& m) { return chooses(m) && (!reviewing(m)->reasons.empty() || !reviewing(m)->note.empty()); }
bool sheet_free(const Model& m) { return decides(m) && m.sheet.phase != Sheet::Phase::claiming; }
bool on_sheet(const Model& m) { return m.sheet.phase == Sheet::Phase::shown; }
bool sheet_decidable(const Model& m) { return on_sheet(m) && !m.store_failure; }
bool can_undo(const Model& m) { return undoable(m) != nullptr; }
bool waiting(const Model& m) {
  if (looking(m)) return true;
  return decides(m) && (std::holds_alternative<Idle>(m.review) || std::holds_alternative<QueueEmpty>(m.review) ||
                        std::holds_alternative<ClaimFailed>(m.review) || std::holds_alternative<Gone>(m.review));
}

template <Outcome outcome>
Made make_decide(const Model&, std::uint64_t sequence) { return Intent{Decide{sequence, outcome}}; }
template <Outcome outcome>
Made make_sheet_decide(const Model&, std::uint64_t sequence) { return Intent{SheetDecide{sequence, outcome}}; }
template <int columns, int rows>
Made make_sheet_step(const Model&, std::uint64_t) { return Intent{SheetStep{columns, rows}}; }
template <int dx, int dy, int dw, int dh>
Made make_move_pin(const Model&, std::uint64_t) { return Intent{MovePin{dx, dy, dw, dh}}; }
template <int by>
Made make_step_back(const Model&, std::uint64_t) { return Intent{StepBack{by}}; }
template <ViewAction action>
Made make_view(const Model&, std::uint64_t) { return action; }
template <Screen screen>
Made make_go(const Model&, std::uint64_t) { return Intent{Go{screen}}; }
template <Move::What what, int right, int down>
Made make_move(const Model&, std::uint64_t) { return Move{what, right, down}; }
// The arrows walk through the checks; with a tool in hand they move its cursor.
template <int by>
Made make_step(const Model& m, std::uint64_t) {
  if (measuring(m)) return Move{Move::What::cursor, 0, by};
  return Intent{StepFinding{by}};
}
template <Tool tool>
Made make_tool(const Model&, std::uint64_t) { return Intent{TakeTool{tool}}; }
template <Pass pass>
Made make_pass(const Model&, std::uint64_t) { return Intent{ShowPass{pass}}; }

Made keep(const Model& model, const CompareLook& look) {
  Preferences changed = model.preferences;
  changed.compare = look;
  return Intent{SetPreferences{changed}};
}

Made make_registered(const Model& model, std::uint64_t) {
  CompareLook look = model.preferences.compare;
  const Reviewing* r = reviewing(model);
  bool& wanted = r && r->pass == Pass::identity ? look.registered_for_identity : look.registered_for_standard;
  wanted = !wanted;
  return keep(model, look);
}

Made make_tone(const Model& model, std::uint64_t) {
  CompareLook look = model.preferences.compare;
  look.tone_matched = !look.tone_matched;
  return keep(model, look);
}

Made make_arrangement(const Model& model, std::uint64_t) {
  CompareLook look = model.preferences.compare;
  constexpr int kArrangements = 3;
  look.arrangement = static_cast<Arrangement>((static_cast<int>(look.arrangement) + 1) % kArrangements);
  return keep(model, look);
}

// 1-7 answer in the identity pass; 1-9 pick the offered reasons in the standard pass.
template <int digit>
Made make_digit(const Model& model, std::uint64_t sequence) {
  const Reviewing* r = reviewing(model);
  if (!r) return {};
  if (r->pass == Pass::identity) {
    if (digit > 7) return {};
    return Intent{AnswerIdentity{sequence, digit}};
  }
  const auto offered = offered_reasons(model, *r);
  if (static_cast<std::size_t>(digit) > offered.size()) return {};
  return Intent{PickReason{sequence, offered[digit - 1]->code}};
}

constexpr Chord key(Key k) { return {k, false, false, false}; }
constexpr Chord ctrl(Key k) { return {k, true, false, false}; }
constexpr Chord ctrl_shift(Key k) { return {k, true, true, false}; }
constexpr Chord alt_shift(Key k) { return {k, false, true, true}; }
constexpr Chord shift(Key k) { return {k, false, true, false}; }
constexpr Chord alt(Key k) { return {k, false, false, true}; }
constexpr int kPan = 48, kFar = 10;
constexpr auto kCamera = Move::What::camera;
constexpr auto kPane = Move::What::pane;
constexpr auto kCursor = Move::What::cursor;

constexpr Command kCommands[] = {
    {"review.approve", key(Key::a), Where::review, false, decidable, make_decide<Outcome::approve>, true},
    {"review.retake", key(Key::r), Where::review, false, decidable, make_decide<Outcome::retake>, true},
    {"review.identity_doubt", key(Key::i), Where::review, false, decidable, make_decide<Outcome::identity_doubt>, true},
    {"review.reprocess", key(Key::p), Where::review, false, decidable, make_decide<Outcome::reprocess>, true},
    {"review.escalate", key(Key::s), Where::review, false, decidable, make_view<ViewAction::escalate_menu>, true},
    {"review.skip", key(Key::n), Where::review, false, decidable, make_view<ViewAction::skip_menu>, true},
    {"review.undo", ctrl(Key::z), Where::anywhere, false, can_undo,
     [](const Model&, std::uint64_t) -> Made { return Intent{Undo{}}; }},
    {"review.look_back", key(Key::comma), Where::review, false, signed_in, make_step_back<1>},
    {"review.look_forward", shift(Key::comma), Where::review, false, looking, make_step_back<-1>},
    {"review.reverse", ctrl(Key::r), Where::review, false, reversible, make_view<ViewAction::reverse_menu>},
    {"review.continue", key(Key::enter), Where::review, false, waiting,
     [](const Model&, std::uint64_t) -> Made { return Intent{Continue{}}; }},

    {"review.identity_pass", key(Key::q), Where::review, false, shown, make_pass<Pass::identity>},
    {"review.standard_pass", key(Key::w), Where::review, false, shown, make_pass<Pass::standard>},
    {"review.digit_1", key(Key::d1), Where::review, false, editable, make_digit<1>, true},
    {"review.digit_2", key(Key::d2), Where::review, false, editable, make_digit<2>, true},
    {"review.digit_3", key(Key::d3), Where::review, false, editable, make_digit<3>, true},
    {"review.digit_4", key(Key::d4), Where::review, false, editable, make_digit<4>, true},
    {"review.digit_5", key(Key::d5), Where::review, false, editable, make_digit<5>, true},
    {"review.digit_6", key(Key::d6), Where::review, false, editable, make_digit<6>, true},
    {"review.digit_7", key(Key::d7), Where::review, false, editable, make_digit<7>, true},
    {"review.digit_8", key(Key::d8), Where::review, false, editable, make_digit<8>, true},
    {"review.digit_9", key(Key::d9), Where::review, false, editable, make_digit<9>, true},
    {"review.find_reason", key(Key::slash), Where::review, false, chooses, make_view<ViewAction::find_reason>, true},
    {"review.clear_reasons", key(Key::backspace), Where::review, false, has_choices,
     [](const Model&, std::uint64_t) -> Made { return Intent{ClearReasons{}}; }},
    {"pin.next", shift(Key::o), Where::review, false, has_pin,
     [](const Model&, std::uint64_t) -> Made { return Intent{StepPin{1}}; }},
    {"pin.left", alt_shift(Key::left), Where::review, true, has_pin, make_move_pin<-4, 0, 0, 0>},
    {"pin.right", alt_shift(Key::right), Where::review, true, has_pin, make_move_pin<4, 0, 0, 0>},
    {"pin.up", alt_shift(Key::up), Where::review, true, has_pin, make_move_pin<0, -4, 0, 0>},
    {"pin.down", alt_shift(Key::down), Where::review, true, has_pin, make_move_pin<0, 4, 0, 0>},
    {"pin.narrower", ctrl_shift(Key::left), Where::review, true, has_pin, make_move_pin<2, 0, -4, 0>},
    {"pin.wider", ctrl_shift(Key::right), Where::review, true, has_pin, make_move_pin<-2, 0, 4, 0>},
    {"pin.lower", ctrl_shift(Key::down), Where::review, true, has_pin, make_move_pin<0, 2, 0, -4>},
    {"pin.taller", ctrl_shift(Key::up), Where::review, true, has_pin, make_move_pin<0, -2, 0, 4>},
    {"pin.remove", ctrl(Key::backspace), Where::review, false, has_place,
     [](const Model& m, std::uint64_t) -> Made { return Intent{PinReason{*reviewing(m)->pin, std::nullopt}}; }},

    {"sheet.approve", key(Key::a), Where::sheet, false, sheet_decidable, make_sheet_decide<Outcome::approve>, true},
    {"sheet.retake", key(Key::r), Where::sheet, false, sheet_decidable, make_sheet_decide<Outcome::retake>, true},
    {"sheet.mark", key(Key::space), Where::sheet, false, on_sheet,
     [](const Model&, std::uint64_t n) -> Made { return Intent{SheetMark{n, {}}}; }},
    {"sheet.mark_all", ctrl(Key::a), Where::sheet, false, on_sheet,
     [](const Model&, std::uint64_t n) -> Made { return Intent{SheetMarkAll{n}}; }},
    {"sheet.open", key(Key::enter), Where::sheet, false, on_sheet,
     [](const Model&, std::uint64_t n) -> Made { return Intent{SheetOpen{n}}; }},
    {"sheet.more", key(Key::n), Where::sheet, false, sheet_free,
     [](const Model&, std::uint64_t) -> Made { return Intent{SheetMore{}}; }},
    {"sheet.find_reason", key(Key::slash), Where::sheet, false, sheet_decidable, make_view<ViewAction::find_reason>},
    {"sheet.left", key(Key::left), Where::sheet, true, on_sheet, make_sheet_step<-1, 0>},
    {"sheet.right", key(Key::right), Where::sheet, true, on_sheet, make_sheet_step<1, 0>},
    {"sheet.up", key(Key::up), Where::sheet, true, on_sheet, make_sheet_step<0, -1>},
    {"sheet.down", key(Key::down), Where::sheet, true, on_sheet, make_sheet_step<0, 1>},

    {"review.next_finding", key(Key::down), Where::review, true, standard, make_step<1>},
    {"review.previous_finding", key(Key::up), Where::review, true, standard, make_step<-1>},
    {"review.toggle_passed", key(Key::x), Where::review, false, has_checks,
     [](const Model&, std::uint64_t) -> Made { return Intent{TogglePassed{}}; }},
    {"review.tick", key(Key::k), Where::review, false, standard,
     [](const Model&, std::uint64_t n) -> Made { return Intent{TickClause{n, {}}}; }},
    {"review.toggle_ticks", shift(Key::k), Where::review, false, by_verdict,
     [](const Model&, std::uint64_t) -> Made { return Intent{ToggleTicks{}}; }},
    {"review.by_clause", key(Key::b), Where::review, false, standard,
     [](const Model&, std::uint64_t) -> Made { return Intent{GroupByClause{}}; }},
    {"review.panel_down", key(Key::page_down), Where::review, true, standard, make_view<ViewAction::panel_down>},
    {"review.panel_up", key(Key::page_up), Where::review, true, standard, make_view<ViewAction::panel_up>},
    {"view.guides", key(Key::g), Where::review, false, standard,
     [](const Model&, std::uint64_t) -> Made { return Intent{ToggleGuides{}}; }},
    {"view.evidence", key(Key::e), Where::review, false, standard, make_view<ViewAction::evidence>},
    {"view.registered", key(Key::t), Where::review, false, shown, make_registered},
    {"view.tone", key(Key::y), Where::review, false, shown, make_tone},
    {"view.original", key(Key::o), Where::review, false, shown, make_view<ViewAction::original>},
    {"view.magnifier", key(Key::m), Where::review, false, shown, make_view<ViewAction::magnifier>},
    {"view.flicker", key(Key::space), Where::review, false, has_capture, make_view<ViewAction::flicker>},
    {"view.difference", key(Key::d), Where::review, false, has_capture, make_view<ViewAction::difference>},
    {"view.texture_loss", key(Key::l), Where::review, false, has_capture, make_view<ViewAction::texture_loss>},
    {"view.preview", shift(Key::p), Where::review, false, standard,
     [](const Model&, std::uint64_t) -> Made { return Intent{TogglePreview{}}; }},
    {"view.zebra", key(Key::h), Where::review, false, has_photo, make_view<ViewAction::zebra>},
    {"view.picker", key(Key::c), Where::review, false, has_photo, make_tool<Tool::picker>},
    {"view.ruler", key(Key::u), Where::review, false, has_photo, make_tool<Tool::ruler>},
    {"view.angle", key(Key::j), Where::review, false, has_photo, make_tool<Tool::angle>},
    {"view.place_point", key(Key::period), Where::review, false, measuring, make_view<ViewAction::place_point>},
    {"view.cursor_left", key(Key::left), Where::review, true, measuring, make_move<kCursor, -1, 0>},
    {"view.cursor_right", key(Key::right), Where::review, true, measuring, make_move<kCursor, 1, 0>},
    {"view.cursor_far_left", ctrl(Key::left), Where::review, true, measuring, make_move<kCursor, -kFar, 0>},
    {"view.cursor_far_right", ctrl(Key::right), Where::review, true, measuring, make_move<kCursor, kFar, 0>},
    {"view.cursor_far_up", ctrl(Key::up), Where::review, true, measuring, make_move<kCursor, 0, -kFar>},
    {"view.cursor_far_down", ctrl(Key::down), Where::review, true, measuring, make_move<kCursor, 0, kFar>},
    {"view.zoom_in", key(Key::plus), Where::review, true, shown, make_view<ViewAction::zoom_in>},
    {"view.zoom_out", key(Key::minus), Where::review, true, shown, make_view<ViewAction::zoom_out>},
    {"view.fit_whole", key(Key::d0), Where::review, false, shown, make_view<ViewAction::fit_whole>},
    {"view.fit_face", key(Key::f), Where::review, false, shown, make_view<ViewAction::fit_face>},
    {"view.fit_head", shift(Key::f), Where::review, false, shown, make_view<ViewAction::fit_head>},
    {"view.actual_size", key(Key::z), Where::review, false, shown, make_view<ViewAction::actual_size>},
    {"view.focus_next_pane", key(Key::tab), Where::review, false, several, make_view<ViewAction::focus_next_pane>},
    {"view.arrangement", key(Key::v), Where::review, false, shown, make_arrangement},
    {"view.swap", shift(Key::v), Where::review, false, has_another, make_view<ViewAction::swap>},
    {"view.full_screen", key(Key::f11), Where::review, false, full_screen, make_view<ViewAction::full_screen>},
    {"view.pan_left", shift(Key::left), Where::review, true, shown, make_move<kCamera, kPan, 0>},
    {"view.pan_right", shift(Key::right), Where::review, true, shown, make_move<kCamera, -kPan, 0>},
    {"view.pan_up", shift(Key::up), Where::review, true, shown, make_move<kCamera, 0, kPan>},
    {"view.pan_down", shift(Key::down), Where::review, true, shown, make_move<kCamera, 0, -kPan>},
    {"view.next_nudged", shift(Key::tab), Where::review, false, shown, make_view<ViewAction::next_nudged>},
    {"view.nudge_left", alt(Key::left), Where::review, true, shown, make_move<kPane, -1, 0>},
    {"view.nudge_right", alt(Key::right), Where::review, true, shown, make_move<kPane, 1, 0>},
    {"view.nudge_up", alt(Key::up), Where::review, true, shown, make_move<kPane, 0, -1>},
    {"view.nudge_down", alt(Key::down), Where::review, true, shown, make_move<kPane, 0, 1>},
    {"view.reset_nudges", alt(Key::backspace), Where::review, false, shown, make_view<ViewAction::reset_nudges>},

    {"app.palette", ctrl(Key::k), Where::anywhere, false, signed_in, make_view<ViewAction::palette>},
    {"app.help", shift(Key::slash), Where::anywhere, false, always, make_view<ViewAction::help>},
    {"app.notices", key(Key::f8), Where::anywhere, false, signed_in, make_view<ViewAction::notices>},
    {"app.review", key(Key::f1), Where::anywhere, false, signed_in, make_go<Screen::review>},
    {"app.outbox", key(Key::f2), Where::anywhere, false, signed_in, make_go<Screen::outbox>},
    {"app.problems", key(Key::f3), Where::anywhere, false, signed_in, make_go<Screen::problems>},
    {"app.history", key(Key::f4), Where::anywhere, false, signed_in, make_go<Screen::history>},
    {"app.sheet", key(Key::f7), Where::anywhere, false, judges, make_go<Screen::sheet>},
    {"app.settings", key(Key::f6), Where::anywhere, false, always, make_go<Screen::settings>},
    {"app.refresh", key(Key::f5), Where::anywhere, false, always,
     [](const Model&, std::uint64_t) -> Made { return Intent{Refresh{}}; }},
    {"queue.filter", ctrl(Key::f), Where::review, false, signed_in, make_view<ViewAction::filter_queue>},
    {"app.sign_out", ctrl(Key::l), Where::anywhere, false, signed_in,
     [](const Model&, std::uint64_t) -> Made { return Intent{SignOut{}}; }},
    {"app.quit", ctrl(Key::q), Where::anywhere, false, always,
     [](const Model&, std::uint64_t) -> Made { return Intent{Quit{}}; }},
};

}  // namespace

bool works_on(Where where, Screen screen) {
  switch (where) {
    case Where::anywhere: return true;
    case Where::review: return screen == Screen::review;
    case Where::sheet: return screen == Screen::sheet;
  }
  return false;
}

bool meet(Where a, Where b) { return a == b || a == Where::anywhere || b == Where::anywhere; }

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view id) {
  for (const Command& command : kCommands)
    if (command.id == id) return &command;
  return nullptr;
}

const Command* command_for(const Model& model, const Chord& chord) {
  for (const Command& command : kCommands)
    if (works_on(command.where, model.screen) && chord_of(model.preferences.bindings, command) == chord) return &command;
  return nullptr;
}

std::optional<Action> action_for(const Model& model, const KeyPress& press) {
  const Command* command = command_for(model, press.chord);
  if (!command || (press.repeat && !command->repeats)) return {};
  if (!command->enabled(model)) return command->decides && model.me ? std::optional<Action>(Intent{Refuse{}}) : std::nullopt;
  std::optional<Action> made = command->make(model, press.sequence);
  if (!made && command->decides) return Intent{Refuse{}};  // such as an eighth answer
  return made;
}

}  // namespace zhaojian::desk

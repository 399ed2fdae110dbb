#include "desk/bindings.h"
#include "desk/commands.h"

// The left-hand preset: what stands here replaces the key of the command table.
namespace zhaojian::desk {
namespace {

struct Row {
  std::string_view command;
  Chord chord;
};

constexpr Chord key(Key k) { return {k, false, false, false}; }
constexpr Chord ctrl(Key k) { return {k, true, false, false}; }
constexpr Chord shift(Key k) { return {k, false, true, false}; }

constexpr Row kRows[] = {
    {"review.identity_doubt", key(Key::d)},
    {"review.reprocess", key(Key::b)},
    {"review.skip", key(Key::v)},
    {"review.continue", shift(Key::space)},
    {"review.digit_6", key(Key::q)},
    {"review.digit_7", key(Key::w)},
    {"review.digit_8", shift(Key::d1)},
    {"review.digit_9", shift(Key::d2)},
    {"review.identity_pass", shift(Key::q)},
    {"review.standard_pass", shift(Key::w)},
    {"review.find_reason", key(Key::t)},
    {"review.clear_reasons", shift(Key::r)},
    {"review.next_finding", key(Key::c)},
    {"review.previous_finding", shift(Key::c)},
    {"review.tick", shift(Key::x)},
    {"review.toggle_ticks", shift(Key::s)},
    {"review.by_clause", shift(Key::d3)},
    {"review.panel_down", ctrl(Key::d2)},
    {"review.panel_up", ctrl(Key::d1)},
    {"view.registered", shift(Key::t)},
    {"view.magnifier", key(Key::z)},
    {"view.actual_size", shift(Key::z)},
    {"view.zoom_in", ctrl(Key::e)},
    {"view.zoom_out", ctrl(Key::d)},
    {"view.fit_whole", ctrl(Key::g)},
    {"view.tone", ctrl(Key::w)},
    {"view.original", shift(Key::e)},
    {"view.difference", shift(Key::d)},
    {"view.texture_loss", ctrl(Key::v)},
    {"view.preview", shift(Key::d4)},
    {"view.zebra", ctrl(Key::b)},
    {"view.picker", ctrl(Key::c)},
    {"view.ruler", ctrl(Key::x)},
    {"view.angle", ctrl(Key::t)},
    {"view.arrangement", shift(Key::a)},
    {"app.palette", ctrl(Key::a)},
    {"review.look_back", shift(Key::b)},
    {"review.look_forward", shift(Key::g)},
    {"sheet.mark_all", ctrl(Key::s)},
    {"app.help", shift(Key::f1)},
    {"app.settings", shift(Key::f2)},
    {"app.notices", shift(Key::f3)},
};

}  // namespace

Chord chord_in(Preset preset, const Command& command) {
  if (preset == Preset::left_hand)
    for (const Row& row : kRows)
      if (row.command == command.id) return row.chord;
  return command.default_chord;
}

}  // namespace zhaojian::desk

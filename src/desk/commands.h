#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "desk/intent.h"
#include "desk/keymap.h"

// Every command in one table: button, tool tip, palette, key hint, key map and help all read it. A new row whose key the
// left-hand preset gives to another needs a row in left_hand.cpp as well; a test says so.
namespace zhaojian::desk {

// What only the eye cares about; the screens carry these out themselves.
enum class ViewAction {
  palette, help, notices, find_reason, skip_menu, escalate_menu, reverse_menu, filter_queue,
  zoom_in, zoom_out, fit_whole, fit_face, fit_head, actual_size,
  magnifier, evidence, flicker, focus_next_pane,
  swap, original, full_screen, difference, texture_loss, zebra, next_nudged, reset_nudges, place_point,
  open_selected, panel_down, panel_up,
  dismiss,
};

// Something on the photos moved by key: the camera and one pane's correction in design pixels, the cursor of the tool
// in hand in pixels of the submission.
struct Move {
  enum class What { camera, pane, cursor } what = What::camera;
  int right = 0, down = 0;
  bool operator==(const Move&) const = default;
};

using Action = std::variant<Intent, ViewAction, Move>;

enum class Where { anywhere, review, sheet };  // where the key works: one screen, or every screen
[[nodiscard]] bool works_on(Where where, Screen screen);
[[nodiscard]] bool meet(Where a, Where b);  // on some screen both work

struct Command {
  std::string_view id;     // "review.approve"; also the text key "command.review.approve"
  Chord default_chord;     // of the standard preset; the key in force is desk/bindings.h chord_of(), in a screen ui.key(id)
  Where where = Where::review;
  bool repeats = false;    // a held key goes on: navigation only
  bool (*enabled)(const Model& model) = nullptr;
  // The action for the case with this sequence; nothing when it cannot be done now.
  std::optional<Action> (*make)(const Model& model, std::uint64_t sequence) = nullptr;
  bool decides = false;    // where it cannot be done now, the key says so
};

[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* find_command(std::string_view id);
// The command a key press stands for on the present screen.
[[nodiscard]] const Command* command_for(const Model& model, const Chord& chord);
// From a key press to what is to be done: nothing for an unknown key, a disabled command, or a held key that must not
// repeat.
[[nodiscard]] std::optional<Action> action_for(const Model& model, const KeyPress& press);

}  // namespace zhaojian::desk

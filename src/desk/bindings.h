#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "desk/keymap.h"

// The key map of one operator: a preset, and what he changed of it.
namespace zhaojian::desk {

struct Command;

enum class Preset {
  standard,   // the keys of the command table
  left_hand,  // deciding, answering and looking with the left hand, the right one stays on the mouse
};

struct Bindings {
  Preset preset = Preset::standard;
  std::map<std::string, Chord, std::less<>> own;  // command id → key; only what differs from the preset
  bool operator==(const Bindings&) const = default;
};

// The key in force for a command.
[[nodiscard]] Chord chord_of(const Bindings& bindings, const Command& command);
[[nodiscard]] Chord chord_of(const Bindings& bindings, std::string_view command);  // of the table, by id
[[nodiscard]] Chord chord_in(Preset preset, const Command& command);

// Both could act on the same key press: same key, and a screen where both work.
[[nodiscard]] std::vector<const Command*> sharing(const Bindings& bindings, const Command& command, const Chord& chord);

// What giving a command a key would mean.
struct Rebinding {
  enum class Verdict {
    same,      // it has that key already
    free,      // nobody has it where this command works
    swaps,     // `with` gets the old key in exchange
    reserved,  // Escape closes things everywhere, and arrows and Enter belong to lists and fields
    plain,     // works on every screen, so its key must not be one that types
    taken,     // `with` has it and the old key would clash in turn
  } verdict = Verdict::same;
  std::vector<const Command*> with;
  Bindings after;  // for free and swaps; else as it was
};
[[nodiscard]] Rebinding rebind(const Bindings& bindings, const Command& command, const Chord& chord);

// Back to the preset's key for one command, by the same rules.
[[nodiscard]] Rebinding restore(const Bindings& bindings, const Command& command);

// "keys:left_hand;review.approve=x" without spaces, and back; what cannot be read, or names no command, is left out.
[[nodiscard]] std::string spell(const Bindings& bindings);
[[nodiscard]] Bindings bindings_from(std::string_view preferences);

}  // namespace zhaojian::desk

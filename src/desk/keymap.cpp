#include "desk/keymap.h"

#include <array>
#include <cctype>

namespace zhaojian::desk {
namespace {

constexpr std::string_view kNames[] = {
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
    "x", "y", "z", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "enter", "escape", "space", "tab", "backspace",
    "delete", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "/", ",", ".", "-", "+", "f1", "f2",
    "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"};

constexpr std::string_view kLabels[] = {
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W",
    "X", "Y", "Z", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "Enter", "Esc", "Space", "Tab", "Bksp", "Del", "↑",
    "↓", "←", "→", "PgUp", "PgDn", "Home", "End", "/", ",", ".", "-", "+", "F1", "F2", "F3", "F4", "F5", "F6", "F7",
    "F8", "F9", "F10", "F11", "F12"};
static_assert(std::size(kNames) == std::size(kLabels));
static_assert(std::size(kNames) == static_cast<std::size_t>(Key::f12) + 1);

}  // namespace

std::string label(const Chord& chord) {
  if (chord == Chord{.key = Key::slash, .shift = true}) return "?";
  std::string text;
  if (chord.ctrl) text += "Ctrl ";
  if (chord.alt) text += "Alt ";
  if (chord.shift) text += "Shift ";
  return text += kLabels[static_cast<std::size_t>(chord.key)];
}

std::string spell(const Chord& chord) {
  std::string text;
  if (chord.ctrl) text += "ctrl+";
  if (chord.alt) text += "alt+";
  if (chord.shift) text += "shift+";
  return text += kNames[static_cast<std::size_t>(chord.key)];
}

std::optional<Chord> chord_from(std::string_view spelled) {
  Chord chord;
  const auto take = [&](std::string_view prefix) {
    if (!spelled.starts_with(prefix)) return false;
    spelled.remove_prefix(prefix.size());
    return true;
  };
  chord.ctrl = take("ctrl+");
  chord.alt = take("alt+");
  chord.shift = take("shift+");
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] != spelled) continue;
    chord.key = static_cast<Key>(i);
    return chord;
  }
  return {};
}

}  // namespace zhaojian::desk

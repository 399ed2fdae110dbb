#include "desk/bindings.h"

#include <algorithm>

#include "desk/commands.h"

namespace zhaojian::desk {
namespace {

constexpr std::string_view kWord = "keys:";
constexpr std::string_view kLeftHand = "left_hand";

bool lists_use(Key key) {
  switch (key) {
    case Key::enter: case Key::up: case Key::down: case Key::left: case Key::right: case Key::page_up:
    case Key::page_down: case Key::home: case Key::end: case Key::tab: case Key::backspace: case Key::del: return true;
    default: return false;
  }
}

bool types(const Chord& chord) { return !chord.ctrl && !chord.alt && chord.key < Key::f1; }

Rebinding::Verdict allowed(const Command& command, const Chord& chord) {
  using enum Rebinding::Verdict;
  if (chord.key == Key::escape) return reserved;
  if (command.where != Where::anywhere || chord == command.default_chord) return free;
  if (lists_use(chord.key) && !chord.alt) return reserved;
  return types(chord) ? plain : free;
}

void set(Bindings& bindings, const Command& command, const Chord& chord) {
  if (chord == chord_in(bindings.preset, command))
    bindings.own.erase(std::string(command.id));
  else
    bindings.own.insert_or_assign(std::string(command.id), chord);
}

}  // namespace

Chord chord_of(const Bindings& bindings, const Command& command) {
  const auto own = bindings.own.find(command.id);
  return own != bindings.own.end() ? own->second : chord_in(bindings.preset, command);
}

Chord chord_of(const Bindings& bindings, std::string_view command) {
  const Command* found = find_command(command);
  return found ? chord_of(bindings, *found) : Chord{};
}

std::vector<const Command*> sharing(const Bindings& bindings, const Command& command, const Chord& chord) {
  std::vector<const Command*> with;
  for (const Command& other : commands())
    if (other.id != command.id && meet(other.where, command.where) && chord_of(bindings, other) == chord)
      with.push_back(&other);
  return with;
}

Rebinding rebind(const Bindings& bindings, const Command& command, const Chord& chord) {
  Rebinding made{Rebinding::Verdict::same, {}, bindings};
  const Chord old = chord_of(bindings, command);
  if (chord == old) return made;
  made.verdict = allowed(command, chord);
  if (made.verdict != Rebinding::Verdict::free) return made;
  made.with = sharing(bindings, command, chord);
  set(made.after, command, chord);
  for (const Command* other : made.with) set(made.after, *other, old);
  if (made.with.empty()) return made;
  made.verdict = Rebinding::Verdict::swaps;
  for (const Command* other : made.with) {
    const Rebinding::Verdict can = allowed(*other, old);
    if (can == Rebinding::Verdict::free && sharing(made.after, *other, old).empty()) continue;
    made.verdict = Rebinding::Verdict::taken;
    made.after = bindings;
    break;
  }
  return made;
}

Rebinding restore(const Bindings& bindings, const Command& command) {
  return rebind(bindings, command, chord_in(bindings.preset, command));
}

std::string spell(const Bindings& bindings) {
  std::string text(kWord);
  text += bindings.preset == Preset::left_hand ? kLeftHand : "standard";
  for (const auto& [command, chord] : bindings.own) text += ";" + command + "=" + spell(chord);
  return text;
}

Bindings bindings_from(std::string_view preferences) {
  Bindings bindings;
  const std::size_t at = preferences.find(kWord);
  if (at == std::string_view::npos) return bindings;
  std::string_view rest = preferences.substr(at + kWord.size());
  rest = rest.substr(0, rest.find(' '));
  for (bool first = true; !rest.empty(); first = false) {
    const std::string_view part = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (first) bindings.preset = part == kLeftHand ? Preset::left_hand : Preset::standard;
    const std::size_t sign = part.find('=');
    if (first || sign == std::string_view::npos) continue;
    const Command* command = find_command(part.substr(0, sign));
    const std::optional<Chord> chord = chord_from(part.substr(sign + 1));
    if (command && chord && allowed(*command, *chord) == Rebinding::Verdict::free) set(bindings, *command, *chord);
  }
  return bindings;
}

}  // namespace zhaojian::desk

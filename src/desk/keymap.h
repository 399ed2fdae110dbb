#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhaojian::desk {

// Keys by what is printed on them. app turns the window system's keys into these, ui shows their names.
enum class Key : std::uint8_t {
  a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
  d0, d1, d2, d3, d4, d5, d6, d7, d8, d9,
  enter, escape, space, tab, backspace, del, up, down, left, right, page_up, page_down, home, end,
  slash, comma, period, minus, plus, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
};

struct Chord {
  Key key = Key::escape;
  bool ctrl = false, shift = false, alt = false;
  bool operator==(const Chord&) const = default;
};

// "Ctrl K", "?", "A": what stands on a button.
[[nodiscard]] std::string label(const Chord& chord);
// "ctrl+k" and back, for the settings file.
[[nodiscard]] std::string spell(const Chord& chord);
[[nodiscard]] std::optional<Chord> chord_from(std::string_view spelled);

// One key press as the window system reported it. `sequence` is the case that was on screen at that moment.
struct KeyPress {
  Chord chord;
  bool repeat = false;  // the key is held down; never decides
  std::uint64_t sequence = 0;
};

}  // namespace zhaojian::desk

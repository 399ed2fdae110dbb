#include "app/composing.h"

#include <algorithm>

namespace zhaojian::app {
namespace {

// An input method that leaves a key alone hands it back within this time; until then nothing is known.
constexpr Duration kEcho = milliseconds(40);

}  // namespace

bool Composing::takes(const desk::Chord& chord, Duration now) {
  using desk::Key;
  if (chord.ctrl || chord.alt) return false;
  if (chord.key <= Key::z) {
    ++letters_;
    last_letter_ = now;
    return false;
  }
  if (letters_ == 0 || now.micros - last_letter_.micros < kEcho.micros) return false;
  switch (chord.key) {
    case Key::backspace:
      letters_ = std::max(0, letters_ - 1);
      return true;
    case Key::escape:
    case Key::enter:  // the letters themselves come as characters
      letters_ = 0;
      return true;
    case Key::tab: case Key::del: case Key::up: case Key::down: case Key::left: case Key::right: case Key::page_up:
    case Key::page_down: case Key::home: case Key::end: return true;
    default: return false;
  }
}

}  // namespace zhaojian::app

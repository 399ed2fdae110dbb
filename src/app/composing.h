#pragma once
#include "base/time.h"
#include "desk/keymap.h"

namespace zhaojian::app {

// Whether an input method is composing a word. GLFW reports the keys that build it as well, so without this Backspace
// would also delete what stands in the field, and Enter would act on it. It is told by what is missing: a letter key
// that brings no character was taken by the input method.
class Composing {
 public:
  // A key went down in a text field. True when it belongs to the word being composed and must not act in the field.
  [[nodiscard]] bool takes(const desk::Chord& chord, Duration now);
  void character() { letters_ = 0; }  // a character came: a plain key, or the word is done
  void forget() { letters_ = 0; }     // another field, or none

 private:
  int letters_ = 0;      // keys whose characters are missing
  Duration last_letter_;
};

}  // namespace zhaojian::app

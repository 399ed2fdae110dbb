#include "app/composing.h"

#include <catch2/catch.hpp>

using namespace zhaojian;
using app::Composing;
using desk::Chord;
using desk::Key;

TEST_CASE("without an input method every key is the field's") {
  Composing composing;
  for (int i = 0; i < 5; ++i) {
    CHECK_FALSE(composing.takes(Chord{Key::a}, milliseconds(100 * i)));
    composing.character();
    CHECK_FALSE(composing.takes(Chord{Key::backspace}, milliseconds(100 * i + 60)));
  }
  CHECK_FALSE(composing.takes(Chord{Key::enter}, milliseconds(1000)));
}

TEST_CASE("while a word is composed, editing keys and Enter are the input method's") {
  Composing composing;
  for (int i = 0; i < 5; ++i) CHECK_FALSE(composing.takes(Chord{Key::z}, milliseconds(100 * i)));  // zhang: no characters
  CHECK(composing.takes(Chord{Key::down}, milliseconds(600)));
  for (int i = 0; i < 5; ++i) CHECK(composing.takes(Chord{Key::backspace}, milliseconds(700 + i)));
  CHECK_FALSE(composing.takes(Chord{Key::backspace}, milliseconds(800)));  // the word is gone: now the text is meant
}

TEST_CASE("the word that came, or Escape, ends it") {
  Composing composing;
  CHECK_FALSE(composing.takes(Chord{Key::z}, {}));
  CHECK_FALSE(composing.takes(Chord{Key::d1}, milliseconds(100)));  // chooses; the field has no use for the key itself
  composing.character();
  CHECK_FALSE(composing.takes(Chord{Key::enter}, milliseconds(200)));
  CHECK_FALSE(composing.takes(Chord{Key::z}, milliseconds(300)));
  CHECK(composing.takes(Chord{Key::escape}, milliseconds(400)));
  CHECK_FALSE(composing.takes(Chord{Key::escape}, milliseconds(500)));
}

TEST_CASE("chords with Ctrl stay commands, and a fast typist is not mistaken for a word") {
  Composing composing;
  CHECK_FALSE(composing.takes(Chord{Key::z}, {}));
  CHECK_FALSE(composing.takes(Chord{Key::backspace}, milliseconds(10)));  // its character is still on its way
  CHECK_FALSE(composing.takes(Chord{Key::k, true}, milliseconds(100)));
}

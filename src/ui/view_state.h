#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/commands.h"
#include "domain/aside.h"
#include "domain/decision.h"
#include "ui/compare_state.h"

namespace zhaojian::ui {

// What only the eye cares about: scroll, open pop-ups, the text being typed. Nothing here affects a decision.
struct Finder {                    // reasons by pinyin initials
  bool open = false;
  bool just_opened = false;
  std::string typed;
  int selected = 0;
  std::uint64_t sequence = 0;      // of the photo it was opened for
  std::optional<domain::Outcome> before = {};  // only what this outcome wants is offered: it was asked for without
};

struct Palette {
  bool open = false;
  bool just_opened = false;
  std::string typed;
  int selected = 0;
  std::uint64_t sequence = 0;      // of the photo it was opened for
  std::vector<std::string_view> first = {};  // commands that stand above the others while nothing is typed
};

// A line of the key map that waits for its new key.
struct KeyChange {
  std::string command;               // its id; empty: none waits
  std::optional<desk::Chord> wanted; // pressed, but not simply to be had
  bool just_ended = false;           // the key that ended it must not act in the same frame
};

// What the panel beside the photos has no room for is turned to by page.
struct SidePanel {
  int by = 0;                  // pages asked for; taken when it is drawn
  float at = 0, farthest = 0;  // design pixels above its upper edge, now and at most
  std::uint64_t sequence = 0;  // of the case; each begins at its top
  bool by_clause = false;      // how the checks are grouped; so does another order of them
};

struct ViewState {
  CompareState compare;
  Finder finder;
  SidePanel side;
  Palette palette;
  bool help = false;
  bool notices = false;  // the last ones, laid out
  std::optional<domain::AsideKind> aside_menu;  // skip, escalate or reverse: choosing why
  std::uint64_t aside_sequence = 0;             // of the photo it was opened for
  bool note_focus = false;
  bool filter_focus = false;
  int sign_in_selected = 0;
  KeyChange key_change;
  bool queue_field = false;  // the field above the queue has the keyboard
  bool queue_enter = false;  // Enter was pressed there: opens what is chosen as soon as the list is the one asked for
  int queue_selected = 0;
  int list_selected = 0;     // of the page `list_of`; another page begins at its first line
  desk::Screen list_of = desk::Screen::review;
  std::string filter;
  std::string note;
  std::uint64_t note_sequence = 0;
};

}  // namespace zhaojian::ui

#pragma once
#include <array>
#include <optional>
#include <string>

#include "desk/commands.h"
#include "gfx/camera.h"

namespace zhaojian::ui {

enum class Fit { whole, face, head, free };

// What only the eye cares about: scroll, open pop-ups, the text being typed. Nothing here affects a decision.
struct CompareState {
  std::uint64_t sequence = 0;      // of the case it was set for; a new case starts anew
  Fit fit = Fit::whole;
  gfx::Camera camera;
  // Panes turned and scaled so that the eyes agree: faces are compared that way, the standard is judged on the picture
  // as it is.
  bool registered_for_identity = true, registered_for_standard = false;
  bool magnifier = false;
  bool evidence = true;
  bool flicker = false;            // the key is held: the raw capture instead of the submission
  int focus = -1;                  // pane shown alone, -1: all
  double magnification = 1;        // screen pixels per picture pixel of the first pane, as last drawn
};

struct Finder {                    // reasons by pinyin initials
  bool open = false;
  bool just_opened = false;
  std::string typed;
  int selected = 0;
};

struct Palette {
  bool open = false;
  bool just_opened = false;
  std::string typed;
  int selected = 0;
};

struct ViewState {
  CompareState compare;
  Finder finder;
  Palette palette;
  bool help = false;
  bool skip_menu = false;
  bool note_focus = false;
  bool filter_focus = false;
  int sign_in_selected = 0;
  int queue_selected = -1;
  int list_selected = 0;
  std::string filter;
  std::string note;
  std::uint64_t note_sequence = 0;
};

}  // namespace zhaojian::ui

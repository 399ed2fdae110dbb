#pragma once
#include <string>

#include "desk/intent.h"
#include "ui/context.h"
#include "ui/layout.h"
#include "ui/view_state.h"

// The key map in the settings: one line a command, changed in place.
namespace zhaojian::ui {

// How many lines can be selected.
[[nodiscard]] int key_map_lines();

// Draws from `at` downwards; `selected` counts from 0, -1 for none; `act`: Enter and Delete mean the selected line.
// Returns the height.
float draw_key_map(const desk::Model& model, ViewState& view, const UiContext& ui, const Rect& place, int& selected,
                   bool act, bool reveal, desk::Intents& out);

// While a line waits for its new key every press belongs to it. Returns false when none waits.
bool take_key_change(const desk::Model& model, ViewState& view, const desk::KeyPress& press, desk::Intents& out);

}  // namespace zhaojian::ui

#pragma once
#include <span>

#include "desk/commands.h"
#include "desk/intent.h"
#include "desk/model.h"
#include "ui/context.h"
#include "ui/view_state.h"

namespace zhaojian::ui {

// The whole window as a function of the model: draws one frame between NewFrame and Render, returns what the operator
// asked for by mouse or in a text field, changes nothing but the view state.
[[nodiscard]] desk::Intents draw(const desk::Model& model, ViewState& view, const UiContext& ui);

// Keys in the order they were pressed. While a text field or a pop-up has the keyboard only what belongs to it acts.
[[nodiscard]] desk::Intents take_keys(const desk::Model& model, ViewState& view, std::span<const desk::KeyPress> presses,
                                      bool typing);

}  // namespace zhaojian::ui

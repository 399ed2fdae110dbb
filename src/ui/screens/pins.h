#pragma once
#include <vector>

#include "desk/intent.h"
#include "ui/compare_state.h"
#include "ui/context.h"
#include "ui/screens/compare_panes.h"

namespace zhaojian::ui {

// The mouse on the places of the reasons: inside one it is moved, by its lower right corner resized, with Shift a new
// one is drawn for the reason chosen last. True while a place is held: then the photo stays where it is. To be called
// right after the item that covers the photos.
[[nodiscard]] bool take_pins(const desk::Reviewing& shown, CompareState& state, const UiContext& ui,
                             const std::vector<Pane>& panes, desk::Intents& out);

}  // namespace zhaojian::ui

#pragma once
#include <imgui.h>

#include "desk/keymap.h"

namespace zhaojian::ui {

[[nodiscard]] ImGuiKey imgui_key(desk::Key key);
// The key is down now, whatever modifiers are; for commands that last as long as they are held.
[[nodiscard]] bool held(const desk::Chord& chord);
// The chord went down in this frame, modifiers and all; auto-repeat does not count.
[[nodiscard]] bool struck(const desk::Chord& chord);

}  // namespace zhaojian::ui

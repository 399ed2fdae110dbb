#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/commands.h"
#include "desk/intent.h"
#include "ui/context.h"

namespace zhaojian::ui {

// One line of the command palette: a command, or something to be done with what was typed.
struct PaletteEntry {
  std::string id;  // "review.approve", "open", "find"
  std::string label;
  const desk::Command* command = nullptr;
  desk::Intents intents;  // when it is not a command
  bool enabled = true;
};

// How well `typed` fits `text`: its beginning 3, somewhere inside 2, its letters in order 1, not at all 0. ASCII
// letters of either case.
[[nodiscard]] int fit(std::string_view typed, std::string_view text);

// A submission id or a student number: no spaces, at least four characters, a digit among them.
[[nodiscard]] bool looks_like_an_id(std::string_view typed);

// Best first; nothing typed: every command in the order of the table. The number keys are left out: what they do
// depends on what is on the screen.
[[nodiscard]] std::vector<PaletteEntry> palette_entries(const desk::Model& model, const UiContext& ui,
                                                        std::string_view typed);

}  // namespace zhaojian::ui

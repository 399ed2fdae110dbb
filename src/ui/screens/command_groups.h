#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/commands.h"
#include "ui/context.h"

namespace zhaojian::ui {

// The command table by subject, in its own order: for the help and the key map.
struct CommandGroup {
  std::string_view title;  // text key
  std::vector<const desk::Command*> commands;
};
[[nodiscard]] std::span<const CommandGroup> command_groups();

// 1-7 answer, 1-9 pick: one sentence says more about them than nine lines.
[[nodiscard]] bool is_digit(const desk::Command& command);

// What the command does, in words that stand alone: a button may say less.
[[nodiscard]] std::string command_words(const UiContext& ui, const desk::Command& command);

}  // namespace zhaojian::ui

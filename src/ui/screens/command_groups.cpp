#include "ui/screens/command_groups.h"

namespace zhaojian::ui {
namespace {

std::vector<CommandGroup> grouped() {
  std::vector<CommandGroup> groups{{"help.decide", {}}, {"help.look", {}}, {"help.go", {}}, {"help.pins", {}}, {"help.sheet", {}}};
  for (const desk::Command& command : desk::commands()) {
    const bool look = command.id.starts_with("view.");
    const bool go = command.id.starts_with("app.") || command.id.starts_with("queue.");
    const bool pins = command.id.starts_with("pin");
    const bool sheet = command.id.starts_with("sheet.");
    groups[look ? 1 : go ? 2 : pins ? 3 : sheet ? 4 : 0].commands.push_back(&command);
  }
  return groups;
}

}  // namespace

std::span<const CommandGroup> command_groups() {
  static const std::vector<CommandGroup> groups = grouped();
  return groups;
}

bool is_digit(const desk::Command& command) { return command.id.starts_with("review.digit_"); }

std::string command_words(const UiContext& ui, const desk::Command& command) {
  // The buttons of the passes say one word; here it needs a verb.
  if (command.id == "review.identity_pass") return std::string(ui.text("help.identity_pass"));
  if (command.id == "review.standard_pass") return std::string(ui.text("help.standard_pass"));
  return std::string(ui.text("command." + std::string(command.id)));
}

}  // namespace zhaojian::ui

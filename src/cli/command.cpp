#include "cli/command.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace zhaojian::cli {
namespace {

// Examples stand behind the options, under a heading of their own; then what every command understands.
void put_footer(CLI::App* command, const Session& session, const std::string& key) {
  std::string footer;
  if (session.texts().has(key)) footer = session.text("cli.label.examples") + "\n" + session.text(key) + "\n\n";
  command->footer(footer + session.text("cli.label.everywhere"));
}

}  // namespace

CLI::App* Menu::add(const std::string& name) {
  CLI::App* command = root_.add_subcommand(name, session_.text("cli." + name + ".about"));
  command->group(session_.text("cli.label.commands"));
  command->allow_extras(false);
  put_footer(command, session_, "cli." + name + ".examples");
  return command;
}

CLI::App* Menu::add_to(CLI::App* parent, const std::string& name) {
  const std::string key = "cli." + parent->get_name() + "." + name;
  CLI::App* command = parent->add_subcommand(name, session_.text(key + ".about"));
  parent->require_subcommand(static_cast<int>(parent->get_require_subcommand_min()), 1);
  command->group(session_.text("cli.label.commands"));
  command->allow_extras(false);
  put_footer(command, session_, key + ".examples");
  return command;
}

void Menu::when_named(CLI::App* command, Run run) {
  command->callback([this, command, run = std::move(run)] {
    if (command->get_subcommands().empty()) chosen_ = run;
  });
}

}  // namespace zhaojian::cli

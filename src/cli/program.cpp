#include "cli/program.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/child.h"
#include "cli/command.h"

namespace zhaojian::cli {
namespace {

void describe(CLI::App& app, const Session& session, Choices& choices) {
  app.description(session.text("cli.about"));
  app.name("zhaojian");
  app.option_defaults()->group(session.text("cli.label.options"));
  app.set_help_flag("-h,--help", session.text("cli.option.help"));
  app.set_version_flag("--version", ZHAOJIAN_VERSION, session.text("cli.option.version"));
  app.add_option("--config", choices.config, session.text("cli.option.config"))->type_name("FILE");
  app.add_option("--lang", choices.language, session.text("cli.option.lang"))
      ->check(CLI::IsMember({"zh-CN", "en"}))
      ->option_text("zh-CN|en");
  app.add_flag("--json", choices.json, session.text("cli.option.json"));
  app.footer(session.text("cli.footer"));
  app.fallthrough();
  app.allow_extras();
  app.require_subcommand(0, 1);  // a second one's name is a value: `zhaojian bench check`
  const auto words = app.get_formatter();
  for (const char* label : {"OPTIONS", "Usage", "Positionals", "SUBCOMMAND", "SUBCOMMANDS", "REQUIRED"}) {
    words->label(label, session.text(std::string("cli.label.").append(label)));
  }
}

void add_commands(Menu& menu) {
  for (const auto add :
       {add_pull, add_check, add_standardise, add_queue, add_decide, add_undo, add_reverse, add_outbox, add_audit,
        add_quarantine, add_stats, add_operators, add_profile, add_migrate, add_bench, add_accuracy, add_lookalikes}) {
    add(menu);
  }
}

Exit wrong_usage(const Session& session, std::string_view text, const std::string& detail) {
  return session.fail({Errc::invalid, detail, text}, Exit::usage);
}

// The library speaks English; what it says becomes the detail.
Exit wrong_usage(const Session& session, const CLI::ParseError& error) {
  std::string_view text = "error.cli.usage";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) text = "error.cli.usage_missing";
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) text = "error.cli.usage_value";
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) text = "error.cli.usage_value";
  return wrong_usage(session, text, error.what());
}

// The window is a program of its own, so that this one starts without graphics.
Exit become_desk(const Session& session, const std::vector<std::string>& options) {
  std::vector<std::string> words = {beside_us("zhaojian-desk").string()};
  if (!session.choices().config.empty()) words.insert(words.end(), {"--config", session.choices().config});
  words.insert(words.end(), options.begin(), options.end());
  become(words);
  return session.fail({Errc::not_found, words.front() + " cannot be started", "error.cli.no_desk"}, Exit::usage);
}

// What the line names. A program without a sub-command is the window, which has options of its own.
Exit run_chosen(Session& session, const Menu& menu, const std::vector<std::string>& rest) {
  std::string named;
  for (const std::string& one : rest) named += (named.empty() ? "" : " ") + one;
  if (menu.chosen()) {
    if (!rest.empty()) return wrong_usage(session, "error.cli.usage", "not expected: " + named);
    return menu.chosen()(session);
  }
  if (!rest.empty() && !rest.front().starts_with('-')) {
    return wrong_usage(session, "error.cli.usage_command", "no sub-command \"" + rest.front() + "\"");
  }
  return become_desk(session, rest);
}

Exit parse_and_run(const std::vector<std::string>& arguments) {
  Choices choices = look_ahead(arguments);
  Session session(choices);
  CLI::App app;
  Menu menu(app, session);
  describe(app, session, choices);
  add_commands(menu);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
    app.parse(reversed);
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, session.out(), session.err());
    return Exit::ok;
  } catch (const CLI::ParseError& error) {
    return wrong_usage(session, error);
  }
  if (choices.json) session.print_json();
  const Exit exit = run_chosen(session, menu, app.remaining(true));
  session.out().flush();
  return exit;
}

}  // namespace

int run(const std::vector<std::string>& arguments) { return static_cast<int>(parse_and_run(arguments)); }

}  // namespace zhaojian::cli

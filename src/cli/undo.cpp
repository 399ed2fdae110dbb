#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "cli/held_case.h"
#include "workflow/undo_decision.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string decision, person;
};

Exit undo(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  const auto file = workflow::undo_decision(*services, *who, DecisionId(options.decision));
  if (!file) return session.fail(file.error());
  let_go(session, *services, *file);  // nobody looks at it here: back in line
  session.keep_checkpoint();
  const std::string& submission = (*file)->review_case.submission.id.value;
  if (session.json()) {
    session.print_line(codec::Json::Object{{"decision", options.decision}, {"submission", submission}});
  } else {
    session.out() << session.text("cli.undo.done", {submission}) << '\n';
  }
  return Exit::ok;
}

}  // namespace

void add_undo(Menu& menu) {
  CLI::App* command = menu.add("undo");
  const auto options = std::make_shared<Options>();
  command->add_option("DECISION", options->decision, menu.text("cli.undo.decision"))->required();
  command->add_option("--operator", options->person, menu.text("cli.option.operator"))->required()->option_text("ID");
  menu.when_named(command, [options](Session& session) { return undo(session, *options); });
}

}  // namespace zhaojian::cli

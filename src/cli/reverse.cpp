#include <CLI/CLI.hpp>
#include <ostream>

#include "base/hash.h"
#include "cli/command.h"
#include "cli/held_case.h"
#include "workflow/reverse_decision.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string decision, reason, person;
};

Exit reverse(Session& session, const Options& options) {
  const auto services = session.services();
  if (!services) return session.fail(services.error(), Exit::usage);
  const auto who = session.person(options.person);
  if (!who) return session.fail(who.error(), Exit::usage);
  const OpId op(uuid_v7(session.clock().now().micros / 1000));
  const auto reversal = workflow::reverse_decision(*services, *who, DecisionId(options.decision), op, options.reason);
  if (!reversal) return session.fail(reversal.error());
  if (reversal->file) let_go(session, *services, reversal->file);  // nobody looks at it here: back in line
  session.keep_checkpoint();
  const std::string& submission = reversal->act.submission.value;
  if (session.json()) {
    session.print_line(codec::Json::Object{
        {"decision", options.decision}, {"reversal", reversal->act.id.value}, {"submission", submission}});
  } else {
    session.out() << session.text("cli.reverse.done", {submission}) << '\n';
  }
  return Exit::ok;
}

}  // namespace

void add_reverse(Menu& menu) {
  CLI::App* command = menu.add("reverse");
  const auto options = std::make_shared<Options>();
  command->add_option("DECISION", options->decision, menu.text("cli.undo.decision"))->required();
  command->add_option("--reason", options->reason, menu.text("cli.reverse.reason"))->required()->option_text("TEXT");
  command->add_option("--operator", options->person, menu.text("cli.option.operator"))->required()->option_text("ID");
  menu.when_named(command, [options](Session& session) { return reverse(session, *options); });
}

}  // namespace zhaojian::cli

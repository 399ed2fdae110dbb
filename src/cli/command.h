#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "cli/session.h"

namespace CLI {
class App;
}

// A sub-command is one file with one function that adds it to the menu; nothing runs before the whole line is parsed.
namespace zhaojian::cli {

using Run = std::function<Exit(Session&)>;

// The sub-commands, and the one that was named.
class Menu {
 public:
  Menu(CLI::App& root, const Session& session) : root_(root), session_(session) {}

  // A sub-command of the program with its texts: cli.NAME.about and, where there are any, cli.NAME.examples.
  [[nodiscard]] CLI::App* add(const std::string& name);
  // One of a sub-command: cli.PARENT.NAME.about.
  [[nodiscard]] CLI::App* add_to(CLI::App* parent, const std::string& name);
  // What happens when `command` was named and none of its own sub-commands.
  void when_named(CLI::App* command, Run run);

  [[nodiscard]] std::string text(std::string_view key) const { return session_.text(key); }
  [[nodiscard]] const Run& chosen() const { return chosen_; }

 private:
  CLI::App& root_;
  const Session& session_;
  Run chosen_;
};

void add_pull(Menu& menu);
void add_check(Menu& menu);
void add_queue(Menu& menu);
void add_decide(Menu& menu);
void add_undo(Menu& menu);
void add_reverse(Menu& menu);
void add_outbox(Menu& menu);
void add_audit(Menu& menu);
void add_quarantine(Menu& menu);
void add_stats(Menu& menu);
void add_operators(Menu& menu);
void add_migrate(Menu& menu);
void add_profile(Menu& menu);
void add_bench(Menu& menu);
void add_accuracy(Menu& menu);
void add_standardise(Menu& menu);
void add_lookalikes(Menu& menu);

}  // namespace zhaojian::cli

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/utf8.h"
#include "cli/cells.h"
#include "cli/command.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::string id, name, role = "reviewer";
};

constexpr std::size_t kLongestName = 40;
constexpr domain::Role kRoles[] = {domain::Role::reviewer, domain::Role::supervisor, domain::Role::administrator,
                                   domain::Role::customer_service};

codec::Json json_of(const domain::Operator& who) {
  return codec::Json::Object{
      {"id", who.id.value}, {"name", who.name}, {"role", name(who.role)}, {"active", who.active}};
}

Exit list(Session& session) {
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  const auto all = (*store)->people().operators();
  if (!all) return session.fail(all.error(), Exit::usage);
  Table table({{session.text("cli.column.id")},
               {session.text("cli.column.name")},
               {session.text("cli.column.role")},
               {session.text("cli.column.state")}});
  for (const domain::Operator& who : *all) {
    if (session.json()) session.print_line(json_of(who));
    table.row({who.id.value, who.name, session.word("operator.", name(who.role)),
               session.text(who.active ? "cli.operators.active" : "cli.operators.inactive")});
  }
  if (session.json()) return Exit::ok;
  if (table.empty()) {
    session.out() << session.text("cli.operators.empty") << '\n';
  } else {
    table.print(session.out());
  }
  return Exit::ok;
}

// An id goes into command lines, logs and the audit log: what cannot be typed is refused.
bool good_id(const std::string& id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), fits);
}

Exit add(Session& session, const Options& options) {
  const bool good_name =
      valid_utf8(options.name) && !options.name.empty() && one_line(options.name, kLongestName) == options.name;
  if (!good_id(options.id) || !good_name) {
    return session.fail({Errc::invalid, "id or name cannot be used", "error.cli.operator_id"}, Exit::usage);
  }
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  domain::Operator who{OperatorId(options.id), options.name, domain::Role::reviewer, true};
  for (const domain::Role role : kRoles) {
    if (name(role) == options.role) who.role = role;
  }
  const Done done = (*store)->transact([&] { return (*store)->people().put_operator(who); });
  if (!done) return session.fail(done.error());
  if (session.json()) {
    session.print_line(json_of(who));
  } else {
    session.out() << session.text("cli.operators.added", {who.id.value, who.name}) << '\n';
  }
  return Exit::ok;
}

}  // namespace

void add_operators(Menu& menu) {
  CLI::App* command = menu.add("operators");
  command->alias("operator");
  menu.when_named(command, list);
  CLI::App* list_command = menu.add_to(command, "list");
  menu.when_named(list_command, list);

  const auto options = std::make_shared<Options>();
  CLI::App* add_command = menu.add_to(command, "add");
  add_command->add_option("ID", options->id, menu.text("cli.operators.id"))->required();
  add_command->add_option("NAME", options->name, menu.text("cli.operators.name"))->required();
  std::vector<std::string> roles;
  for (const domain::Role role : kRoles) roles.emplace_back(name(role));
  add_command->add_option("ROLE,--role", options->role, menu.text("cli.operators.role"))
      ->check(CLI::IsMember(roles))
      ->option_text("reviewer|supervisor|administrator|customer_service");
  menu.when_named(add_command, [options](Session& session) { return add(session, *options); });
}

}  // namespace zhaojian::cli

#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/cells.h"
#include "cli/command.h"
#include "cli/words.h"
#include "domain/masking.h"

namespace zhaojian::cli {
namespace {

struct Options {
  std::int64_t limit = 50;
};

codec::Json json_of(const store::QuarantinedItem& item) {
  return codec::Json::Object{{"id", item.id},          {"source", item.source},
                             {"item", item.item_id},   {"problem", item.problem},
                             {"fault", domain::name(item.fault.kind)}, {"place", item.fault.place},
                             {"at", rfc3339(item.at)}, {"raw", domain::masked_item(item.raw)}};
}

Exit list(Session& session, const Options& options) {
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  const auto items = (*store)->submissions().quarantined(options.limit);
  if (!items) return session.fail(items.error(), Exit::usage);
  if (session.json()) {
    for (const store::QuarantinedItem& item : *items) session.print_line(json_of(item));
    return Exit::ok;
  }
  if (items->empty()) {
    session.out() << session.text("cli.quarantine.empty") << '\n';
    return Exit::ok;
  }
  Table table({{session.text("cli.column.time")},
               {session.text("cli.column.source")},
               {session.text("cli.column.item")},
               {session.text("cli.column.problem")}});
  for (const store::QuarantinedItem& item : *items) {
    table.row({beijing_text(item.at), session.word("cli.quarantine.source.", item.source), item.item_id, item.problem});
  }
  table.print(session.out());
  return Exit::ok;
}

}  // namespace

void add_quarantine(Menu& menu) {
  CLI::App* command = menu.add("quarantine");
  command->alias("problems");
  const auto options = std::make_shared<Options>();
  const auto run = [options](Session& session) { return list(session, *options); };
  menu.when_named(command, run);
  CLI::App* list_command = menu.add_to(command, "list");
  list_command->add_option("--limit", options->limit, menu.text("cli.option.limit"))
      ->check(CLI::Range(1, 1'000'000))
      ->option_text("N");
  menu.when_named(list_command, run);
}

}  // namespace zhaojian::cli

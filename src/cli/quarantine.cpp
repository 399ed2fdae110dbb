#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "base/utf8.h"
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

// In the reader's language; what no kind was kept of has the log's words alone.
std::string said(const Session& session, const store::QuarantinedItem& item) {
  if (item.fault.kind == domain::FaultKind::other) return item.problem;
  const std::string place = item.fault.place.empty() ? std::string(session.text("problems.said.whole")) : item.fault.place;
  return session.text("problems.said." + std::string(domain::name(item.fault.kind)), {place});
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
    table.row({beijing_text(item.at), session.word("cli.quarantine.source.", item.source), item.item_id, one_line(said(session, item), 300)});
  }
  table.print(session.out());
  const auto other_photo = [](const store::QuarantinedItem& item) { return item.fault.kind == domain::FaultKind::other_photo; };
  if (!std::ranges::all_of(*items, other_photo)) session.out() << session.text("problems.advice") << '\n';
  if (std::ranges::any_of(*items, other_photo)) session.out() << session.text("problems.advice.other_photo") << '\n';
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

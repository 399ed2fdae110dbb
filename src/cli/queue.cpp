#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/cells.h"
#include "cli/command.h"
#include "cli/words.h"
#include "domain/masking.h"

namespace zhaojian::cli {
namespace {

struct Options {
  bool all = false;
  std::string filter;
  std::int64_t limit = 50;
};

store::QueueFilter filter_of(const Options& options) {
  store::QueueFilter filter;
  filter.text = options.filter;
  if (options.all) {
    for (int i = 0; i < domain::kStageCount; ++i) filter.stages.push_back(static_cast<domain::Stage>(i));
  }
  return filter;
}

codec::Json json_of(const domain::QueueItem& item) {
  codec::Json::Array flags;
  for (const FindingId& flag : item.flags) flags.push_back(flag.value);
  return codec::Json::Object{{"id", item.id.value},
                             {"version", item.version},
                             {"stage", name(item.place.stage)},
                             {"round", name(item.place.round)},
                             {"student_number", item.student_number},
                             {"student_name", domain::masked_name(item.student_name)},
                             {"attempt", item.attempt},
                             {"submitted_at", rfc3339(item.submitted_at)},
                             {"due_at", rfc3339(item.due_at)},
                             {"flags", std::move(flags)},
                             {"holder", item.holder ? codec::Json(item.holder->value) : codec::Json()}};
}

std::string flags_text(const Session& session, const domain::QueueItem& item) {
  std::string text;
  for (const FindingId& flag : item.flags) text += (text.empty() ? "" : ", ") + finding_name(session, flag);
  return text;
}

void print(const Session& session, const store::QueuePage& page) {
  Table table({{session.text("cli.column.submission")},
               {session.text("cli.column.stage")},
               {session.text("cli.column.number")},
               {session.text("cli.column.name")},
               {session.text("cli.column.attempt"), Align::right},
               {session.text("cli.column.due")},
               {session.text("cli.column.holder")},
               {session.text("cli.column.flags")}});
  for (const domain::QueueItem& item : page.items) {
    table.row({item.id.value, session.word("cli.stage.", name(item.place.stage)), item.student_number,
               domain::masked_name(item.student_name), std::to_string(item.attempt), beijing_text(item.due_at),
               item.holder ? item.holder->value : "", flags_text(session, item)});
  }
  if (!table.empty()) table.print(session.out());
  session.out() << session.text("cli.queue.shown", {std::to_string(page.items.size()), std::to_string(page.total)})
                << '\n';
}

Exit queue(Session& session, const Options& options) {
  const auto store = session.store();
  if (!store) return session.fail(store.error(), Exit::usage);
  const auto page = (*store)->submissions().page(filter_of(options), 0, options.limit);
  if (!page) return session.fail(page.error(), Exit::usage);
  if (session.json()) {
    for (const domain::QueueItem& item : page->items) session.print_line(json_of(item));
  } else {
    print(session, *page);
  }
  return Exit::ok;
}

}  // namespace

void add_queue(Menu& menu) {
  CLI::App* command = menu.add("queue");
  const auto options = std::make_shared<Options>();
  command->add_flag("--all", options->all, menu.text("cli.queue.all"));
  command->add_option("--filter", options->filter, menu.text("cli.queue.filter"));
  command->add_option("--limit", options->limit, menu.text("cli.option.limit"))
      ->check(CLI::Range(1, 1'000'000))
      ->option_text("N");
  menu.when_named(command, [options](Session& session) { return queue(session, *options); });
}

}  // namespace zhaojian::cli

#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/command.h"
#include "store/open_store.h"

namespace zhaojian::cli {
namespace {

struct Options {
  bool dry_run = false;
};

store::StoreOptions database(const station::Config& config) {
  return {config.data_dir / "zhaojian.db", config.migrations_dir};
}

Result<store::MigrationStatus> status_of(const Session& session) {
  const station::Config config = TRY(session.config());
  return store::migration_status(database(config), session.clock());
}

Exit migrate(Session& session, const Options& options) {
  const auto before = status_of(session);
  if (!before) return session.fail(before.error(), Exit::usage);
  if (!options.dry_run) {
    if (const auto store = session.store(); !store) return session.fail(store.error(), Exit::usage);
  }
  const int missing = before->available - before->applied;
  if (session.json()) {
    session.print_line(codec::Json::Object{
        {"applied_before", before->applied}, {"available", before->available}, {"dry_run", options.dry_run}});
    return Exit::ok;
  }
  std::string_view key = options.dry_run ? "cli.migrate.would" : "cli.migrate.done";
  if (missing == 0) key = "cli.migrate.nothing";
  session.out() << session.text(key, {std::to_string(missing), std::to_string(before->available)}) << '\n';
  return Exit::ok;
}

}  // namespace

void add_migrate(Menu& menu) {
  CLI::App* command = menu.add("migrate");
  const auto options = std::make_shared<Options>();
  command->add_flag("--dry-run", options->dry_run, menu.text("cli.migrate.dry_run"));
  menu.when_named(command, [options](Session& session) { return migrate(session, *options); });
}

}  // namespace zhaojian::cli

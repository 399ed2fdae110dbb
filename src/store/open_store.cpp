#include "store/open_store.h"

#include "store/migrations.h"
#include "store/sql_store.h"
#include "store/sqlite_connection.h"

namespace zhaojian::store {

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, const Clock& clock) {
  const auto migrations = TRY(read_migrations(options.migrations));
  auto db = TRY(open_sqlite(options.file));
  TRY(migrate(*db, migrations, clock));
  return std::unique_ptr<Store>(std::make_unique<SqlStore>(std::move(db), clock, boot_id()));
}

Result<MigrationStatus> migration_status(const StoreOptions& options, const Clock&) {
  const auto migrations = TRY(read_migrations(options.migrations));
  std::error_code problem;
  // Asking must not make a database.
  if (options.file == ":memory:" || !std::filesystem::exists(options.file, problem)) {
    return MigrationStatus{0, static_cast<int>(migrations.size())};
  }
  const auto db = TRY(open_sqlite(options.file));
  return compare(*db, migrations);
}

}  // namespace zhaojian::store

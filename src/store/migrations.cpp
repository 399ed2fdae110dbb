#include "store/migrations.h"

#include <algorithm>
#include <charconv>

#include "base/files.h"
#include "store/sql/transaction.h"

namespace zhaojian::store {
namespace {

constexpr std::size_t kLargestMigration = 1 << 20;

// "0001_init.sql" → 1; 0 for a file that is no migration.
int number_of(const std::string& name) {
  int number = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool fits =
      problem == std::errc() && end == name.data() + 4 && name.size() > 9 && name[4] == '_' && name.ends_with(".sql");
  return fits ? number : 0;
}

Done have_record(Connection& db) {
  TRY(
      db.execute("CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                 "hash BLOB NOT NULL, applied_at BIGINT NOT NULL)",
                 {}));
  return {};
}

struct Applied {
  int number = 0;
  Sha256 hash{};
};

Result<Applied> read_applied(Row& row) {
  Applied applied;
  applied.number = row.small();
  applied.hash = row.digest();
  return applied;
}

// Looks before it asks: a database may be new, and looking must not write.
Result<std::vector<Applied>> applied_ones(Connection& db) {
  std::int64_t tables = 0;
  if (db.dialect().name == "sqlite") {
    tables =
        TRY(number(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'", {}));
  } else {
    tables =
        TRY(number(db, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_migrations'", {}));
  }
  if (tables == 0) return std::vector<Applied>();
  return all(db, "SELECT number, hash FROM schema_migrations ORDER BY number", {}, &read_applied);
}

}  // namespace

Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder) {
  std::error_code problem;
  std::vector<Migration> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    Migration migration;
    migration.name = entry.path().filename().string();
    migration.number = number_of(migration.name);
    if (migration.number == 0) continue;
    const Bytes text = TRY(read_file(entry.path(), kLargestMigration));
    migration.sql = text_of(text);
    migration.hash = sha256(text);
    found.push_back(std::move(migration));
  }
  if (problem || found.empty()) {
    return Error{Errc::not_found, "no migrations in " + folder.string(), "error.store.no_migrations"};
  }
  std::ranges::sort(found, {}, &Migration::number);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].number == static_cast<int>(i) + 1) continue;
    return Error{Errc::invalid, folder.string() + ": the numbers are not 1, 2, 3 … at " + found[i].name,
                 "error.store.no_migrations"};
  }
  return found;
}

Result<MigrationStatus> compare(Connection& db, const std::vector<Migration>& migrations) {
  const auto applied = TRY(applied_ones(db));
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (i >= migrations.size() || applied[i].number > migrations.back().number) {
      return Error{Errc::invalid,
                   "the database is at " + std::to_string(applied.back().number) + ", newer than this program",
                   "error.store.newer"};
    }
    if (applied[i].number != migrations[i].number || applied[i].hash != migrations[i].hash) {
      return Error{Errc::invalid, migrations[i].name + " is not what this database was made with",
                   "error.store.migration_changed"};
    }
  }
  return MigrationStatus{static_cast<int>(applied.size()), static_cast<int>(migrations.size())};
}

Done migrate(Connection& db, const std::vector<Migration>& migrations, const Clock& clock) {
  const auto before = TRY(compare(db, migrations));
  if (before.applied == before.available) return {};
  return atomically(db, [&]() -> Done {
    TRY(have_record(db));
    const auto now = TRY(compare(db, migrations));  // another program may have been quicker
    for (std::size_t i = static_cast<std::size_t>(now.applied); i < migrations.size(); ++i) {
      const Migration& one = migrations[i];
      if (auto ran = db.run_script(one.sql); !ran) return std::move(ran).error().in(one.name);
      TRY(db.execute("INSERT INTO schema_migrations (number, name, hash, applied_at) VALUES ($1, $2, $3, $4)",
                     values(one.number, one.name, one.hash, clock.now())));
    }
    return {};
  });
}

}  // namespace zhaojian::store

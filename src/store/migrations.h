#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/open_store.h"
#include "store/sql/connection.h"

namespace zhaojian::store {

// One numbered file of db/<dialect>: "0001_init.sql". Once applied it never changes; a change is a new file.
struct Migration {
  int number = 0;
  std::string name;
  std::string sql;
  Sha256 hash{};
};

// The migrations of a folder in order; `invalid` when the numbers are not 1, 2, 3 …
[[nodiscard]] Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder);

// Compares with what the database says was applied: `invalid` with "error.store.migration_changed" or
// "error.store.newer".
[[nodiscard]] Result<MigrationStatus> compare(Connection& db, const std::vector<Migration>& migrations);

// Applies what is missing in one transaction, so that of several programs starting at once one does it.
[[nodiscard]] Done migrate(Connection& db, const std::vector<Migration>& migrations, const Clock& clock);

}  // namespace zhaojian::store

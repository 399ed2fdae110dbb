#pragma once
#include <filesystem>
#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace zhaojian::store {

struct StoreOptions {
  std::filesystem::path file;        // ":memory:" for a database of this object alone
  std::filesystem::path migrations;  // the folder db/sqlite
};

// Opens the database, making or migrating it under a lock. Refuses: SQLite below 3.51.3, a network file system, a
// migration whose recorded hash differs from the file, a database newer than the program. Texts "error.store.*".
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, const Clock& clock);

// What is applied and what would be; for `zhaojian migrate`.
struct MigrationStatus {
  int applied = 0;
  int available = 0;
};
[[nodiscard]] Result<MigrationStatus> migration_status(const StoreOptions& options, const Clock& clock);

}  // namespace zhaojian::store

#pragma once
#include <filesystem>
#include <memory>

#include "store/sql/connection.h"

namespace zhaojian::store {

// A connection to an SQLite file (":memory:" for one of its own): WAL, synchronous=FULL, foreign keys, mode 0600.
// Before a transaction it waits for the flock of "<file>-ticket": SQLite's own waiting is not fair (reliability.md
// §1.2). Refuses an SQLite with the WAL-reset bug and network file systems.
[[nodiscard]] Result<std::unique_ptr<Connection>> open_sqlite(const std::filesystem::path& file);

// `number` as sqlite3_libversion_number(); 3.51.3 is the first without the WAL-reset bug (reliability.md §1.3).
[[nodiscard]] Done usable_sqlite_version(int number);
// `type` as statfs() gives it. WAL needs memory shared on one host, and locks that work.
[[nodiscard]] Done usable_file_system(long type);

}  // namespace zhaojian::store

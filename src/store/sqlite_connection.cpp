#include "store/sqlite_connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <cerrno>
#include <unordered_map>

#include "base/fd.h"
#include "base/files.h"
#include "base/utf8.h"

namespace zhaojian::store {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// A statement and where each value goes. SQLite numbers $1, $2 by first appearance, not by their digits.
struct Prepared {
  std::unique_ptr<sqlite3_stmt, Finalize> statement;
  std::vector<int> places;  // of $1, $2 …; 0: not used
};

// A phrase of FTS5's query language: the end of the text, whatever it holds. Its end tells more than all of it costs:
// students of a year share the first digits, and each common triple is a long list to go through.
std::string phrase(std::string_view text) {
  constexpr std::size_t kTelling = 6;
  const std::size_t length = characters(text);
  if (length > kTelling) text.remove_prefix(first_characters(text, length - kTelling).size());
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

constexpr Dialect kSqlite{"sqlite", "SELECT rowid FROM submission_search WHERE submission_search MATCH {}", phrase, 3,
                           "PRAGMA data_version"};

Error error_of(sqlite3* db, std::string_view doing) {
  const int extended = sqlite3_extended_errcode(db);
  const int system = sqlite3_system_errno(db);
  std::string what = std::string(doing) + ": " + sqlite3_errmsg(db) + " (" + std::to_string(extended) + ")";
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
      if (extended == SQLITE_CONSTRAINT_TRIGGER) return {Errc::denied, std::move(what), "error.store.append_only"};
      return {Errc::conflict, std::move(what)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Errc::unavailable, std::move(what), "error.store.busy"};
    case SQLITE_FULL:
      return {Errc::io, std::move(what), "error.store.full"};
    case SQLITE_IOERR:  // in WAL mode a full disk comes as this one
      if (system == ENOSPC || system == EDQUOT) return {Errc::io, std::move(what), "error.store.full"};
      return {Errc::io, std::move(what), "error.store.io"};
    case SQLITE_CANTOPEN:
      return {Errc::io, std::move(what), "error.store.io"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Errc::corrupt, std::move(what), "error.store.corrupt"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {Errc::denied, std::move(what), "error.store.denied"};
    case SQLITE_TOOBIG:
      return {Errc::invalid, std::move(what)};
    default:
      return {Errc::internal, std::move(what)};
  }
}

int bind(sqlite3_stmt* statement, int place, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *number);
  if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
  if (const auto* text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  if (const auto* bytes = std::get_if<Bytes>(&value)) {
    // A null pointer would mean NULL, not "no bytes".
    return bytes->empty() ? sqlite3_bind_zeroblob(statement, place, 0)
                          : sqlite3_bind_blob64(statement, place, bytes->data(), bytes->size(), SQLITE_STATIC);
  }
  return sqlite3_bind_null(statement, place);
}

Value cell(sqlite3_stmt* statement, int column) {
  const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, column));
      return bytes ? Bytes(bytes, bytes + size()) : Bytes();
    }
    default:
      return {};
  }
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(Database db, Fd ticket) : db_(std::move(db)), ticket_(std::move(ticket)) {}
  ~SqliteConnection() override { SqliteConnection::rollback(); }

  Result<std::int64_t> execute(std::string_view sql, const Values& bound) override {
    TRY(run(sql, bound, nullptr));
    return std::int64_t{sqlite3_changes64(db_.get())};
  }
  Done query(std::string_view sql, const Values& bound, const std::function<bool(Row&)>& each) override {
    return run(sql, bound, &each);
  }
  Done run_script(const std::string& sql) override {
    TRY(still_whole());
    if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return error("script");
    return {};
  }

  Done begin() override {
    if (in_transaction_) return Error{Errc::internal, "a transaction inside a transaction"};
    TRY(lock(LOCK_EX));
    in_transaction_ = true;
    auto begun = run("BEGIN IMMEDIATE", {}, nullptr, false);
    if (!begun) rollback();
    return begun;
  }
  Done commit() override {
    if (!in_transaction_) return Error{Errc::internal, "nothing to commit"};
    auto committed = run("COMMIT", {}, nullptr);
    if (!committed) return rollback(), std::move(committed);
    in_transaction_ = false;
    return lock(LOCK_UN);
  }
  void rollback() override {
    if (!in_transaction_) return;
    in_transaction_ = false;
    // Some failures have made SQLite roll back on its own already.
    if (!sqlite3_get_autocommit(db_.get())) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    if (ticket_.open()) ::flock(ticket_.number(), LOCK_UN);
  }
  bool in_transaction() const override { return in_transaction_; }
  const Dialect& dialect() const override { return kSqlite; }

 private:
  static constexpr std::size_t kCached = 256;

  Error error(std::string_view doing) const { return error_of(db_.get(), doing); }

  // After SQLite rolled back on its own, what follows would be written outside any transaction: refuse it.
  Done still_whole() const {
    if (!in_transaction_ || !sqlite3_get_autocommit(db_.get())) return {};
    return Error{Errc::io, "the transaction was rolled back by an earlier failure", "error.store.io"};
  }

  Done lock(int how) const {
    if (!ticket_.open()) return {};
    while (::flock(ticket_.number(), how) != 0)
      if (errno != EINTR) return system_error(errno, "database ticket");
    return {};
  }

  Done run(std::string_view sql, const Values& bound, const std::function<bool(Row&)>* each, bool begun = true) {
    if (begun) TRY(still_whole());
    Prepared prepared = TRY(take(sql));
    auto done = step(prepared, sql, bound, each);
    sqlite3_reset(prepared.statement.get());
    sqlite3_clear_bindings(prepared.statement.get());
    if (cache_.size() >= kCached) cache_.clear();
    cache_.insert_or_assign(std::string(sql), std::move(prepared));
    return done;
  }

  Done step(const Prepared& prepared, std::string_view sql, const Values& bound,
            const std::function<bool(Row&)>* each) {
    sqlite3_stmt* statement = prepared.statement.get();
    if (bound.size() > prepared.places.size()) return Error{Errc::internal, "too many values for: " + std::string(sql)};
    for (std::size_t i = 0; i < bound.size(); ++i) {
      if (prepared.places[i] == 0) continue;
      if (bind(statement, prepared.places[i], bound[i]) != SQLITE_OK) return error(sql.substr(0, 60));
    }
    for (;;) {
      const int result = sqlite3_step(statement);
      if (result == SQLITE_DONE) return {};
      if (result != SQLITE_ROW) return error(sql.substr(0, 60));
      if (!each) continue;
      Values cells;
      const int columns = sqlite3_column_count(statement);
      cells.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i) cells.push_back(cell(statement, i));
      Row row(std::move(cells));
      if (!(*each)(row)) return {};
    }
  }

  // Out of the cache while it runs, so that the same statement may run again inside its own loop.
  Result<Prepared> take(std::string_view sql) {
    if (auto cached = cache_.extract(std::string(sql)); !cached.empty()) return std::move(cached.mapped());
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (result != SQLITE_OK) return error(sql.substr(0, 200));
    Prepared prepared{std::unique_ptr<sqlite3_stmt, Finalize>(statement), {}};
    const int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= 2 * count + 8; ++i) {  // a gap among the numbers is allowed
      prepared.places.push_back(sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i)).c_str()));
    }
    return prepared;
  }

  Database db_;
  Fd ticket_;
  bool in_transaction_ = false;
  std::unordered_map<std::string, Prepared> cache_;  // after db_: statements go before their database
};

// For our eyes only, whatever the umask; also what somebody left readable. A file that is there is not opened: closing
// it again would drop the locks that other connections of this process hold on it (howtocorrupt.html §2.2).
Done make_private(const std::filesystem::path& file) {
  const Fd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.open() && errno != EEXIST) return system_error(errno, file.string());
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) return system_error(errno, file.string());
  if ((about.st_mode & 0077) != 0 && ::chmod(file.c_str(), 0600) != 0) return system_error(errno, file.string());
  return {};
}

Done check_place(const std::filesystem::path& file) {
  const auto folder = std::filesystem::absolute(file).parent_path();
  std::error_code problem;
  if (!std::filesystem::exists(folder, problem)) TRY(make_private_folder(folder));
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) != 0) return system_error(errno, folder.string());
  return usable_file_system(static_cast<long>(about.f_type));
}

constexpr const char* kSettings =
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA journal_size_limit=67108864;"
    "PRAGMA recursive_triggers=ON;";  // else INSERT OR REPLACE would get round a trigger that forbids DELETE

// `in_wal` asks rather than trusts: the pragma answers with the mode that is in force.
Done set_up(sqlite3* db, bool in_wal) {
  sqlite3_busy_timeout(db, 5000);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);  // no SQL can damage the file itself
  if (sqlite3_exec(db, kSettings, nullptr, nullptr, nullptr) != SQLITE_OK) return error_of(db, "settings");
  if (!in_wal) return {};
  std::string mode;
  const auto note = +[](void* out, int, char** cells, char**) {
    *static_cast<std::string*>(out) = cells[0] ? cells[0] : "";
    return 0;
  };
  if (sqlite3_exec(db, "PRAGMA journal_mode=WAL", note, &mode, nullptr) != SQLITE_OK) return error_of(db, "WAL");
  if (mode != "wal") return Error{Errc::io, "no write-ahead log here: " + mode, "error.store.io"};
  return {};
}

}  // namespace

Done usable_sqlite_version(int number) {
  constexpr int kFirstSafe = 3'051'003;
  if (number >= kFirstSafe) return {};
  return Error{Errc::invalid, "SQLite " + std::to_string(number) + " can lose commits; 3.51.3 or newer is needed",
               "error.store.sqlite_version"};
}

Done usable_file_system(long type) {
  // statfs(2) and linux/magic.h: NFS, SMB, CIFS, SMB2, 9P, FUSE (sshfs), AFS, Ceph, Coda, NCP, Lustre, VirtualBox,
  // VMware.
  constexpr std::uint32_t kRemote[] = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42, 0x01021997,
                                       0x65735546, 0x5346414F, 0x00C36400, 0x73757245, 0x564C,
                                       0x0BD00BD0, 0x786F4256, 0xBACBACBC};
  for (const std::uint32_t remote : kRemote) {
    if (static_cast<std::uint32_t>(type) != remote) continue;
    return Error{Errc::invalid, "the database would lie on a network file system", "error.store.network_file_system"};
  }
  return {};
}

Result<std::unique_ptr<Connection>> open_sqlite(const std::filesystem::path& file) {
  // Once, before any thread goes on: SQLite would do it by itself, and look without a lock whether it has.
  static const int started = sqlite3_initialize();
  if (started != SQLITE_OK) return Error{Errc::unavailable, "SQLite does not start", "error.store.io"};
  TRY(usable_sqlite_version(sqlite3_libversion_number()));
  const bool on_disk = file != ":memory:";
  Fd ticket;
  if (on_disk) {
    TRY(check_place(file));
    const std::string beside = file.string() + "-ticket";
    TRY(make_private(beside));
    ticket = Fd(::open(beside.c_str(), O_RDWR | O_CLOEXEC));
    // Making the file and turning the log on are writes that two openers must not do at once.
    if (!ticket.open() || ::flock(ticket.number(), LOCK_EX) != 0) return system_error(errno, beside);
    TRY(make_private(file));  // -wal and -shm take their mode from it
  }
  sqlite3* handle = nullptr;
  constexpr int kHow = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int opened = sqlite3_open_v2(file.c_str(), &handle, kHow, nullptr);
  Database db(handle);
  if (opened != SQLITE_OK) return error_of(handle, file.string());
  auto ready = set_up(handle, on_disk);
  if (ticket.open()) ::flock(ticket.number(), LOCK_UN);
  if (!ready) return std::move(ready).error().in(file.string());
  return std::unique_ptr<Connection>(std::make_unique<SqliteConnection>(std::move(db), std::move(ticket)));
}

}  // namespace zhaojian::store

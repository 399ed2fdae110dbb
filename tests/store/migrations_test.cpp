#include "store/migrations.h"

#include <sys/stat.h>

#include "base/files.h"
#include "decide_like.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

struct Schema {
  support::TemporaryFolder folder;
  support::ManualClock clock{kSomeDay};

  void write(const std::string& name, const std::string& sql) {
    std::filesystem::create_directories(folder / "db");
    REQUIRE(write_file_atomically(folder / "db" / name, bytes_of(sql)));
  }
  [[nodiscard]] store::StoreOptions options() const { return {folder / "desk.db", folder / "db"}; }
  Done migrate() {
    const auto migrations = TRY(store::read_migrations(folder / "db"));
    const auto db = TRY(store::open_sqlite(folder / "desk.db"));
    return store::migrate(*db, migrations, clock);
  }
};

mode_t mode_of(const std::filesystem::path& file) {
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  return about.st_mode & 07777;
}

}  // namespace

TEST_CASE("a new database is made once and opened again as it is") {
  Fixture f(true);
  f.add(a_case("sub_1"));
  f.store = support::test_store(f.clock, f.folder / "desk.db");
  CHECK(f.get("sub_1").submission.id == SubmissionId("sub_1"));
  const auto status = store::migration_status(support::store_options(f.folder / "desk.db"), f.clock);
  REQUIRE(status);
  CHECK(status->applied == status->available);
  CHECK(status->available >= 1);
}

TEST_CASE("the files of the database are for their owner alone") {
  const mode_t before = ::umask(0);
  Fixture f(true);
  f.add(a_case("sub_1"));
  for (const char* name : {"desk.db", "desk.db-wal", "desk.db-shm", "desk.db-ticket"}) {
    INFO(name);
    CHECK(mode_of(f.folder / name) == 0600);
  }
  ::umask(before);
}

TEST_CASE("asking for the status makes no database") {
  Schema s;
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER);");
  const auto status = store::migration_status(s.options(), s.clock);
  REQUIRE(status);
  CHECK(status->applied == 0);
  CHECK(status->available == 1);
  CHECK_FALSE(std::filesystem::exists(s.folder / "desk.db"));
}

TEST_CASE("only what is missing is applied") {
  Schema s;
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);");
  REQUIRE(s.migrate());
  s.write("0002_c.sql", "CREATE TABLE c (x INTEGER);");
  s.write("notes.txt", "not a migration");
  CHECK(store::migration_status(s.options(), s.clock)->applied == 1);
  REQUIRE(s.migrate());
  REQUIRE(s.migrate());
  CHECK(store::migration_status(s.options(), s.clock)->applied == 2);
}

TEST_CASE("a migration that fails half-way leaves nothing behind") {
  Schema s;
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER); CREATE TABLE nonsense;");
  CHECK_FALSE(s.migrate());
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER);");
  CHECK(s.migrate());
}

TEST_CASE("a migration changed after it was applied is refused") {
  Schema s;
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER);");
  REQUIRE(s.migrate());
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER); -- harmless");
  const auto refused = s.migrate();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.store.migration_changed");
  CHECK(store::migration_status(s.options(), s.clock).error().text == "error.store.migration_changed");
}

TEST_CASE("a database newer than the program is refused") {
  Schema s;
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER);");
  s.write("0002_b.sql", "CREATE TABLE b (x INTEGER);");
  REQUIRE(s.migrate());
  std::filesystem::remove(s.folder / "db" / "0002_b.sql");
  const auto refused = s.migrate();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.store.newer");
}

TEST_CASE("a folder without migrations, or with a gap among them, is refused") {
  Schema s;
  CHECK(store::read_migrations(s.folder / "nowhere").error().text == "error.store.no_migrations");
  s.write("0001_a.sql", "CREATE TABLE a (x INTEGER);");
  s.write("0003_c.sql", "CREATE TABLE c (x INTEGER);");
  CHECK(store::read_migrations(s.folder / "db").error().code == Errc::invalid);
}

TEST_CASE("problems from before their kinds were kept stay readable, and messages get the kind their last attempt tells") {
  support::TemporaryFolder folder;
  support::ManualClock clock{kSomeDay};
  const auto file = folder / "desk.db";
  {
    auto before = store::read_migrations(support::store_options(file).migrations).value();
    std::erase_if(before, [](const store::Migration& m) { return m.number >= 7; });
    const auto db = store::open_sqlite(file);
    REQUIRE(store::migrate(**db, before, clock));
    REQUIRE((*db)->run_script(
        "INSERT INTO quarantine (source, item_id, raw, raw_hash, problem, at) VALUES ('submissions', 'x', '{}', x'00', 'photos: missing', 1);"));
    const auto event = [&](const std::string& id, const std::string& state, int status, const std::string& attempt, const std::string& last) {
      REQUIRE((*db)->run_script(
          "INSERT INTO events (id, decision, submission, student, type, body, state, attempts, next_at, epoch, created_at, last_problem, "
          "receipt_status, receipt_code, head) VALUES ('" + id + "', '" + id + "', 's', '" + id + "', 't', '{}', '" + state + "', 1, 0, 1, 0, '" + last +
          "', '', '', 0); INSERT INTO event_attempts (event, epoch, at, status, became, problem) VALUES ('" + id + "', 0, 0, 500, 'ready', 'status 500'), ('" +
          id + "', 1, 1, " + std::to_string(status) + ", '" + state + "', '" + attempt + "');"));
    };
    event("busy", "ready", 503, "status 503", "status 503");
    event("refused", "dead", 422, "status 422", "status 422");
    event("nobody", "ready", 0, "connection refused", "connection refused");
    event("other", "ready", 503, "status 503", "said by something else");
    event("gone", "superseded", 409, "", "status 409");
  }
  const auto store = support::test_store(clock, file);
  const auto kept = store->submissions().quarantined(10).value();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].problem == "photos: missing");
  CHECK(kept[0].fault == domain::ItemFault{});
  const auto text = [&](const char* id) { return store->outbox().find(EventId(id)).value().value().last_text; };
  CHECK(text("busy") == "error.notify.busy");
  CHECK(text("refused") == "error.notify.refused");
  CHECK(text("nobody") == "error.net.unreachable");
  CHECK(text("other").empty());
  CHECK(text("gone").empty());
}

TEST_CASE("an SQLite that can lose commits and file systems without working locks are refused") {
  CHECK_FALSE(store::usable_sqlite_version(3'040'001));
  CHECK_FALSE(store::usable_sqlite_version(3'051'002));
  CHECK(store::usable_sqlite_version(3'051'003));
  CHECK(store::usable_sqlite_version(3'053'004));
  // NFS, CIFS, SMB2, 9P, FUSE; ext4, xfs, btrfs, tmpfs.
  for (const long type : {0x6969L, 0xFF534D42L, 0xFE534D42L, 0x01021997L, 0x65735546L}) {
    CHECK(store::usable_file_system(type).error().text == "error.store.network_file_system");
  }
  for (const long type : {0xEF53L, 0x58465342L, 0x9123683EL, 0x01021994L}) CHECK(store::usable_file_system(type));
}

#include <map>
#include <random>
#include <set>

#include "fixture.h"
#include "store/migrations.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Stage;

namespace {

using Place = std::pair<std::int64_t, std::string>;  // due, id

// The line as it should be, kept beside the store's own.
struct Line {
  explicit Line(const std::filesystem::path& file, const Clock& clock) : store(support::test_store(clock, file)) {}

  static bool waits(Stage stage) {
    return stage == Stage::queued || stage == Stage::leased || stage == Stage::second_opinion || stage == Stage::escalated;
  }
  void add(const std::string& id, Stage stage, std::int64_t due) {
    domain::ReviewCase one = a_case(a_submission(id)).at(stage);
    one.due_at = Instant{due};
    REQUIRE(store->submissions().add(one));
    if (waits(stage)) expected.emplace(due, id);
    all.push_back(id);
  }
  void move(const std::string& id, Stage stage, std::int64_t due) {
    domain::ReviewCase one = store->submissions().find(SubmissionId(id)).value().value();
    expected.erase({one.due_at.micros, id});
    one.place.stage = stage;
    one.due_at = Instant{due};
    REQUIRE(store->submissions().save(one));
    if (waits(stage)) expected.emplace(due, id);
  }
  // Whether this page is the one of the line as it should be.
  void check_page(std::int64_t offset, std::int64_t limit) const {
    const auto page = store->submissions().page({}, offset, limit);
    REQUIRE(page);
    CHECK(page->total == static_cast<std::int64_t>(expected.size()));
    const auto size = static_cast<std::int64_t>(expected.size());
    auto it = std::next(expected.begin(), std::min(offset, size));
    std::vector<Place> wanted, found;
    for (std::int64_t i = offset; i < std::min(offset + limit, size); ++i) wanted.push_back(*it++);
    for (const domain::QueueItem& item : page->items) found.emplace_back(item.due_at.micros, item.id.value);
    CHECK(found == wanted);
  }
  void check_all(std::int64_t limit) const {
    for (std::int64_t offset = 0; offset <= static_cast<std::int64_t>(expected.size()); offset += limit)
      check_page(offset, limit);
  }

  std::unique_ptr<store::Store> store;
  std::set<Place> expected;
  std::vector<std::string> all;
};

std::int64_t number_of(store::Connection& db, const std::string& sql) { return store::number(db, sql, {}).value(); }

// What the parts of the line promise, whatever happened to it.
void check_parts(const std::filesystem::path& file, std::size_t line) {
  const auto db = store::open_sqlite(file);
  REQUIRE(db);
  CHECK(number_of(**db, "SELECT sum(cases) FROM queue_parts") == static_cast<std::int64_t>(line));
  CHECK(number_of(**db, "SELECT max(cases) FROM queue_parts") <= 4096);
  CHECK(number_of(**db, "SELECT min(cases) FROM queue_parts") >= 0);
  CHECK(number_of(**db, "SELECT count(*) FROM queue_parts WHERE cases = 0 AND from_id <> ''") == 0);
}

}  // namespace

TEST_CASE("every page of a long line is in order and complete, whoever comes, moves and goes between two pages") {
  const bool all_due_at_once = GENERATE(false, true);  // as when a window closes
  CAPTURE(all_due_at_once);
  support::TemporaryFolder folder;
  support::ManualClock clock{kSomeDay};
  Line line(folder / "desk.db", clock);
  std::mt19937_64 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const auto due = [&] { return all_due_at_once ? std::int64_t{5} : static_cast<std::int64_t>(below(4000)) - 2000; };
  constexpr Stage stages[] = {Stage::queued, Stage::queued, Stage::queued,  Stage::leased,    Stage::second_opinion, Stage::escalated,
                              Stage::held,   Stage::checked, Stage::released, Stage::withdrawn};
  const auto stage = [&] { return stages[below(std::size(stages))]; };
  int made = 0;
  const auto come = [&](int count) {
    REQUIRE(line.store->transact([&]() -> Done {
      for (int i = 0; i < count; ++i) line.add("sub_" + std::to_string(random() % 1'000'000) + "_" + std::to_string(++made), stage(), due());
      return {};
    }));
  };
  come(7000);
  line.check_all(1000);
  for (int round = 0; round < 20; ++round) {
    come(100);
    REQUIRE(line.store->transact([&]() -> Done {
      for (int i = 0; i < 100; ++i) line.move(line.all[below(line.all.size())], stage(), due());
      return {};
    }));
    for (int i = 0; i < 5; ++i) line.check_page(static_cast<std::int64_t>(below(line.expected.size() + 50)), 1 + static_cast<std::int64_t>(below(200)));
  }
  line.check_all(777);
  check_parts(folder / "desk.db", line.expected.size());
}

TEST_CASE("a line that grows only at its end, or shrinks to nothing, is counted rightly all the way") {
  support::TemporaryFolder folder;
  support::ManualClock clock{kSomeDay};
  Line line(folder / "desk.db", clock);
  line.check_page(0, 10);
  REQUIRE(line.store->transact([&]() -> Done {
    for (int i = 0; i < 4200; ++i) line.add("sub_" + std::to_string(i), Stage::queued, i);
    return {};
  }));
  line.check_page(4100, 200);
  REQUIRE(line.store->transact([&]() -> Done {
    for (int i = 4199; i >= 0; --i) {
      if (i % 7 != 3) line.move("sub_" + std::to_string(i), Stage::held, i);
    }
    return {};
  }));
  line.check_all(100);
  REQUIRE(line.store->transact([&]() -> Done {
    for (int i = 0; i < 4200; ++i) {
      if (i % 7 == 3) line.move("sub_" + std::to_string(i), Stage::held, i);
    }
    return {};
  }));
  line.check_page(0, 10);
  check_parts(folder / "desk.db", 0);
}

TEST_CASE("a line that was there before it was counted in parts is counted by the migration, and rows may be deleted") {
  support::TemporaryFolder folder;
  support::ManualClock clock{kSomeDay};
  const auto file = folder / "desk.db";
  const int cases = GENERATE(0, 1, 2048, 5000);
  CAPTURE(cases);
  {
    auto before = store::read_migrations(support::store_options(file).migrations).value();
    std::erase_if(before, [](const store::Migration& m) { return m.number >= 6; });
    const auto db = store::open_sqlite(file);
    REQUIRE(store::migrate(**db, before, clock));
    REQUIRE((*db)->execute(
        "INSERT INTO submissions (id, version, stage, round, batch, student, student_number, student_name, attempt, "
        "submitted_at, first_seen, due_at, flags, photo, photos_waiting, epoch, revision) "
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) "
        "SELECT 'sub_' || (i * 7919 % 5003), 1, CASE i % 5 WHEN 0 THEN 'held' WHEN 1 THEN 'leased' ELSE 'queued' END, 'first', "
        "'b', 's', '1', 'n', 1, 0, 0, i / 100, '', zeroblob(32), 0, 0, 0 FROM n WHERE $1 > 0",
        store::values(std::int64_t{cases})));
  }
  Line line(file, clock);
  const auto db = store::open_sqlite(file);
  const auto look = [&] {
    line.expected.clear();
    REQUIRE((*db)->query("SELECT due_at, id FROM submissions WHERE stage <> 'held'", {}, [&](store::Row& row) {
      const std::int64_t due = row.integer();
      line.expected.emplace(due, row.text());
      return true;
    }));
    line.check_all(500);
    check_parts(file, line.expected.size());
  };
  look();
  REQUIRE((*db)->execute("DELETE FROM submissions WHERE row_id % 3 = 0", {}));
  look();
}

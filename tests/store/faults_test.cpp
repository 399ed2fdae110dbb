#include "base/files.h"
#include "decide_like.h"
#include "store/migrations.h"
#include "store/sql_store.h"
#include "store/sqlite_connection.h"
#include "support/lying_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;
using support::LyingConnection;

namespace {

struct FaultyStore {
  explicit FaultyStore(const Fixture& f)
      : store(std::make_unique<LyingConnection>(std::move(*store::open_sqlite(f.folder / "desk.db")), plan), f.clock,
              boot_id()) {}
  LyingConnection::Plan plan;
  store::SqlStore store;
};

}  // namespace

TEST_CASE("whatever statement fails, a decision is wholly there or wholly absent") {
  Fixture f(true);
  fill(*f.store, 1);
  REQUIRE(f.claim(request("op_1")).size() == 1);
  const SubmissionId id("sub_1");
  const bool for_ever = GENERATE(false, true);
  const auto revision = f.get("sub_1").revision;
  int failures = 0;
  for (int n = 1;; ++n) {
    FaultyStore faulty(f);
    faulty.plan.fail_at = n;
    faulty.plan.for_ever = for_ever;
    const auto done = decide_like(faulty.store, id, "press");
    INFO("statement " << n);
    if (done) break;
    ++failures;
    CHECK(done.error().code == Errc::io);
    CHECK(parts_there(*f.store, id, "press") == 0);
    CHECK(f.get("sub_1").revision == revision);
    REQUIRE(n < 500);
  }
  CHECK(failures > 15);
  CHECK(parts_there(*f.store, id, "press") == 4);
  CHECK(integrity(**store::open_sqlite(f.folder / "desk.db")) == "ok");
}

TEST_CASE("when only the answer to the commit is lost, everything is there and the key press finds it") {
  Fixture f(true);
  fill(*f.store, 2);
  REQUIRE(f.claim(request("op_1", 2)).size() == 2);
  FaultyStore counting(f);
  REQUIRE(decide_like(counting.store, SubmissionId("sub_1"), "first"));
  FaultyStore faulty(f);
  faulty.plan.fail_at = counting.plan.calls;  // the commit is the last call
  faulty.plan.after_commit = true;
  CHECK_FALSE(decide_like(faulty.store, SubmissionId("sub_2"), "press"));
  CHECK(parts_there(*f.store, SubmissionId("sub_2"), "press") == 4);
  CHECK((*faulty.store.decisions().find_op(OpId("op_press")))->outcome == domain::Outcome::retake);
}

TEST_CASE("a store goes on working after a failed transaction") {
  Fixture f(true);
  fill(*f.store, 2);
  REQUIRE(f.claim(request("op_1", 2)).size() == 2);
  FaultyStore faulty(f);
  faulty.plan.fail_at = 9;
  CHECK_FALSE(decide_like(faulty.store, SubmissionId("sub_1"), "a"));
  CHECK(decide_like(faulty.store, SubmissionId("sub_1"), "a"));
  CHECK(decide_like(faulty.store, SubmissionId("sub_2"), "b"));
  CHECK(parts_there(*f.store, SubmissionId("sub_1"), "a") == 4);
}

TEST_CASE("a part that fails inside a transaction can be skipped without losing the rest") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  REQUIRE(f.store->transact([&]() -> Done {
    CHECK_FALSE(f.cases().add(a_case("sub_1")));
    CHECK_FALSE(f.cases().add(a_case("bell\x07")));
    TRY(f.cases().add(a_case("sub_2")));
    return {};
  }));
  CHECK(ids(f.cases().page({}, 0, 10)->items) == Ids{"sub_1", "sub_2"});
}

TEST_CASE("transactions are not nested") {
  Fixture f(GENERATE(false, true));
  const auto done = f.store->transact([&] { return f.store->transact([] { return Done(); }); });
  REQUIRE_FALSE(done);
  CHECK(done.error().code == Errc::internal);
  CHECK(f.store->transact([] { return Done(); }));
}

TEST_CASE("what is not an SQLite database is called corrupt and left alone") {
  Fixture f(false);
  const auto file = f.folder / "desk.db";
  const std::string text(5000, 'x');
  REQUIRE(write_file_atomically(file, bytes_of(text)));
  const auto opened = store::open_store(support::store_options(file), f.clock);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Errc::corrupt);
  CHECK(opened.error().text == "error.store.corrupt");
  CHECK(text_of(*read_file(file, 10'000)) == text);
}

TEST_CASE("a damaged page is reported as corrupt, not as an empty queue") {
  Fixture f(true);
  fill(*f.store, 400);
  f.store = support::test_store(f.clock);  // closes the file and folds the log into it
  const auto file = f.folder / "desk.db";
  Bytes bytes = *read_file(file, 1 << 26);
  for (std::size_t i = 4096; i < bytes.size(); ++i) bytes[i] = std::byte{0xa5};
  REQUIRE(write_file_atomically(file, bytes));
  const auto opened = store::open_store(support::store_options(file), f.clock);
  const auto page = opened ? (*opened)->submissions().page({}, 0, 10) : Result<store::QueuePage>(opened.error());
  REQUIRE_FALSE(page);
  CHECK(page.error().code == Errc::corrupt);
}

TEST_CASE("a database that may only be read refuses to decide and says so") {
  Fixture f(true);
  const auto db = store::open_sqlite(f.folder / "desk.db");
  REQUIRE(db);
  REQUIRE((*db)->run_script("PRAGMA query_only=ON"));
  const auto done = (*db)->execute("DELETE FROM quarantine", {});
  REQUIRE_FALSE(done);
  CHECK(done.error().code == Errc::denied);
}

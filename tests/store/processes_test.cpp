#include <array>
#include <latch>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "base/fd.h"
#include "child.h"
#include "decide_like.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

constexpr int kCases = 2000;

// Claims one case after the other until there are none; writes down "id epoch".
// `others`: waits until they have opened the file as well, which takes longer than many a claim.
std::string claim_all(const std::filesystem::path& file, const std::string& who, std::latch* others = nullptr) {
  const SystemClock clock;
  const auto store = store::open_store(support::store_options(file), clock);
  std::string taken;
  if (others) others->arrive_and_wait();
  if (!store) return "failed: " + store.error().message + "\n";
  for (;;) {
    const auto leases = claimed(**store, request(who));
    if (!leases) return taken + "failed: " + leases.error().message + "\n";
    if (leases->empty()) return taken;
    taken += leases->front().submission.value + " " + std::to_string(leases->front().epoch) + "\n";
  }
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

// Every case once, each with the first epoch.
void check_shared_out(const std::string& first, const std::string& second) {
  const auto taken = lines(first + second);
  const std::set<std::string> different(taken.begin(), taken.end());
  CHECK(taken.size() == kCases);
  CHECK(different.size() == kCases);
  CHECK(different.contains("sub_1 1"));
  CHECK(lines(first).size() > 100);  // neither was starved
  CHECK(lines(second).size() > 100);
}

}  // namespace

TEST_CASE("two threads with a store each never get the same case") {
  Fixture f(true);
  fill(*f.store, kCases);
  const auto file = f.folder / "desk.db";
  std::string first, second;
  std::latch both(2);
  std::thread one([&] { first = claim_all(file, "op_1", &both); });
  std::thread two([&] { second = claim_all(file, "op_2", &both); });
  one.join();
  two.join();
  check_shared_out(first, second);
}

TEST_CASE("two processes on one file never get the same case") {
  Fixture f(true);
  fill(*f.store, kCases);
  const auto file = f.folder / "desk.db";
  f.store = support::test_store(f.clock);  // no connection is carried into a child
  Child one([&](const Fd& out) { (void)write_all(out, bytes_of(claim_all(file, "op_1"))); });
  Child two([&](const Fd& out) { (void)write_all(out, bytes_of(claim_all(file, "op_2"))); });
  const std::string first = one.said();
  check_shared_out(first, two.said());
}

TEST_CASE("several programs that start at once make one database") {
  Fixture f(false);
  const auto file = f.folder / "new" / "desk.db";
  std::vector<std::thread> starts;
  std::array<bool, 6> opened{};
  for (bool& ok : opened) {
    starts.emplace_back([&] { ok = store::open_store(support::store_options(file), f.clock).has_value(); });
  }
  for (auto& start : starts) start.join();
  CHECK(std::ranges::all_of(opened, [](bool ok) { return ok; }));
}

TEST_CASE("what was acknowledged is there after kill -9, fifty times") {
  Fixture f(true);
  fill(*f.store, 3000);
  const auto file = f.folder / "desk.db";
  f.store = support::test_store(f.clock);
  std::vector<std::pair<std::string, std::string>> acknowledged;
  std::minstd_rand random(7);
  for (int round = 0; round < 50; ++round) {
    Child child([&](const Fd& out) {
      const SystemClock clock;
      const auto store = store::open_store(support::store_options(file), clock);
      if (!store) return;
      for (int i = 0;; ++i) {
        const auto leases = claimed(**store, request("op_" + std::to_string(round)));
        if (!leases || leases->empty()) return;
        const std::string op = std::to_string(round) + "_" + std::to_string(i);
        if (!decide_like(**store, leases->front().submission, op)) return;
        if (!write_all(out, bytes_of(leases->front().submission.value + " " + op + "\n"))) return;
      }
    });
    REQUIRE(child.spoke());
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 40));
    child.kill();
    for (const std::string& line : lines(child.said())) {
      const auto space = line.find(' ');
      acknowledged.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
  }
  INFO(acknowledged.size() << " acknowledged");
  CHECK(acknowledged.size() >= 50);
  const auto store = support::test_store(f.clock, file);
  std::set<std::string> recorded;
  REQUIRE(store->audit().read([&](const domain::AuditRecord& r) { return recorded.insert(r.entry.op.value).second; }));
  int lost = 0;
  for (const auto& [id, op] : acknowledged) {
    const auto one = store->submissions().find(SubmissionId(id));
    const auto event = store->outbox().find(EventId("evt_" + op));
    const bool there =
        one && *one && (*one)->decision == DecisionId(op) && event && *event && recorded.contains("op_" + op);
    lost += !there;
  }
  CHECK(lost == 0);
  // Whatever was not acknowledged is whole all the same: as many records as decisions as events.
  std::size_t decisions = 0;
  REQUIRE(store->decisions().read([&](const domain::Decision&) { return ++decisions, true; }));
  CHECK(decisions == recorded.size());
  CHECK(store->outbox().list({}, 100'000)->size() == decisions);
  CHECK(integrity(**store::open_sqlite(file)) == "ok");
}

TEST_CASE("what another connection wrote changes the mark, what this one wrote does not") {
  Fixture f(true);
  const auto mark = [&] { return f.store->change_mark().value(); };
  const auto set = [](store::Store& store, const std::string& value) {
    REQUIRE(store.transact([&] { return store.people().set_setting(OperatorId("op_1"), "k", value); }));
  };
  std::int64_t before = mark();
  set(*f.store, "mine");
  CHECK(mark() == before);
  const auto other = support::test_store(f.clock, f.folder / "desk.db");
  for (const char* value : {"theirs", "theirs again"}) {
    set(*other, value);
    CHECK(mark() != before);
    before = mark();
    CHECK(mark() == before);
  }
}

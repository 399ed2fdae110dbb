#include <chrono>

#include "decide_like.h"

// Not part of a usual run (run it with `store_test [timing]`): how long lists and searches take on 100,000 cases.

using namespace zhaojian;
using namespace zhaojian::test;

namespace {

constexpr int kRows = 100'000;

void fill_many(Fixture& f) {
  constexpr const char* checks[] = {"bg.colour", "geom.head_top", "eyes.open", "sharp"};
  REQUIRE(f.store->transact([&]() -> Done {
    for (int i = 0; i < kRows; ++i) {
      auto s = a_submission("sub_" + std::to_string(1'000'000 + i)).submitted_at(kSomeDay + seconds(i % 86'400));
      s.with_batch("batch_" + std::to_string(i % 200)).with_number("2021" + std::to_string(30'000'000 + i));
      s.with_name(i % 1000 == 0 ? "欧阳*" : "张*").with_flag(checks[i % 4]);
      TRY(f.cases().add(a_case(s)));
    }
    return {};
  }));
}

}  // namespace

TEST_CASE("lists and searches on a hundred thousand cases, with their times", "[.][timing]") {
  Fixture f(true);
  fill_many(f);
  std::string report;
  const auto timed = [&](const std::string& what, std::int64_t expected, std::int64_t offset, auto set) {
    store::QueueFilter filter;
    set(filter);
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const auto start = std::chrono::steady_clock::now();
      const auto page = f.cases().page(filter, offset, 50);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
      REQUIRE(page);
      CHECK(page->total == expected);
      best = std::min(best, took.count());
    }
    report += what + ": " + std::to_string(best) + " ms\n";
  };
  timed("first page", kRows, 0, [](auto&) {});
  timed("middle", kRows, kRows / 2, [](auto&) {});
  timed("last page", kRows, kRows - 50, [](auto&) {});
  timed("batch", kRows / 200, 0, [](auto& q) { q.batch = BatchId("batch_7"); });
  timed("flag", kRows / 4, 0, [](auto& q) { q.flag = FindingId("sharp"); });
  timed("holder", 0, 0, [](auto& q) { q.holder = OperatorId("op_1"); });
  timed("student number", 1, 0, [](auto& q) { q.text = "202130012345"; });
  timed("three digits and a flag", 133, 0, [](auto& q) {
    q.text = "777";
    q.flag = FindingId("geom.head_top");
  });
  timed("rare family name", kRows / 1000, 0, [](auto& q) { q.text = "欧"; });
  timed("common family name", store::kTextHits, 0, [](auto& q) { q.text = "张"; });
  timed("nothing found", 0, 0, [](auto& q) { q.text = "nobody"; });
  WARN(report);
}

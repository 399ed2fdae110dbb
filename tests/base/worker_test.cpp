#include "base/worker.h"

#include <catch2/catch.hpp>
#include <latch>
#include <vector>

using namespace zhaojian;

TEST_CASE("a worker runs its tasks one after the other, in order, on a thread of its own") {
  std::vector<int> order;  // no lock: one thread writes it, and the destructor's join orders the reading
  std::thread::id thread;
  {
    Worker worker;
    for (int i = 0; i < 1'000; ++i) worker.post([&order, i] { order.push_back(i); });
    worker.post([&thread] { thread = std::this_thread::get_id(); });
  }
  REQUIRE(order.size() == 1'000);
  for (int i = 0; i < 1'000; ++i) CHECK(order[static_cast<std::size_t>(i)] == i);
  CHECK(thread != std::this_thread::get_id());
  CHECK(thread != std::thread::id());
}

TEST_CASE("a worker that goes away does first what is queued, and what that queues") {
  std::latch go(1);
  int done = 0;
  {
    Worker worker;
    worker.post([&] { go.wait(); });
    worker.post([&] { worker.post([&done] { ++done; }); });
    worker.post([&done] { ++done; });
    go.count_down();
  }
  CHECK(done == 2);
}

TEST_CASE("what waits in a worker can be counted") {
  std::latch begun(1), go(1);
  Worker worker;
  worker.post([&] {
    begun.count_down();
    go.wait();
  });
  begun.wait();
  CHECK(worker.waiting() == 0);
  worker.post([] {});
  worker.post([] {});
  CHECK(worker.waiting() == 2);
  go.count_down();
}

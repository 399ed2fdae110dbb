#include "base/pool.h"

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <latch>
#include <memory>
#include <string>

using namespace zhaojian;

namespace {

// Holds one thread of a pool until it is opened, so that a test can fill the queues in peace.
class Gate {
 public:
  explicit Gate(Pool& pool) {
    pool.post(Lane::now, [this](std::size_t) {
      entered_.count_down();
      open_.wait();
    });
    entered_.wait();
  }
  void open() { open_.count_down(); }

 private:
  std::latch entered_{1}, open_{1};
};

}  // namespace

TEST_CASE("what the operator looks at goes before what he may look at next") {
  std::string order;
  std::latch done(4);
  Pool pool(1);
  Gate gate(pool);
  const auto note = [&](char c) {
    return [&order, &done, c](std::size_t) {
      order += c;
      done.count_down();
    };
  };
  pool.post(Lane::ahead, note('c'));
  pool.post(Lane::ahead, note('d'));
  pool.post(Lane::now, note('a'));
  pool.post(Lane::now, note('b'));
  CHECK(pool.waiting() == 4);
  gate.open();
  done.wait();
  CHECK(order == "abcd");
}

TEST_CASE("a dropped lane is forgotten, the other one is not") {
  std::string order;
  std::latch done(1);
  Pool pool(1);
  Gate gate(pool);
  pool.post(Lane::ahead, [&](std::size_t) { order += 'x'; });
  pool.post(Lane::now, [&](std::size_t) { order += 'a'; });
  pool.drop(Lane::ahead);
  CHECK(pool.waiting() == 1);
  pool.post(Lane::ahead, [&](std::size_t) { done.count_down(); });
  gate.open();
  done.wait();
  CHECK(order == "a");
}

TEST_CASE("a job knows its thread, and no two jobs share one at the same time") {
  constexpr std::size_t threads = 3;
  std::array<std::atomic<int>, threads> inside{};
  std::atomic<bool> shared = false;
  std::latch done(600);
  Pool pool(threads);
  CHECK(pool.size() == threads);
  for (int i = 0; i < 600; ++i) {
    pool.post(Lane::now, [&](std::size_t thread) {
      if (thread >= threads || inside.at(thread)++ != 0) shared = true;
      --inside.at(thread);
      done.count_down();
    });
  }
  done.wait();
  CHECK_FALSE(shared);
}

TEST_CASE("all threads of a pool work at once") {
  std::latch together(3);
  std::latch done(3);
  Pool pool(3);
  for (int i = 0; i < 3; ++i) {
    pool.post(Lane::now, [&](std::size_t) {
      together.arrive_and_wait();  // would wait for ever on fewer threads
      done.count_down();
    });
  }
  done.wait();
  CHECK(pool.waiting() == 0);
}

TEST_CASE("a pool that goes away finishes what has begun and drops the rest") {
  std::atomic<bool> finished = false;
  std::atomic<int> begun_later = 0;
  const auto held = std::make_shared<int>(1);
  std::latch go(1);
  {
    std::latch begun(1);
    Pool pool(1);
    pool.post(Lane::now, [&](std::size_t) {
      begun.count_down();
      go.wait();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the destructor has started by now
      finished = true;
    });
    begun.wait();
    for (int i = 0; i < 10; ++i) pool.post(Lane::ahead, [&begun_later, held](std::size_t) { ++begun_later; });
    go.count_down();
  }
  CHECK(finished);
  CHECK(begun_later == 0);
  CHECK(held.use_count() == 1);
}

TEST_CASE("a stopped pool has finished what had begun and does nothing that is posted later") {
  std::atomic<int> done = 0;
  Pool pool(2);
  std::latch begun(1);
  pool.post(Lane::now, [&](std::size_t) {
    begun.count_down();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ++done;
  });
  begun.wait();
  pool.stop();
  CHECK(done == 1);
  pool.post(Lane::now, [&](std::size_t) { ++done; });
  pool.stop();  // twice is once
  CHECK(done == 1);
  CHECK(pool.size() == 2);
}

TEST_CASE("a job may post another one") {
  std::latch done(2);
  Pool pool(1);
  pool.post(Lane::now, [&](std::size_t) {
    pool.post(Lane::ahead, [&](std::size_t) { done.count_down(); });
    done.count_down();
  });
  done.wait();
  CHECK(pool.waiting() == 0);
}

#include "base/mailbox.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <thread>

using namespace zhaojian;

TEST_CASE("a mailbox gives back what was posted, in order, once") {
  Mailbox<int> box;
  CHECK(box.drain().empty());
  box.post(1);
  box.post(2);
  CHECK(box.drain() == std::vector{1, 2});
  CHECK(box.drain().empty());
}

TEST_CASE("each post wakes the reader after the value is there") {
  Mailbox<std::unique_ptr<int>>* reader = nullptr;
  std::size_t seen = 0;
  Mailbox<std::unique_ptr<int>> box([&] { seen += reader->drain().size(); });  // would dead-lock inside the lock
  reader = &box;
  box.post(std::make_unique<int>(1));
  box.post(std::make_unique<int>(2));
  CHECK(seen == 2);
}

TEST_CASE("nothing is lost and each sender's order is kept when several threads post") {
  Mailbox<std::pair<int, int>> box;
  std::array<int, 3> next{};
  std::size_t count = 0;
  bool ordered = true;
  const auto take = [&] {
    for (const auto& [sender, number] : box.drain()) {
      ordered = ordered && next[static_cast<std::size_t>(sender)]++ == number;
      ++count;
    }
  };
  {
    std::atomic<int> running = 3;
    std::vector<std::jthread> senders;
    for (int s = 0; s < 3; ++s) {
      senders.emplace_back([&box, &running, s] {
        for (int i = 0; i < 5'000; ++i) box.post({s, i});
        --running;
      });
    }
    while (running > 0) take();
  }
  take();
  CHECK(count == 15'000);
  CHECK(ordered);
}

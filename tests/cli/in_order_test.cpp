#include "cli/in_order.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>

using zhaojian::cli::in_order;

TEST_CASE("results come in order, each once, whichever thread is quick") {
  const std::size_t threads = GENERATE(1, 2, 8);
  std::vector<std::size_t> taken;
  in_order<std::size_t>(
      200, threads, {},
      [](std::size_t, std::size_t i) {
        if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return i * i;
      },
      [&](std::size_t i, std::size_t square) {
        CHECK(square == i * i);
        taken.push_back(i);
      });
  std::vector<std::size_t> all(200);
  std::iota(all.begin(), all.end(), 0);
  CHECK(taken == all);
}

TEST_CASE("one slow result keeps the others from piling up") {
  std::atomic<int> made = 0;
  int most_ahead = 0, taken = 0;
  in_order<int>(
      100, 4, {},
      [&](std::size_t, std::size_t i) {
        if (i == 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return ++made;
      },
      [&](std::size_t, int) {
        most_ahead = std::max(most_ahead, made.load() - taken);
        ++taken;
      });
  CHECK(taken == 100);
  CHECK(most_ahead <= 4 * 4 + 4);
}

TEST_CASE("after a stop nothing new begins and what is handed over has no gap") {
  std::stop_source stop;
  std::vector<std::size_t> taken;
  std::atomic<std::size_t> begun = 0;
  in_order<std::size_t>(
      10'000, 3, stop.get_token(),
      [&](std::size_t, std::size_t i) {
        ++begun;
        return i;
      },
      [&](std::size_t i, std::size_t) {
        taken.push_back(i);
        if (i == 5) stop.request_stop();
      });
  CHECK(taken.size() >= 6);
  CHECK(begun < 100);
  for (std::size_t i = 0; i < taken.size(); ++i) CHECK(taken[i] == i);
}

TEST_CASE("nothing to do ends at once") {
  int calls = 0;
  in_order<int>(
      0, 3, {}, [&](std::size_t, std::size_t) { return ++calls; }, [&](std::size_t, int) { ++calls; });
  CHECK(calls == 0);
}

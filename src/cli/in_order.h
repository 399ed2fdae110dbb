#pragma once
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace zhaojian::cli {

// Makes `count` results with `make(thread, index)` on that many threads and hands them to `take(index, result)` in
// order on the calling thread. A slow result holds up the others before they pile up: at most four a thread wait.
// After a stop what was begun is finished, and handed over as far as nothing is missing in between.
template <class T, class Make, class Take>
void in_order(std::size_t count, std::size_t threads, const std::stop_token& stop, Make&& make, Take&& take) {
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, T> ready;  // guarded by mutex, as all of these
  std::size_t next = 0, taken = 0, running = threads;
  const std::size_t window = threads * 4;

  const auto work = [&](std::size_t thread) {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stop.stop_requested() || next >= count || next < taken + window; });
      if (stop.stop_requested() || next >= count) break;
      const std::size_t index = next++;
      lock.unlock();
      T made = make(thread, index);
      lock.lock();
      ready.emplace(index, std::move(made));
      changed.notify_all();
    }
    --running;
    changed.notify_all();
  };
  const std::stop_callback wake(stop, [&] {
    const std::lock_guard lock(mutex);
    changed.notify_all();
  });
  std::vector<std::jthread> pool;
  for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(work, i);

  std::unique_lock lock(mutex);
  while (taken < count) {
    changed.wait(lock, [&] { return ready.contains(taken) || running == 0; });
    auto found = ready.extract(taken);
    if (found.empty()) break;
    const std::size_t index = taken++;
    lock.unlock();
    changed.notify_all();
    take(index, std::move(found.mapped()));
    lock.lock();
  }
  lock.unlock();
}

}  // namespace zhaojian::cli

#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "base/time.h"

namespace zhaojian {

// Lets a thread sleep until its next turn and be called before it. Thread-safe.
class Bell {
 public:
  // The next wait, or the one under way, ends at once.
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      rung_ = true;
    }
    changed_.notify_all();
  }
  // True when it rang; false when the time is over or `stop` was requested.
  bool wait(Duration at_most, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const bool rang =
        changed_.wait_for(lock, stop, std::chrono::microseconds(at_most.micros), [this] { return rung_; });
    rung_ = false;
    return rang;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool rung_ = false;  // guarded by mutex_
};

}  // namespace zhaojian

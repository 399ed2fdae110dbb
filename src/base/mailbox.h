#pragma once
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace zhaojian {

// Values from any thread to the one that drains. post() and drain() are thread-safe.
template <class T>
class Mailbox {
 public:
  // `wake` is called after each post, outside the lock, on the posting thread (the window's "post an empty event").
  explicit Mailbox(std::function<void()> wake = {}) : wake_(std::move(wake)) {}

  void post(T value) {
    {
      const std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    if (wake_) wake_();
  }
  [[nodiscard]] std::vector<T> drain() {
    const std::lock_guard lock(mutex_);
    return std::exchange(values_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<T> values_;  // guarded by mutex_
  std::function<void()> wake_;
};

}  // namespace zhaojian

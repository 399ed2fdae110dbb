#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace zhaojian {

// One thread that runs tasks in order. Destruction runs what is queued, then joins.
class Worker {
 public:
  using Task = std::function<void()>;
  Worker();
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void post(Task task);               // any thread
  [[nodiscard]] std::size_t waiting() const;  // any thread

 private:
  void run(const std::stop_token& stop);
  mutable std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Task> tasks_;  // guarded by mutex_
  std::jthread thread_;     // last: starts when all else is there
};

}  // namespace zhaojian

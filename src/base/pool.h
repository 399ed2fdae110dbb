#pragma once
#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace zhaojian {

// Which queue a job waits in: what the operator looks at comes before what he may look at next.
enum class Lane { now, ahead };

// A fixed set of threads. A job gets the index of its thread (0 … size-1), so that it can own per-thread things such
// as a network that must not be shared. Destruction stops it.
class Pool {
 public:
  using Job = std::function<void(std::size_t thread)>;
  explicit Pool(std::size_t threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void post(Lane lane, Job job);  // any thread
  void drop(Lane lane);           // forget the jobs of a lane that have not begun
  // Drops what has not begun and waits for what has. What is posted from now on is never done.
  void stop();
  [[nodiscard]] std::size_t size() const { return threads_.size(); }
  [[nodiscard]] std::size_t waiting() const;

 private:
  void run(const std::stop_token& stop, std::size_t thread);
  mutable std::mutex mutex_;
  std::condition_variable_any more_;
  std::array<std::deque<Job>, 2> jobs_;  // guarded by mutex_
  std::vector<std::jthread> threads_;
};

}  // namespace zhaojian

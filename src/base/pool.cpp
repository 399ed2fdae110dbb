#include "base/pool.h"

#include <utility>

namespace zhaojian {

Pool::Pool(std::size_t threads) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, i](const std::stop_token& stop) { run(stop, i); });
  }
}

Pool::~Pool() { stop(); }

void Pool::stop() {
  for (auto& thread : threads_) thread.request_stop();
  drop(Lane::now);
  drop(Lane::ahead);
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Pool::post(Lane lane, Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_[static_cast<std::size_t>(lane)].push_back(std::move(job));
  }
  more_.notify_one();
}

void Pool::drop(Lane lane) {
  std::deque<Job> dropped;  // destroyed outside the lock: what a job holds may do anything when it goes
  const std::lock_guard lock(mutex_);
  dropped.swap(jobs_[static_cast<std::size_t>(lane)]);
}

std::size_t Pool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_[0].size() + jobs_[1].size();
}

void Pool::run(const std::stop_token& stop, std::size_t thread) {
  const auto some = [this] { return !jobs_[0].empty() || !jobs_[1].empty(); };
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      if (!more_.wait(lock, stop, some) || stop.stop_requested()) return;
      auto& lane = jobs_[0].empty() ? jobs_[1] : jobs_[0];
      job = std::move(lane.front());
      lane.pop_front();
    }
    job(thread);
  }
}

}  // namespace zhaojian

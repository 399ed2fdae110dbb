#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include "base/fd.h"
#include "base/result.h"
#include "imaging/shared_memory.h"
#include "imaging/worker_protocol.h"

namespace zhaojian::imaging {

// One running zhaojian-decoder and the memory shared with it. Any one thread at a time. Destruction ends it.
class WorkerProcess {
 public:
  // Waits until the process has confined itself. unavailable when it does not start.
  [[nodiscard]] static Result<std::unique_ptr<WorkerProcess>> start(const std::filesystem::path& program,
                                                                    const DecodeLimits& limits);
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();

  // Whether a request went out: false if the process had already died while idle.
  [[nodiscard]] bool send(ByteView file, DecodeRequest request);
  // Its answer. worker_died or timeout mean that the process is gone now; start another.
  [[nodiscard]] Result<Photo> answer(std::uint64_t id, std::chrono::milliseconds most);
  [[nodiscard]] bool running() const { return pid_ > 0; }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  WorkerProcess() = default;
  [[nodiscard]] Done spawn(const std::filesystem::path& program, const Fd& far_end);
  [[nodiscard]] Result<DecodeReply> receive(std::chrono::milliseconds most);
  void allow_cpu_time();
  // Kills, if it still runs, and reaps; what it died of.
  Error end(Error why);

  Fd socket_;
  SharedMemory file_memory_;
  SharedMemory pixel_memory_;
  pid_t pid_ = -1;
};

}  // namespace zhaojian::imaging

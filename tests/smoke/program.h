#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/time.h"

namespace zhaojian::test {

inline void pause(Duration time) { std::this_thread::sleep_for(std::chrono::microseconds(time.micros)); }

// Looks again and again; false when `most` has passed and it is still not so.
template <class F> bool wait_until(Duration most, F&& so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(most.micros);
  while (!so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    pause(milliseconds(20));
  }
  return true;
}

// A program with its output in a file. Killed with this object, and with the test.
class Program {
 public:
  Program(std::vector<std::string> line, const std::filesystem::path& log) {
    std::vector<char*> raw;
    for (std::string& word : line) raw.push_back(word.data());
    raw.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no process");
    if (pid_ > 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(126);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    ::execvp(raw[0], raw.data());
    ::_exit(127);
  }
  ~Program() {
    if (!running()) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  bool running() {
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, WNOHANG) == pid_)
      ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return !ended_;
  }
  void signal(int which) {
    if (running()) ::kill(pid_, which);
  }
  // Its exit status, or the negative signal that ended it; nothing when it does not end in time.
  std::optional<int> end_within(Duration most) {
    wait_until(most, [this] { return !running(); });
    return ended_;
  }

 private:
  pid_t pid_ = -1;
  std::optional<int> ended_;
};

}  // namespace zhaojian::test

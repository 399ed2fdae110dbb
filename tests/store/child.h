#pragma once
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>

#include "base/fd.h"

namespace zhaojian::test {

// Another process that runs `work` with the writing end of a pipe to us. Killed with us gone or done with it.
class Child {
 public:
  explicit Child(const std::function<void(const Fd& out)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("fork");
    if (process_ == 0) {
      ::close(ends[0]);
      work(Fd(ends[1]));
      ::_exit(0);
    }
    ::close(ends[1]);
    in_ = Fd(ends[0]);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { kill(); }

  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  // Waits until it wrote something; false when it ended without.
  [[nodiscard]] bool spoke() {
    pollfd in{in_.number(), POLLIN, 0};
    return ::poll(&in, 1, 20'000) == 1 && (in.revents & POLLIN) != 0;
  }
  // All it wrote, once it ended.
  [[nodiscard]] std::string said() {
    const auto all = read_to_end(in_, 1 << 26);
    if (!all) throw std::runtime_error(all.error().message);
    return std::string(text_of(*all));
  }

 private:
  pid_t process_ = 0;
  Fd in_;
};

}  // namespace zhaojian::test

#pragma once
#include <csignal>
#include <stop_token>
#include <thread>

namespace zhaojian::cli {

// Ctrl-C and SIGTERM as a stop token, so that long work ends between two items. The second time the program ends at
// once. To be made before other threads start, which inherit that they are left alone.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool happened() const { return source_.stop_requested(); }

 private:
  void listen(const sigset_t& signals);

  sigset_t before_{};
  std::stop_source source_;
  std::thread thread_;
};

}  // namespace zhaojian::cli

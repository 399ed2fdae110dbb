#include "cli/interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include "cli/exit_code.h"

namespace zhaojian::cli {
namespace {

constexpr int kGoHome = SIGUSR1;  // to the listening thread alone

}  // namespace

Interrupt::Interrupt() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, kGoHome}) sigaddset(&signals, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals, &before_);
  thread_ = std::thread([this, signals] { listen(signals); });
}

Interrupt::~Interrupt() {
  ::pthread_kill(thread_.native_handle(), kGoHome);
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interrupt::listen(const sigset_t& signals) {
  for (;;) {
    int signal = 0;
    if (::sigwait(&signals, &signal) != 0 || signal == kGoHome) return;
    if (!source_.request_stop()) ::_exit(static_cast<int>(Exit::stopped));
  }
}

}  // namespace zhaojian::cli

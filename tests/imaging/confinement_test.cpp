#include "imaging/confinement.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>

namespace zhaojian::imaging {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // a sanitizer needs the system itself: confinement is off
#else
constexpr bool sanitized = false;
#endif

// What becomes of a process that confines itself and then does this: its signal, or 0 and its exit code.
struct Fate {
  int signal = 0;
  int code = 0;
  bool operator==(const Fate&) const = default;
};

Fate fate_of(int (*deed)()) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!confine_to_decoding(2)) ::_exit(99);
    ::_exit(deed());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? Fate{WTERMSIG(status), 0} : Fate{0, WEXITSTATUS(status)};
}

TEST_CASE("a confined process can compute and allocate") {
  CHECK(fate_of([] {
          void* volatile const memory = std::malloc(300'000'000);
          std::free(memory);
          return memory != nullptr ? 7 : 1;
        }) == Fate{0, 7});
}

TEST_CASE("a confined process cannot reach files, network, other programs or executable memory") {
  if (sanitized) return;
  const Fate killed{SIGSYS, 0};
  CHECK(fate_of([] { return ::open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 2; }) == killed);
  CHECK(fate_of([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 2; }) == killed);
  CHECK(fate_of([] { return ::kill(::getppid(), 0) == 0 ? 1 : 2; }) == killed);
  CHECK(fate_of([] { return ::fork() >= 0 ? 1 : 2; }) == killed);
  CHECK(fate_of([] { return ::execl("/bin/true", "true", nullptr); }) == killed);
  CHECK(fate_of([] {
          void* const code = ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          return code != MAP_FAILED ? 1 : 2;
        }) == killed);
}

TEST_CASE("a confined process that asks for more than 1.5 GB gets nothing") {
  if (sanitized) return;
  CHECK(fate_of([] {
          void* volatile const memory = std::malloc(2'000'000'000);  // volatile: else the compiler knows it succeeds
          return memory == nullptr ? 7 : 1;
        }) == Fate{0, 7});
}

}  // namespace
}  // namespace zhaojian::imaging

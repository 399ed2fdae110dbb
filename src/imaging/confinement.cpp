#include "imaging/confinement.h"

#include <linux/close_range.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ZHAOJIAN_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define ZHAOJIAN_SANITIZED 1
#endif
#endif

namespace zhaojian::imaging {
namespace {

#ifdef ZHAOJIAN_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

Error failed(const char* call, int error) {
  return {Errc::unavailable, std::string("confine: ") + call + ": " + std::strerror(error)};
}

Done set_limit(decltype(RLIMIT_AS) what, rlim_t most) {
  const rlimit limit{most, most};
  if (::setrlimit(what, &limit) != 0) return failed("setrlimit", errno);
  return {};
}

// Memory may be asked for, but never with the right to run it.
int allow_without_exec(scmp_filter_ctx filter, int call) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

Done filter_system_calls() {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter(seccomp_init(SCMP_ACT_KILL_PROCESS), seccomp_release);
  if (!filter) return failed("seccomp_init", ENOMEM);
  constexpr std::array calls{
      SCMP_SYS(read),         SCMP_SYS(write),         SCMP_SYS(recvmsg),      SCMP_SYS(recvfrom),
      SCMP_SYS(sendmsg),      SCMP_SYS(sendto),        SCMP_SYS(munmap),       SCMP_SYS(mremap),
      SCMP_SYS(madvise),      SCMP_SYS(brk),           SCMP_SYS(futex),        SCMP_SYS(exit),
      SCMP_SYS(exit_group),   SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
      SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),    SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
      SCMP_SYS(close),        SCMP_SYS(restart_syscall)};
  for (const int call : calls) {
    const int result = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    if (result != 0) return failed("seccomp_rule_add", -result);
  }
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    const int result = allow_without_exec(filter.get(), call);
    if (result != 0) return failed("seccomp_rule_add", -result);
  }
  if (const int result = seccomp_load(filter.get()); result != 0) return failed("seccomp_load", -result);
  return {};
}

}  // namespace

Done confine_to_decoding(int highest_descriptor) {
  if (::close_range(static_cast<unsigned>(highest_descriptor) + 1, ~0U, 0) != 0) return failed("close_range", errno);
  if (sanitized) {
    std::fputs("zhaojian-decoder: built with a sanitizer, not confined\n", stderr);
    return {};
  }
  constexpr rlim_t most_memory = 1'500'000'000;
  TRY(set_limit(RLIMIT_AS, most_memory));
  TRY(set_limit(RLIMIT_CORE, 0));
  TRY(set_limit(RLIMIT_FSIZE, 0));
  TRY(set_limit(RLIMIT_NOFILE, static_cast<rlim_t>(highest_descriptor) + 1));
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed("PR_SET_DUMPABLE", errno);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("PR_SET_NO_NEW_PRIVS", errno);
  return filter_system_calls();
}

}  // namespace zhaojian::imaging

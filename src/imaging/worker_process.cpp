#include "imaging/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "imaging/decode_error.h"

namespace zhaojian::imaging {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
constexpr milliseconds most_for_start{5'000};
constexpr rlim_t cpu_seconds_a_picture = 2;
constexpr std::size_t most_kept = 48'000'000;  // 16 megapixels; fresh pages for each picture cost as much as decoding it

Error failed(const char* call, int error) {
  return {Errc::unavailable, std::string("decoder process: ") + call + ": " + std::strerror(error)};
}

// A copy above the numbers the child will use, so that putting one in place never overwrites another.
Fd out_of_the_way(int fd) { return Fd(::fcntl(fd, F_DUPFD_CLOEXEC, 16)); }

// The environment may hold secrets; the child gets only what the loader and the sanitizers need.
std::vector<char*> harmless_environment() {
  std::vector<char*> kept;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    for (const std::string_view name : {"LD_LIBRARY_PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "TSAN_OPTIONS="}) {
      if (std::string_view(*entry).starts_with(name)) kept.push_back(*entry);
    }
  }
  kept.push_back(nullptr);
  return kept;
}

struct SpawnSettings {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  SpawnSettings() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

// Own process group, so that Ctrl-C in a terminal reaches only the program; no inherited signal settings.
void detach_signals(posix_spawnattr_t& attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

}  // namespace

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const std::filesystem::path& program,
                                                            const DecodeLimits& limits) {
  std::unique_ptr<WorkerProcess> process(new WorkerProcess);
  process->file_memory_ = TRY(SharedMemory::make("zhaojian-file", static_cast<std::size_t>(limits.max_bytes)));
  process->pixel_memory_ = TRY(SharedMemory::make("zhaojian-pixels", static_cast<std::size_t>(limits.max_pixels) * 3));
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return failed("socketpair", errno);
  process->socket_ = Fd(ends[0]);
  {
    const Fd far_end(ends[1]);
    TRY(process->spawn(program, far_end));
  }  // closed here: the child's death must read as the end of the socket
  const auto greeting = process->receive(most_for_start);
  if (!greeting) return Error(greeting.error()).in("start " + program.string());
  if (greeting->id != 0) return process->end(decode_error(DecodeFault::worker_died, "wrong greeting"));
  return process;
}

Done WorkerProcess::spawn(const std::filesystem::path& program, const Fd& far_end) {
  const Fd socket = out_of_the_way(far_end.number());
  const Fd file = out_of_the_way(file_memory_.descriptor());
  const Fd pixels = out_of_the_way(pixel_memory_.descriptor());
  SpawnSettings settings;
  posix_spawn_file_actions_addopen(&settings.files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&settings.files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&settings.files, socket.number(), worker_socket);
  posix_spawn_file_actions_adddup2(&settings.files, file.number(), worker_file_memory);
  posix_spawn_file_actions_adddup2(&settings.files, pixels.number(), worker_pixel_memory);
  posix_spawn_file_actions_addclosefrom_np(&settings.files, worker_pixel_memory + 1);
  detach_signals(settings.attributes);
  std::string name = program.string();
  std::array<char*, 2> arguments{name.data(), nullptr};
  std::vector<char*> environment = harmless_environment();
  const int result = ::posix_spawn(&pid_, name.c_str(), &settings.files, &settings.attributes, arguments.data(),
                                   environment.data());
  if (result == 0) return {};
  pid_ = -1;
  return failed(name.c_str(), result);
}

WorkerProcess::~WorkerProcess() {
  if (running()) end({});
}

bool WorkerProcess::send(ByteView file, DecodeRequest request) {
  if (!running() || file.size() > file_memory_.bytes().size()) return false;
  std::memcpy(file_memory_.bytes().data(), file.data(), file.size());
  request.bytes = file.size();
  allow_cpu_time();
  return ::send(socket_.number(), &request, sizeof request, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof request);
}

Result<Photo> WorkerProcess::answer(std::uint64_t id, milliseconds most) {
  const DecodeReply reply = TRY(receive(most));
  Result<Photo> photo = photo_of(reply, pixel_memory_.bytes());
  if (!photo || photo->pixels.rgb.size() > most_kept) {
    file_memory_.clear();
    pixel_memory_.clear();
  }
  const bool nonsense = reply.id != id || (!photo && photo.error().code == Errc::internal);
  if (nonsense) return end(decode_error(DecodeFault::worker_died, "the decoder no longer makes sense"));
  return photo;
}

Result<DecodeReply> WorkerProcess::receive(milliseconds most) {
  const auto deadline = steady_clock::now() + most;
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    pollfd ready{socket_.number(), POLLIN, 0};
    const int count = ::poll(&ready, 1, static_cast<int>(std::max<milliseconds::rep>(0, left.count())));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return end(failed("poll", errno));
    if (count == 0) {
      return end(decode_error(DecodeFault::timeout, "no answer in " + std::to_string(most.count()) + " ms"));
    }
    DecodeReply reply;
    const ssize_t size = ::recv(socket_.number(), &reply, sizeof reply, 0);
    if (size < 0 && errno == EINTR) continue;
    if (size == static_cast<ssize_t>(sizeof reply)) return reply;
    return end(decode_error(DecodeFault::worker_died, "the decoder hung up"));
  }
}

// From outside, where the child cannot lift it: two more seconds than it has used.
void WorkerProcess::allow_cpu_time() {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return;
  const rlimit limit{static_cast<rlim_t>(used.tv_sec) + 1 + cpu_seconds_a_picture, RLIM_INFINITY};
  ::prlimit(pid_, RLIMIT_CPU, &limit, nullptr);
}

Error WorkerProcess::end(Error why) {
  ::kill(pid_, SIGKILL);  // without effect on one that has died and is not yet reaped
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  socket_ = Fd();
  if (why.text != decode_error(DecodeFault::worker_died, {}).text) return why;
  if (WIFEXITED(status)) why.message += ", exit code " + std::to_string(WEXITSTATUS(status));
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return decode_error(DecodeFault::timeout, "too much CPU time");
  }
  if (WIFSIGNALED(status)) why.message += ", signal " + std::to_string(WTERMSIG(status));
  return why;
}

}  // namespace zhaojian::imaging

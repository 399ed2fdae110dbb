#include "cli/child.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace zhaojian::cli {
namespace {

constexpr int kCouldNotStart = 127;  // as shells say it
constexpr std::size_t kLongestLine = 4096;

}  // namespace

std::filesystem::path beside_us(const std::string& program) {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / program;
}

void become(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(pointers.front(), pointers.data());
}

Result<Child> Child::start(std::vector<std::string> words, Output output) {
  if (::access(words.front().c_str(), X_OK) != 0) return system_error(errno, words.front());
  int ends[2] = {-1, -1};
  if (output == Output::to_us && ::pipe2(ends, O_CLOEXEC) != 0) return system_error(errno, "pipe");
  Fd ours(ends[0]), theirs(ends[1]);
  const pid_t process = ::fork();
  if (process < 0) return system_error(errno, "fork");
  if (process == 0) {
    if (theirs.open()) ::dup2(theirs.number(), STDOUT_FILENO);
    become(std::move(words));
    ::_exit(kCouldNotStart);
  }
  return Child(process, std::move(ours));
}

Child::~Child() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  (void)wait();
}

int Child::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0) {
    if (errno != EINTR) return kCouldNotStart;
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Child::first_line() {
  std::string line;
  char c = 0;
  while (line.size() < kLongestLine && ::read(output_.number(), &c, 1) == 1 && c != '\n') line += c;
  return line;
}

}  // namespace zhaojian::cli

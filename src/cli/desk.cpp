#include "cli/desk.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/fd.h"

namespace zhaojian::cli {
namespace {

constexpr int kCouldNotStart = 127;  // as shells say it

Error not_there(const std::filesystem::path& program) {
  return {Errc::not_found, program.string() + " cannot be started", "error.cli.no_desk"};
}

std::vector<std::string> command_line(const Session& session, const std::filesystem::path& program,
                                      const std::vector<std::string>& options) {
  std::vector<std::string> words = {program.string()};
  if (!session.choices().config.empty()) words.insert(words.end(), {"--config", session.choices().config});
  if (!session.choices().language.empty()) words.insert(words.end(), {"--lang", session.choices().language});
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

void execute(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(pointers.front(), pointers.data());
}

}  // namespace

std::filesystem::path desk_beside_us() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "zhaojian-desk";
}

Exit become_desk(const Session& session, const std::vector<std::string>& options) {
  const auto program = desk_beside_us();
  std::vector<std::string> words = command_line(session, program, options);
  execute(words);
  return session.fail(not_there(program), Exit::usage);
}

Result<int> run_desk(const Session& session, const std::vector<std::string>& options) {
  const auto program = desk_beside_us();
  if (::access(program.c_str(), X_OK) != 0) return not_there(program);
  std::vector<std::string> words = command_line(session, program, options);
  session.out().flush();
  const pid_t child = ::fork();
  if (child < 0) return system_error(errno, "fork");
  if (child == 0) {
    execute(words);
    ::_exit(kCouldNotStart);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return system_error(errno, "waitpid");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : kCouldNotStart;
}

}  // namespace zhaojian::cli

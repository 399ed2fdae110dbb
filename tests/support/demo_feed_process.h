#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhaojian::test {

// The built program zhaojian-demo-feed on a free port, ended with this object (and with the test, should that die).
// ZHAOJIAN_BIN_DIR and ZHAOJIAN_SOURCE_DIR come with zj_test; the test must depend on the target zhaojian_demo_feed.
// Students do nothing by themselves unless `--rate` is among the arguments.
class DemoFeedProcess {
 public:
  explicit DemoFeedProcess(std::vector<std::string> arguments = {}) {
    std::vector<std::string> line = {ZHAOJIAN_BIN_DIR "/zhaojian-demo-feed", "--port", "0", "--assets",
                                     ZHAOJIAN_SOURCE_DIR "/assets"};
    bool has_rate = false;
    for (std::string& argument : arguments) {
      has_rate = has_rate || argument == "--rate" || argument.starts_with("--rate=");
      line.push_back(std::move(argument));
    }
    if (!has_rate) line.insert(line.end(), {"--rate", "0"});
    start(line);
    url_ = read_url();
  }
  ~DemoFeedProcess() { stop(); }
  DemoFeedProcess(const DemoFeedProcess&) = delete;
  DemoFeedProcess& operator=(const DemoFeedProcess&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }  // "http://127.0.0.1:43210"
  [[nodiscard]] int port() const { return std::stoi(url_.substr(url_.rfind(':') + 1)); }

  // Ends it, as when the back end goes down; its exit status, or the negative signal that ended it.
  int stop() {
    if (child_ <= 0) return last_status_;
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    ::close(output_);
    child_ = -1;
    last_status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return last_status_;
  }

 private:
  void start(std::vector<std::string>& line) {
    std::vector<char*> raw;
    for (std::string& word : line) raw.push_back(word.data());
    raw.push_back(nullptr);
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const pid_t parent = ::getpid();
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("no process");
    if (child_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (::getppid() != parent) ::_exit(126);
      ::dup2(ends[1], STDOUT_FILENO);
      ::execv(raw[0], raw.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }

  std::string read_url() {
    constexpr std::string_view begin = "listening on ";
    std::string line;
    for (char c = 0; ::read(output_, &c, 1) == 1 && c != '\n';) line += c;
    if (line.starts_with(begin)) return line.substr(begin.size());
    stop();
    throw std::runtime_error("zhaojian-demo-feed did not start: \"" + line + "\"");
  }

  pid_t child_ = -1;
  int output_ = -1;
  int last_status_ = 0;
  std::string url_;
};

}  // namespace zhaojian::test

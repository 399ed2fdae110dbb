#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "codec/json.h"
#include "support/temporary_folder.h"

namespace zhaojian::test {

struct Said {
  int exit = -1;  // the status, or the negative signal
  std::string out, err;
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
  }
  // Every line of the output as JSON; throws when one is not.
  [[nodiscard]] std::vector<codec::Json> json() const {
    std::vector<codec::Json> all;
    for (const std::string& line : lines()) {
      auto one = codec::parse_json(bytes_of(line));
      if (!one) throw std::runtime_error("not JSON: " + line);
      all.push_back(*std::move(one));
    }
    return all;
  }
};

[[nodiscard]] inline std::string text_in(const codec::Json& json, std::string_view name) {
  const codec::Json* found = json.find(name);
  const auto* text = found == nullptr ? nullptr : found->as<std::string>();
  return text == nullptr ? "" : *text;
}
[[nodiscard]] inline std::int64_t number_in(const codec::Json& json, std::string_view name) {
  const codec::Json* found = json.find(name);
  const auto* number = found == nullptr ? nullptr : found->as<std::int64_t>();
  return number == nullptr ? -1 : *number;
}

// A user with an empty home who runs the built program `zhaojian`.
class User {
 public:
  explicit User(std::string language = "en_US.UTF-8") : language_(std::move(language)) {
    std::filesystem::create_directories(home_ / "config/zhaojian");
  }

  [[nodiscard]] const std::filesystem::path& home() const { return home_.path(); }
  [[nodiscard]] std::filesystem::path data() const { return home_ / "data/zhaojian"; }
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
    const auto path = home_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  void secret(const std::string& name, const std::string& content) const {
    std::filesystem::permissions(file(name, content), std::filesystem::perms::owner_read);
  }
  void write_config(const std::string& toml) const { (void)file("config/zhaojian/config.toml", toml); }

  [[nodiscard]] Said run(const std::vector<std::string>& arguments) const {
    return run_program(ZHAOJIAN_BIN_DIR "/zhaojian", arguments);
  }
  [[nodiscard]] Said run_program(const std::string& program, const std::vector<std::string>& arguments) const {
    const pid_t child = start(program, arguments);
    return finished(child);
  }
  // For what is interrupted half-way.
  [[nodiscard]] pid_t start(const std::string& program, const std::vector<std::string>& arguments) const {
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) become(program, arguments);
    return child;
  }
  [[nodiscard]] Said finished(pid_t child) const {
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), content("stdout"), content("stderr")};
  }
  [[nodiscard]] std::string content(const std::string& name) const {
    std::ifstream in(home_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  [[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> raw;
    for (std::string& word : words) raw.push_back(word.data());
    raw.push_back(nullptr);
    ::setenv("HOME", home_.path().c_str(), 1);
    ::setenv("XDG_CONFIG_HOME", (home_ / "config").c_str(), 1);
    ::setenv("XDG_DATA_HOME", (home_ / "data").c_str(), 1);
    ::setenv("LC_ALL", language_.c_str(), 1);
    for (const char* name : {"ZHAOJIAN_TOKEN", "ZHAOJIAN_WEBHOOK_SECRET", "DISPLAY", "WAYLAND_DISPLAY"})
      ::unsetenv(name);
    redirect("stdout", STDOUT_FILENO);
    redirect("stderr", STDERR_FILENO);
    ::execv(raw[0], raw.data());
    ::_exit(127);
  }
  void redirect(const char* name, int to) const {
    const int fd = ::open((home_ / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(fd, to);
  }

  support::TemporaryFolder home_;
  std::string language_;
};

}  // namespace zhaojian::test

#pragma once
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/files.h"
#include "imaging/decode.h"
#include "smoke/program.h"

namespace zhaojian::test {

// An X server of our own on a free display, and fingers for its keyboard. Sets DISPLAY for this process and whatever it
// starts.
class XDisplay {
 public:
  static constexpr int width = 1280, height = 800;

  // What is not installed here, or nothing.
  static std::string missing() {
    std::string names;
    for (const char* tool : {"Xvfb", "xdotool", "import"})
      if (run("command -v " + std::string(tool) + " >/dev/null") != 0) names += std::string(" ") + tool;
    return names;
  }

  explicit XDisplay(const std::filesystem::path& folder) : folder_(folder) {
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
    // Without -noreset it begins anew when its last client goes, which may be xdotool while the program is just coming.
    server_ =
        std::make_unique<Program>(std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen",
                                                           "0", screen, "-nolisten", "tcp", "-noreset"},
                                  folder / "xvfb.log");
    ::close(ends[1]);
    std::string number;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    ::close(ends[0]);
    if (number.empty()) throw std::runtime_error("Xvfb does not start");
    ::setenv("DISPLAY", (":" + number).c_str(), 1);
    ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    ::unsetenv("WAYLAND_DISPLAY");
  }

  // The visible window of this process; empty when there is none yet.
  static std::string window_of(pid_t pid) {
    return first_line("xdotool search --onlyvisible --pid " + std::to_string(pid) + " 2>/dev/null");
  }
  static std::string name_of(const std::string& window) { return first_line("xdotool getwindowname " + window); }
  static void focus(const std::string& window) { tool("windowfocus --sync " + window); }

  static void press(const std::string& key) { tool("keydown " + key + " sleep 0.06 keyup " + key + " sleep 0.1"); }
  static void hold(const std::string& key) { tool("keydown " + key); }
  static void let_go(const std::string& key) { tool("keyup " + key); }
  // Many commands in one go, one a line.
  void script(const std::string& commands) const {
    const auto file = folder_ / "keys";
    if (!write_file_atomically(file, bytes_of(commands))) throw std::runtime_error("no script");
    tool(file.string());
  }

  // What is on the screen.
  [[nodiscard]] imaging::Pixels picture() const {
    const std::string file = (folder_ / "screen.png").string();
    if (run("import -silent -window root png24:" + file) != 0) throw std::runtime_error("no picture of the screen");
    auto bytes = read_file(file, 64 << 20);
    auto photo = bytes ? imaging::decode(*bytes) : Result<imaging::Photo>(bytes.error());
    if (!photo) throw std::runtime_error(photo.error().message);
    return std::move(photo->pixels);
  }

 private:
  static int run(const std::string& command) { return std::system(command.c_str()); }  // NOLINT(concurrency-mt-unsafe)
  static void tool(const std::string& words) {
    if (run("xdotool " + words) != 0) throw std::runtime_error("xdotool " + words);
  }
  static std::string first_line(const std::string& command) {
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string line;
    for (int c = 0; pipe && (c = std::fgetc(pipe.get())) != EOF && c != '\n';) line += static_cast<char>(c);
    return line;
  }

  std::filesystem::path folder_;
  std::unique_ptr<Program> server_;
};

}  // namespace zhaojian::test

#include "base/log.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "base/files.h"
#include "support/temporary_folder.h"

using namespace zhaojian;

namespace {

std::string content(const std::filesystem::path& file) {
  const auto data = read_file(file, 8 << 20);
  REQUIRE(data);
  return std::string(text_of(*data));
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the log keeps what is important enough, one line each, with its time and place") {
  const support::TemporaryFolder folder;
  log_to_file(folder / "log", LogLevel::info);
  log_line(LogLevel::debug, "intake", "too small to keep");
  log_line(LogLevel::info, "intake", "pulled 3 submissions");
  log_error("store", Error{Errc::conflict, "claim: taken by another desk"});
  const std::string log = content(folder / "log");
  CHECK_FALSE(has(log, "too small"));
  CHECK(has(log, " info "));
  CHECK(has(log, "intake: pulled 3 submissions\n"));
  CHECK(has(log, "store: conflict: claim: taken by another desk\n"));
  CHECK(log[4] == '-');
  CHECK(log.substr(10, 1) == "T");
  CHECK(log[23] == 'Z');
}

TEST_CASE("a message from outside cannot write a second line or break the format") {
  const support::TemporaryFolder folder;
  log_to_file(folder / "log", LogLevel::info);
  log_line(LogLevel::info, "intake", "name {} {0}\n2023-10-21T02:00:00.000Z error forged\x1b[2J");
  const std::string log = content(folder / "log");
  CHECK(std::count(log.begin(), log.end(), '\n') == 1);
  CHECK(has(log, "name {} {0} 2023"));
  CHECK_FALSE(has(log, "\x1b"));
}

TEST_CASE("the log file is turned over before it grows beyond 5 MB, and three are kept") {
  const support::TemporaryFolder folder;
  log_to_file(folder / "a.log", LogLevel::info);
  const std::string line(1'900, 'x');
  for (int i = 0; i < 9'000; ++i) log_line(LogLevel::info, "test", line);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    ++files;
    CHECK(entry.file_size() <= 5 * 1024 * 1024);
  }
  CHECK(files == 3);
}

TEST_CASE("lines from many threads arrive whole") {
  const support::TemporaryFolder folder;
  log_to_file(folder / "log", LogLevel::info);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([] {
        for (int i = 0; i < 200; ++i) log_line(LogLevel::info, "thread", "one whole line");
      });
    }
  }
  const std::string log = content(folder / "log");
  std::size_t whole = 0;
  for (std::size_t at = 0; (at = log.find("thread: one whole line\n", at)) != std::string::npos; ++at) ++whole;
  CHECK(whole == 800);
}

TEST_CASE("a log file that cannot be opened does not stop the program or the log it had") {
  const support::TemporaryFolder folder;
  log_to_file(folder / "log", LogLevel::info);
  std::filesystem::create_directory(folder / "taken");
  log_to_file(folder / "taken", LogLevel::info);
  log_line(LogLevel::info, "after", "still here");
  CHECK(has(content(folder / "log"), "log: no log file"));
  CHECK(has(content(folder / "log"), "after: still here"));
}

#include <catch2/catch.hpp>

#include "cli/program.h"

using namespace zhaojian;
using test::Said;
using test::User;

namespace {

// The words at the beginning of the lines after `heading`, up to an empty line.
std::vector<std::string> listed_under(const Said& said, const std::string& heading) {
  std::vector<std::string> words;
  bool there = false;
  for (const std::string& line : said.lines()) {
    if (there && line.empty()) break;
    if (there && line.starts_with("  ") && line[2] != ' ')
      words.push_back(line.substr(2, line.find_first_of(" ,", 2) - 2));
    there = there || line == heading;
  }
  return words;
}

const std::vector<std::string> kCommands = {"pull",    "check",   "standardise", "queue",      "decide",    "undo",
                                            "reverse", "outbox",  "audit",       "quarantine", "stats",     "operators",
                                            "profile", "migrate", "bench",       "accuracy",   "lookalikes"};

}  // namespace

TEST_CASE("help lists every sub-command in the language of the user") {
  const User english, chinese("zh_CN.UTF-8");
  const Said in_english = english.run({"--help"}), in_chinese = chinese.run({"--help"});
  CHECK(in_english.exit == 0);
  CHECK(in_english.err.empty());
  CHECK(listed_under(in_english, "Commands:") == kCommands);
  CHECK(listed_under(in_chinese, "子命令:") == kCommands);
  CHECK(in_english.out.find("Exit codes:") != std::string::npos);
  CHECK(in_chinese.out.find("退出码:") != std::string::npos);
  CHECK(in_chinese.out.find("Options:") == std::string::npos);
  CHECK(english.run({"--lang", "zh-CN", "--help"}).out == in_chinese.out);
}

TEST_CASE("the help of every sub-command teaches by examples") {
  const User user;
  for (const std::string& command : kCommands) {
    INFO(command);
    const Said said = user.run({command, "--help"});
    CHECK(said.exit == 0);
    CHECK(said.out.find("Usage: zhaojian " + command) != std::string::npos);
    CHECK(said.out.find("Examples:\n  zhaojian " + command) != std::string::npos);
    CHECK(said.out.find("cli.") == std::string::npos);  // no text is missing
  }
}

TEST_CASE("a line that cannot be understood ends with 2, says why and touches nothing") {
  const User user;
  const std::vector<std::vector<std::string>> lines = {{"chekc", "photo.jpg"},
                                                       {"check"},
                                                       {"check", "--no-such-option", "x"},
                                                       {"queue", "--limit", "many"},
                                                       {"queue", "--limit", "0"},
                                                       {"audit"},
                                                       {"decide", "sub_1"},
                                                       {"queue", "surplus"},
                                                       {"--lang", "fr", "queue"},
                                                       {"stats", "--since", "yesterday"},
                                                       {"decide", "sub_1", "burn", "--operator", "r1"}};
  for (const auto& line : lines) {
    INFO(line.front() << " " << line.back());
    const Said said = user.run(line);
    CHECK(said.exit == 2);
    CHECK(said.out.empty());
    CHECK(said.err.starts_with("zhaojian: "));
    CHECK(std::count(said.err.begin(), said.err.end(), '\n') == 2);  // what to do, and the detail
  }
  CHECK_FALSE(std::filesystem::exists(user.data()));
}

TEST_CASE("a value may be called like a sub-command") {
  const User user;
  CHECK(user.run({"operators", "add", "list", "queue"}).exit == 0);
  CHECK(user.run({"queue", "--filter", "check"}).exit == 0);
  CHECK(user.run({"undo", "queue", "--operator", "list"}).exit == 1);  // there is no such decision
  CHECK(user.run({"bench", "desk", "--folder", "/nowhere"}).err.find("/nowhere") != std::string::npos);
}

TEST_CASE("a settings file that cannot be read is named once, with what is wrong in it") {
  const User user;
  user.write_config("[backend]\nurll = \"https://x\"\n");
  const Said said = user.run({"queue"});
  CHECK(said.exit == 2);
  CHECK(said.err.find("backend.urll") != std::string::npos);
  CHECK(user.run({"--help"}).exit == 0);
  CHECK(user.run({"--config", "/nowhere.toml", "queue"}).exit == 2);
}

TEST_CASE("without a sub-command the window takes over, with the settings and its own options") {
  const User user;
  const auto program = user.home() / "zhaojian";
  std::filesystem::copy_file(ZHAOJIAN_BIN_DIR "/zhaojian", program);
  const Said alone = user.run_program(program.string(), {});
  CHECK(alone.exit == 2);
  CHECK(alone.err.find("zhaojian-desk") != std::string::npos);

  const auto desk = user.file("zhaojian-desk", "#!/bin/sh\necho \"desk:$*\"\nexit 9\n");
  std::filesystem::permissions(desk, std::filesystem::perms::owner_all);
  const Said window = user.run_program(program.string(), {"--config", "my.toml", "--size", "800x600"});
  CHECK(window.exit == 9);
  CHECK(window.out == "desk:--config my.toml --size 800x600\n");
  CHECK(user.run_program(program.string(), {}).out == "desk:\n");
}

TEST_CASE("the version is one line") {
  const Said said = User().run({"--version"});
  CHECK(said.exit == 0);
  CHECK(said.lines().size() == 1);
}

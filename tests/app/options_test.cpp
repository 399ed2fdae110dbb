#include <catch2/catch.hpp>

#include "app/options.h"

using namespace zhaojian;

namespace {

app::Options parse(std::vector<std::string> words) {
  words.insert(words.begin(), "zhaojian-desk");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return app::options_from(static_cast<int>(argv.size()), argv.data());
}

}  // namespace

TEST_CASE("the window takes a configuration, a size and a number of photos to measure with") {
  const app::Options options = parse({"--config", "/etc/zhaojian.toml", "--size", "1366x768", "--bench", "40", "--bench-shown", "400"});
  CHECK(options.config == std::filesystem::path("/etc/zhaojian.toml"));
  CHECK(options.width == 1366);
  CHECK(options.height == 768);
  CHECK(options.bench == 40);
  CHECK(options.bench_shown == 400);
  CHECK_FALSE(options.help);
}

TEST_CASE("what it does not know it explains instead of guessing") {
  CHECK(parse({"--confg", "x"}).help);
  CHECK(parse({"--size", "large"}).help);
  CHECK(parse({"--config"}).help);
  CHECK_FALSE(parse({}).help);
}

TEST_CASE("a configuration that is named must be there") {
  app::Options options;
  options.config = "/nowhere/zhaojian.toml";
  const auto config = app::config_of(options);
  REQUIRE_FALSE(config);
  CHECK(config.error().text == "error.config.unreadable");
}

#include <catch2/catch.hpp>

#include "cli/program.h"

using namespace zhaojian;
using test::Said;
using test::text_in;
using test::User;

namespace {

// The shipped samples of two people, one of whom nothing was tuned on.
std::string two_people(const User& user) {
  const std::filesystem::path demo = ZHAOJIAN_SOURCE_DIR "/assets/demo", folder = user.home() / "samples";
  std::filesystem::create_directories(folder);
  std::ifstream in(demo / "labels.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto labels = codec::parse_json(bytes_of(text));
  REQUIRE(labels);
  REQUIRE(labels->as<codec::Json::Array>() != nullptr);
  codec::Json::Array kept;
  for (const codec::Json& label : *labels->as<codec::Json::Array>()) {
    const std::string who = text_in(label, "identity");
    if (who != "p001" && who != "p019") continue;
    const std::string file = text_in(label, "file");
    if (std::filesystem::exists(demo / file)) {
      std::filesystem::copy_file(demo / file, folder / file);
      kept.push_back(label);
    }
  }
  REQUIRE(kept.size() >= 6);
  (void)user.file("samples/labels.json", codec::to_text(kept));
  return folder.string();
}

}  // namespace

TEST_CASE("the accuracy of the checks is written where it is wanted, and is the same each time") {
  const User user;
  const std::string folder = two_people(user);
  const std::string first = (user.home() / "deep/er/1.md").string(), second = (user.home() / "2.md").string();
  const Said said = user.run({"accuracy", folder, "--out", first});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  CHECK(said.out.find(first) != std::string::npos);
  REQUIRE(user.run({"accuracy", folder, "--out", second, "--json", "--jobs", "2"}).exit == 0);
  CHECK(user.content("deep/er/1.md").find("| `geom.head_top` |") != std::string::npos);
  CHECK(user.content("deep/er/1.md") == user.content("2.md"));
  CHECK(user.content("2.md").find(user.home().string()) == std::string::npos);  // a report can be committed
}

TEST_CASE("an accuracy that cannot be measured leaves no report") {
  const User user;
  CHECK(user.run({"accuracy", "/nowhere", "--out", (user.home() / "r.md").string()}).exit == 2);
  CHECK_FALSE(std::filesystem::exists(user.home() / "r.md"));
}

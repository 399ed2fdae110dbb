#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "architecture/catalogue.h"
#include "architecture/rules.h"

// The rules of rules.h held against this repository.
namespace fs = std::filesystem;
using namespace zhaojian;
using namespace zhaojian::architecture;

namespace {

const fs::path root = ZHAOJIAN_SOURCE_DIR;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<SourceFile> files_under(const std::string& folder, const std::vector<std::string>& endings) {
  std::vector<SourceFile> files;
  if (!fs::exists(root / folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension().string();
    if (!entry.is_regular_file() || std::find(endings.begin(), endings.end(), ending) == endings.end()) continue;
    files.push_back({fs::relative(entry.path(), root).generic_string(), content(entry.path())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<SourceFile> sources() { return files_under("src", {".cpp", ".h"}); }

LevelTable table_of_readme() {
  if (!fs::exists(root / "README.md"))
    FAIL("README.md is not there; it holds the level table that the code is held to");
  auto table = LevelTable::parse(content(root / "README.md"));
  if (!table) FAIL("README.md: " + table.error().message);
  return *std::move(table);
}

void expect_none(const Violations& found) {
  for (const auto& violation : found) UNSCOPED_INFO(violation.text());
  CHECK(found.size() == 0);
}

}  // namespace

TEST_CASE("every include goes where the level table of the README lets it") {
  const auto files = sources();
  REQUIRE(files.size() > 10);
  expect_none(layer_violations(table_of_readme(), files));
}

TEST_CASE("every module of the level table has a folder with code") {
  const auto files = sources();
  const LevelTable table = table_of_readme();
  for (const auto& [name, module] : table.modules()) {
    const std::string folder = "src/" + name + "/";
    INFO("README.md:" << module.line << ": " << name);
    CHECK(std::any_of(files.begin(), files.end(), [&](const auto& file) { return file.path.starts_with(folder); }));
  }
}

TEST_CASE("libraries stay in the files that may know them") { expect_none(library_violations(sources())); }

TEST_CASE("no file is longer than its cap") {
  auto files = sources();
  const auto tests = files_under("tests", {".cpp", ".h"});
  files.insert(files.end(), tests.begin(), tests.end());
  expect_none(size_violations(files));
}

TEST_CASE("no singletons, and no file whose name says nothing") {
  auto files = sources();
  const auto tests = files_under("tests", {".cpp", ".h"});
  files.insert(files.end(), tests.begin(), tests.end());
  expect_none(habit_violations(files));
}

TEST_CASE("both languages of the text catalogue say the same things") {
  const auto catalogue = read_catalogue(files_under("assets/i18n", {".json"}));
  CHECK_FALSE(catalogue.parts.empty());
  expect_none(catalogue_violations(catalogue));
}

TEST_CASE("every text an error asks for is in the catalogue") {
  expect_none(unknown_error_keys(read_catalogue(files_under("assets/i18n", {".json"})), sources()));
}

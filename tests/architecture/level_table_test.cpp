#include "architecture/level_table.h"

#include <catch2/catch.hpp>

using namespace zhaojian::architecture;

namespace {

const std::string good = R"(# Words before
| L | Module | Responsibility | may include | outside library |
|---|---|---|---|---|
| 0 | `base` | Result, time | – | libsodium |
| 1 | `domain` | the words | base | **none** |
| 1 | `net` | HTTP | base | curl |
| 3 | `store` | rows | base, domain | sqlite3 |
| 4 | `intake` | pulls | base, domain, net, `store/store.h` | – |
| 5 | `app` | all of it | all below | glfw |
| 5 | `cli` | no window | all below but net, store | – |

| 7 | not a row of it | x |
)";

std::string why_not(const std::string& rows) {
  const auto table = LevelTable::parse(rows);
  REQUIRE_FALSE(table);
  return table.error().message;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the level table is read out of the text around it") {
  const auto table = LevelTable::parse(good);
  REQUIRE(table);
  CHECK(table->modules().size() == 7);
  CHECK(table->modules().at("store").level == 3);
  CHECK(table->modules().at("base").line == 4);
}

TEST_CASE("a module includes itself and what its row lists, nothing else") {
  const auto table = *LevelTable::parse(good);
  CHECK(table.allows("domain", "domain", "domain/photo.h"));
  CHECK(table.allows("domain", "base", "base/time.h"));
  CHECK_FALSE(table.allows("domain", "net", "net/http.h"));
  CHECK_FALSE(table.allows("base", "domain", "domain/photo.h"));
}

TEST_CASE("a single header may be opened to another module") {
  const auto table = *LevelTable::parse(good);
  CHECK(table.allows("intake", "store", "store/store.h"));
  CHECK_FALSE(table.allows("intake", "store", "store/sqlite_connection.h"));
}

TEST_CASE("all below means every strictly lower level, but what is named") {
  const auto table = *LevelTable::parse(good);
  CHECK(table.allows("app", "intake", "intake/feed.h"));
  CHECK(table.allows("app", "base", "base/time.h"));
  CHECK_FALSE(table.allows("app", "cli", "cli/stats.h"));
  CHECK(table.allows("cli", "intake", "intake/feed.h"));
  CHECK_FALSE(table.allows("cli", "net", "net/http.h"));
}

TEST_CASE("a table that cannot be read or contradicts itself is refused with its line") {
  CHECK(has(why_not(""), "no level table"));
  CHECK(has(why_not("| L | Module |\n"), "no level table"));
  CHECK(has(why_not("| 0 | `base` | x | – |\n"), "line 1: a row has five cells"));
  CHECK(has(why_not("| 0 | `base` | x |  | – |\n"), "is empty"));
  CHECK(has(why_not("| 0 | `base` | x | – | – |\n| 1 | `base` | x | – | – |\n"), "line 2: base comes twice"));
  CHECK(has(why_not("| 0 | `Base` | x | – | – |\n"), "does not name a module"));
  CHECK(has(why_not("| 1 | `net` | x | base | – |\n"), "has no row"));
  CHECK(has(why_not("| 1 | `net` | x | `base/time.cpp` | – |\n"), "neither a module nor a header"));
  CHECK(has(why_not("| 1 | `net` | x | all below except base | – |\n"), "comes \"but\""));
  CHECK(has(why_not("| 1 | `net` | x | gfx | – |\n| 1 | `gfx` | x | – | – |\n"), "strictly lower"));
  CHECK(has(why_not("| 1 | `net` | x | `ui/x.h` | – |\n| 3 | `ui` | x | – | – |\n"), "strictly lower"));
}

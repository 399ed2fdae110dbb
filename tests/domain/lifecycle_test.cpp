#include "domain/lifecycle.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

std::vector<Stage> all_stages() {
  std::vector<Stage> stages;
  for (int i = 0; i < kStageCount; ++i) stages.push_back(static_cast<Stage>(i));
  return stages;
}

std::vector<Happening> all_happenings() {
  std::vector<Happening> happenings;
  for (int i = 0; i < kHappeningCount; ++i) happenings.push_back(static_cast<Happening>(i));
  return happenings;
}

// Every pair of a stage (rows) and a happening (columns, in the order of Happening): the first four letters of the
// stage it leads to, "." when it cannot happen. Where the round matters, it is the first.
// clang-format off
const std::vector<std::pair<std::string_view, std::string>> table = {
    //                 phot asse admi clai retu deci doub esca undo hold even rece reve requ wdrw repl newv expo purg
    {"flagged",       "fetc .    .    .    .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"fetched",       ".    chec .    .    .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"checked",       ".    .    queu .    .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"queued",        ".    .    .    leas .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"leased",        ".    .    .    .    queu held seco esca .    .    .    .    .    .    with supe flag .    .   "},
    {"held",          ".    .    .    .    .    .    .    .    leas rele .    .    .    .    with supe flag .    .   "},
    {"released",      ".    .    .    .    .    .    .    .    .    .    noti rece reve .    with supe flag .    .   "},
    {"notified",      ".    .    .    .    .    .    .    .    .    .    .    rece reve .    with supe flag expo purg"},
    {"receipted",     ".    .    .    .    .    .    .    .    .    .    .    rece reve .    with supe flag expo purg"},
    {"second_opinion",".    .    .    leas .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"escalated",     ".    .    .    leas .    .    .    .    .    .    .    .    .    .    with supe flag .    .   "},
    {"reversed",      ".    .    .    .    .    .    .    .    .    .    .    .    .    queu with supe flag .    .   "},
    {"withdrawn",     ".    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    flag .    purg"},
    {"superseded",    ".    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    flag .    purg"},
    {"exported",      ".    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    flag .    purg"},
    {"purged",        ".    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    flag .    .   "},
};
// clang-format on

Round waiting_round(Stage stage, Round kept) {
  if (stage == Stage::queued) return Round::first;
  if (stage == Stage::second_opinion) return Round::second;
  if (stage == Stage::escalated) return Round::supervisor;
  return kept;
}

}  // namespace

TEST_CASE("the table of the life of a submission is what the machine does, pair by pair") {
  REQUIRE(table.size() == std::size_t{kStageCount});
  for (const auto& [row, columns] : table) {
    const auto stage = stage_from(row);
    REQUIRE(stage);
    std::istringstream cells(columns);
    for (const Happening what : all_happenings()) {
      std::string expected;
      REQUIRE(cells >> expected);
      const auto next = advance({*stage, waiting_round(*stage, Round::first)}, what);
      INFO(row << " + " << name(what));
      CHECK((next ? name(next->stage).substr(0, 4) : ".") == expected);
      if (!next) {
        CHECK(next.error().code == Errc::conflict);
        CHECK(next.error().text == "error.lifecycle.conflict");
      }
    }
    std::string beyond;
    CHECK_FALSE(cells >> beyond);
  }
}

TEST_CASE("a leased case returns to the line of its round") {
  const auto round = GENERATE(Round::first, Round::second, Round::supervisor);
  const auto back = advance({Stage::leased, round}, Happening::returned);
  REQUIRE(back);
  CHECK(is_claimable(back->stage));
  CHECK(*advance(*back, Happening::claimed) == Place{Stage::leased, round});
}

TEST_CASE("a doubt asks for a second opinion once, and a supervisor has nobody to pass a case to") {
  CHECK(*advance({Stage::leased, Round::first}, Happening::doubted) == Place{Stage::second_opinion, Round::second});
  CHECK_FALSE(advance({Stage::leased, Round::second}, Happening::doubted));
  CHECK_FALSE(advance({Stage::leased, Round::supervisor}, Happening::doubted));
  CHECK(*advance({Stage::leased, Round::second}, Happening::escalated) == Place{Stage::escalated, Round::supervisor});
  CHECK_FALSE(advance({Stage::leased, Round::supervisor}, Happening::escalated));
}

TEST_CASE("an undone decision goes back to the round it was made in") {
  const auto round = GENERATE(Round::first, Round::second, Round::supervisor);
  const auto held = advance({Stage::leased, round}, Happening::decided);
  REQUIRE(held);
  CHECK(*advance(*held, Happening::undone) == Place{Stage::leased, round});
}

TEST_CASE("a new version begins the life again in the first round, wherever the old one stood") {
  for (const Stage stage : all_stages()) {
    for (const Round round : {Round::first, Round::second, Round::supervisor}) {
      CHECK(*advance({stage, round}, Happening::new_version) == Place{Stage::flagged, Round::first});
    }
  }
}

TEST_CASE("the student can withdraw or replace the photo from every stage that is not final") {
  for (const Stage stage : all_stages()) {
    INFO(name(stage));
    CHECK(advance({stage, Round::first}, Happening::student_withdrew).has_value() == !is_final(stage));
    CHECK(advance({stage, Round::first}, Happening::student_replaced).has_value() == !is_final(stage));
  }
}

TEST_CASE("stages, rounds and happenings have names of their own that lead back to them") {
  std::set<std::string_view> names;
  for (const Stage stage : all_stages()) {
    CHECK(*stage_from(name(stage)) == stage);
    names.insert(name(stage));
  }
  CHECK(names.size() == std::size_t{kStageCount});
  for (const Round round : {Round::first, Round::second, Round::supervisor}) CHECK(*round_from(name(round)) == round);
  std::set<std::string_view> happenings;
  for (const Happening what : all_happenings()) happenings.insert(name(what));
  CHECK(happenings.size() == std::size_t{kHappeningCount});
  CHECK_FALSE(stage_from("Queued"));
  CHECK_FALSE(round_from(""));
}

TEST_CASE("on a hundred thousand random steps no rule of the life is ever broken") {
  std::mt19937 random(20231021);
  const auto happenings = all_happenings();
  for (int walk = 0; walk < 2'000; ++walk) {
    Place place;
    int standing = 0;  // decisions of this version that are in force
    bool was_final = false;
    for (int step = 0; step < 50; ++step) {
      const Happening what = happenings[random() % happenings.size()];
      const Place before = place;
      const auto next = advance(place, what);
      if (!next) continue;
      place = *next;
      INFO(name(before.stage) << " + " << name(what) << " -> " << name(place.stage));

      REQUIRE(static_cast<int>(place.stage) >= 0);
      REQUIRE(static_cast<int>(place.stage) < kStageCount);
      REQUIRE(stage_from(name(place.stage)).has_value());
      REQUIRE(place.round == waiting_round(place.stage, place.round));

      if (was_final)
        REQUIRE((what == Happening::exported || what == Happening::purged || what == Happening::new_version));
      was_final = is_final(place.stage);

      if (what == Happening::undone) REQUIRE(before.stage == Stage::held);
      if (what == Happening::decided) REQUIRE(++standing == 1);
      if (what == Happening::undone || what == Happening::reversed) REQUIRE(--standing == 0);
      if (what == Happening::new_version) standing = 0;
      if (place.stage == Stage::released || place.stage == Stage::notified || place.stage == Stage::receipted ||
          place.stage == Stage::exported) {
        REQUIRE(standing == 1);
      }
      if (is_claimable(place.stage)) REQUIRE(standing == 0);
    }
  }
}

TEST_CASE("every stage can be reached from the first, and every happening has its place") {
  std::set<Stage> reached = {Stage::flagged};
  std::set<Happening> used;
  std::vector<Place> open = {Place{}};
  std::set<std::pair<int, int>> seen;
  while (!open.empty()) {
    const Place place = open.back();
    open.pop_back();
    if (!seen.insert({static_cast<int>(place.stage), static_cast<int>(place.round)}).second) continue;
    for (const Happening what : all_happenings()) {
      const auto next = advance(place, what);
      if (!next) continue;
      used.insert(what);
      reached.insert(next->stage);
      open.push_back(*next);
    }
  }
  CHECK(reached.size() == std::size_t{kStageCount});
  CHECK(used.size() == std::size_t{kHappeningCount});
}

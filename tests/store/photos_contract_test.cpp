#include "fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::PhotoRole;
using domain::PhotoState;
using domain::Stage;

namespace {

Ids photo_ids(const Result<std::vector<store::PhotoRow>>& rows) {
  REQUIRE(rows);
  Ids ids;
  for (const auto& row : *rows) ids.push_back(row.ref.id.value);
  return ids;
}

domain::ReviewCase flagged(const std::string& id, int hours_later = 0) {
  return a_case(a_submission(id).submitted_at(kSomeDay + hours(hours_later))).at(Stage::flagged);
}

void move_to(Fixture& f, const std::string& id, Stage stage) {
  auto one = f.get(id);
  one.place.stage = stage;
  REQUIRE(f.cases().save(one));
}

}  // namespace

TEST_CASE("photos of a new case are wanted, the most urgent case first") {
  Fixture f(GENERATE(false, true));
  f.add(flagged("late", 5));
  f.add(flagged("soon", 1));
  const auto rows = f.cases().photos_wanted(kSomeDay, 10);
  REQUIRE(rows);
  REQUIRE(rows->size() == 4);
  CHECK((*rows)[0].submission == SubmissionId("soon"));
  CHECK((*rows)[3].submission == SubmissionId("late"));
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay, 2)).size() == 2);
  const auto of = f.cases().photos_of(SubmissionId("soon"));
  REQUIRE(of->size() == 2);
  CHECK((*of)[0].ref == a_photo("soon_submission"));
  CHECK((*of)[1].ref == a_photo("soon_enrollment", PhotoRole::enrollment));
  CHECK((*of)[0].state == PhotoState::wanted);
  CHECK(f.store->statistics().counts(kSomeDay)->photos_wanted == 4);
}

TEST_CASE("a photo that failed is put off, counted and explained") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("a").with_photos({a_photo("p")})).at(Stage::flagged));
  const Sha256 hash = hash_of("p");
  REQUIRE(f.cases().put_off_photo(hash, kSomeDay + minutes(1), "503"));
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay, 9)).empty());
  const auto rows = f.cases().photos_wanted(kSomeDay + minutes(1), 9);
  REQUIRE(photo_ids(rows) == Ids{"p"});
  CHECK((*rows)[0].tries == 1);
  CHECK((*rows)[0].next_try == kSomeDay + minutes(1));
  CHECK((*rows)[0].problem == "503");
}

TEST_CASE("a case is complete when each of its photos is here or known to be unobtainable") {
  Fixture f(GENERATE(false, true));
  f.add(flagged("b", 2));
  f.add(flagged("a", 1));
  f.add(a_case(a_submission("none").with_photos({})).at(Stage::flagged));
  f.add(a_case(a_submission("queued").with_photos({})));
  CHECK(ids(*f.cases().photos_complete(9)) == Ids{"none"});
  for (const char* id : {"a", "b"})
    REQUIRE(f.cases().mark_photo(hash_of(std::string(id) + "_submission"), PhotoState::present, ""));
  CHECK(ids(*f.cases().photos_complete(9)) == Ids{"none"});
  REQUIRE(f.cases().mark_photo(hash_of("a_enrollment"), PhotoState::missing, "404"));
  REQUIRE(f.cases().mark_photo(hash_of("b_enrollment"), PhotoState::broken, "hash"));
  CHECK(ids(*f.cases().photos_complete(9)) == Ids{"none", "a", "b"});
  CHECK(ids(*f.cases().photos_complete(2)) == Ids{"none", "a"});
  const auto counts = f.store->statistics().counts(kSomeDay);
  CHECK(counts->photos_present == 2);
  CHECK(counts->photos_missing == 1);
  CHECK(counts->photos_broken == 1);
  CHECK(counts->photos_wanted == 0);
  CHECK(f.cases().mark_photo(hash_of("nobody's"), PhotoState::present, ""));
}

TEST_CASE("a photo that several cases name is fetched once and is there for all") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("a").with_photos({a_photo("same"), a_photo("same", PhotoRole::previous)}))
            .at(Stage::flagged));
  f.add(a_case(a_submission("b").with_photos({a_photo("same")})).at(Stage::flagged));
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay, 9)) == Ids{"same"});
  REQUIRE(f.cases().mark_photo(hash_of("same"), PhotoState::present, ""));
  CHECK(ids(*f.cases().photos_complete(9)) == Ids{"a", "b"});
  f.add(a_case(a_submission("c").with_photos({a_photo("same")})).at(Stage::flagged));
  CHECK((*f.cases().photos_of(SubmissionId("c")))[0].state == PhotoState::present);
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay, 9)).empty());
}

TEST_CASE("a photo given up is tried again when a new submission names it") {
  Fixture f(GENERATE(false, true));
  f.add(a_case(a_submission("a").with_photos({a_photo("p")})).at(Stage::flagged));
  REQUIRE(f.cases().put_off_photo(hash_of("p"), kSomeDay, "404"));
  REQUIRE(f.cases().mark_photo(hash_of("p"), PhotoState::missing, "404"));
  f.add(a_case(a_submission("b").with_photos({a_photo("p")})).at(Stage::flagged));
  const auto rows = f.cases().photos_wanted(kSomeDay, 9);
  REQUIRE(photo_ids(rows) == Ids{"p"});
  CHECK((*rows)[0].tries == 0);
}

TEST_CASE("a new version drops the photos it no longer names and wants the new ones") {
  Fixture f(GENERATE(false, true));
  f.add(flagged("a"));
  REQUIRE(f.cases().mark_photo(hash_of("a_submission"), PhotoState::present, ""));
  REQUIRE(f.cases().mark_photo(hash_of("a_enrollment"), PhotoState::present, ""));
  CHECK(f.cases().photos_complete(9)->size() == 1);
  auto one = f.get("a");
  one.submission.version = 2;
  one.submission.photos = {a_photo("new"), a_photo("a_enrollment", PhotoRole::enrollment)};
  REQUIRE(f.cases().save(one));
  CHECK(f.cases().photos_complete(9)->empty());
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay, 9)) == Ids{"new"});
  CHECK(photo_ids(f.cases().photos_of(SubmissionId("a"))) == Ids{"new", "a_enrollment"});
  CHECK(*f.cases().photos_unneeded(9) == std::vector{hash_of("a_submission")});
}

TEST_CASE("contents that no open case needs are offered for clearing, the longest unneeded first") {
  Fixture f(GENERATE(false, true));
  for (const char* id : {"a", "b", "c"}) {
    f.add(a_case(a_submission(id).with_photos({a_photo(id), a_photo("shared", PhotoRole::enrollment)})));
    REQUIRE(f.cases().mark_photo(hash_of(id), PhotoState::present, ""));
  }
  REQUIRE(f.cases().mark_photo(hash_of("shared"), PhotoState::present, ""));
  CHECK(f.cases().photos_unneeded(9)->empty());
  for (const char* id : {"b", "a"}) {
    f.clock.advance(seconds(1));
    move_to(f, id, Stage::released);
  }
  CHECK(*f.cases().photos_unneeded(9) == std::vector{hash_of("b"), hash_of("a")});
  f.clock.advance(seconds(1));
  move_to(f, "b", Stage::notified);  // closed before and after: keeps its place
  CHECK(*f.cases().photos_unneeded(1) == std::vector{hash_of("b")});
  move_to(f, "c", Stage::withdrawn);
  CHECK(f.cases().photos_unneeded(9)->size() == 4);

  // Cleared from the cache: not fetched again for nothing, but when the case is opened once more.
  REQUIRE(f.cases().mark_photo(hash_of("b"), PhotoState::wanted, "cleared"));
  CHECK(f.cases().photos_unneeded(9)->size() == 3);
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay + days(1), 9)).empty());
  move_to(f, "b", Stage::reversed);
  CHECK(photo_ids(f.cases().photos_wanted(kSomeDay + days(1), 9)) == Ids{"b"});
  CHECK(*f.cases().photos_unneeded(9) == std::vector{hash_of("a"), hash_of("c")});
}

#include "fixture.h"
#include "store/sqlite_connection.h"
#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::test;
using store::ProfileRelease;
using store::ProfileStep;
using store::ProfileVersion;

namespace {

const ProfileId kId("chsi-99-2017");

ProfileVersion version(int number, Duration hold = seconds(15)) {
  domain::StandardProfile profile = a_profile();
  profile.version = number;
  profile.hold = hold;
  profile.rules["geom.head_top"] = {{55, 105, 50, 110}, domain::Unit::px, "四.2", false, {{"margin", 4.0}}, 6.0};
  profile.clauses = {{"四.2", "头顶", "Head top", domain::Coverage::automatic, {FindingId("geom.head_top")}, {}},
                     {"三.2", "灯", "Lights", domain::Coverage::manual, {},
                      {{TickId("two_lights"), "布光", "Lit", "看", "Look", ReasonCode("LIGHT_UNEVEN")}}}};
  return {std::make_shared<const domain::StandardProfile>(profile), number - 1, OperatorId("admin"), kSomeDay, "why"};
}

ProfileRelease release(int number, ProfileStep step = ProfileStep::published) {
  return {kId, number, step, OperatorId("admin"), kSomeDay};
}

}  // namespace

TEST_CASE("a version of a profile comes back whole, with who made it, when and why") {
  Fixture f(GENERATE(false, true));
  REQUIRE(f.store->profiles().add(version(2)));
  const auto found = f.store->profiles().find(kId, 2);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK(*(*found)->profile == *version(2).profile);
  CHECK((*found)->based_on == 1);
  CHECK((*found)->made_by == OperatorId("admin"));
  CHECK((*found)->made_at == kSomeDay);
  CHECK((*found)->note == "why");
  CHECK_FALSE(f.store->profiles().find(kId, 3)->has_value());
  CHECK_FALSE(f.store->profiles().find(ProfileId("other"), 2)->has_value());
  REQUIRE(f.store->profiles().add(version(3)));
  const auto all = f.store->profiles().of(kId);
  REQUIRE(all);
  REQUIRE(all->size() == 2);
  CHECK(all->front().profile->version == 3);
}

TEST_CASE("a number is given once and a version never changes") {
  Fixture f(true);
  REQUIRE(f.store->profiles().add(version(2)));
  REQUIRE(f.store->profiles().release(release(2)));
  const auto again = f.store->profiles().add(version(2, seconds(30)));
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::conflict);
  const auto db = store::open_sqlite(f.folder / "desk.db");
  REQUIRE(db);
  for (const char* sql : {"UPDATE profile_versions SET body = '{}'", "DELETE FROM profile_versions",
                          "UPDATE profile_releases SET version = 7", "DELETE FROM profile_releases"}) {
    INFO(sql);
    CHECK_FALSE((*db)->execute(sql, {}));
  }
  CHECK((*f.store->profiles().find(kId, 2))->profile->hold == seconds(15));
}

TEST_CASE("the newest release says what is in force; nothing, or version 0, is what ships with the program") {
  Fixture f(GENERATE(false, true));
  CHECK(*f.store->profiles().in_force(kId) == nullptr);
  REQUIRE(f.store->profiles().add(version(2, seconds(20))));
  REQUIRE(f.store->profiles().add(version(3, seconds(30))));
  CHECK(*f.store->profiles().in_force(kId) == nullptr);  // a draft judges nobody
  REQUIRE(f.store->profiles().release(release(3)));
  CHECK((*f.store->profiles().in_force(kId))->hold == seconds(30));
  REQUIRE(f.store->profiles().release(release(2, ProfileStep::rolled_back)));
  CHECK((*f.store->profiles().in_force(kId))->hold == seconds(20));
  CHECK(*f.store->profiles().in_force(ProfileId("other")) == nullptr);
  REQUIRE(f.store->profiles().release(release(0, ProfileStep::rolled_back)));
  CHECK(*f.store->profiles().in_force(kId) == nullptr);
  CHECK(*f.store->profiles().releases(kId) == std::vector{release(3), release(2, ProfileStep::rolled_back),
                                                         release(0, ProfileStep::rolled_back)});
}

TEST_CASE("what another program publishes is in force here at once") {
  Fixture f(true);
  const auto other = support::test_store(f.clock, f.folder / "desk.db");
  CHECK(*f.store->profiles().in_force(kId) == nullptr);
  REQUIRE(other->profiles().add(version(2, seconds(20))));
  REQUIRE(other->profiles().release(release(2)));
  CHECK((*f.store->profiles().in_force(kId))->hold == seconds(20));
}

TEST_CASE("a version nobody drafted cannot be released") {
  Fixture f(GENERATE(false, true));
  const auto done = f.store->profiles().release(release(9));
  REQUIRE_FALSE(done);
  CHECK(done.error().code == Errc::not_found);
  CHECK(f.store->profiles().releases(kId)->empty());
}

TEST_CASE("the newest assessment of each submission is read once") {
  Fixture f(GENERATE(false, true));
  for (const auto& [id, number] : {std::pair("b", 1), std::pair("a", 2), std::pair("a", 1), std::pair("b", 3)}) {
    domain::Assessment made;
    made.submission = SubmissionId(id);
    made.version = number;
    made.engine = "e";
    REQUIRE(f.cases().put_assessment(made));
  }
  std::vector<std::pair<std::string, int>> seen;
  REQUIRE(f.cases().read_assessments(
      [&](const domain::Assessment& one) { return seen.emplace_back(one.submission.value, one.version), true; }));
  CHECK(seen == std::vector<std::pair<std::string, int>>{{"a", 2}, {"b", 3}});
  seen.clear();
  REQUIRE(f.cases().read_assessments(
      [&](const domain::Assessment& one) { return seen.emplace_back(one.submission.value, one.version), false; }));
  CHECK(seen.size() == 1);
}

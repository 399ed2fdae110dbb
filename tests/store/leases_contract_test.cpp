#include "fixture.h"
#include "store/sql_store.h"
#include "store/sqlite_connection.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Round;
using domain::Stage;

namespace {

// The case of a lease as its holder leaves it after deciding.
domain::ReviewCase decided(domain::ReviewCase one) {
  one.place.stage = Stage::held;
  one.holder.reset();
  return one;
}

}  // namespace

TEST_CASE("claims come in queue order and each raises the epoch") {
  Fixture f(GENERATE(false, true));
  for (int i = 0; i < 4; ++i) f.add(a_case(a_submission(std::to_string(i)).submitted_at(kSomeDay - hours(i))));
  const auto mine = f.claim(request("op_1", 3));
  CHECK(ids(mine) == Ids{"3", "2", "1"});
  CHECK(mine[0].epoch == 1);
  CHECK(mine[0].until == Duration{f.store->lease_now().micros + seconds(120).micros});
  CHECK(f.get("3").place == domain::Place{Stage::leased, Round::first});
  CHECK(f.get("3").epoch == 1);
  CHECK(f.get("3").holder == OperatorId("op_1"));
  CHECK(ids(f.claim(request("op_2", 3))) == Ids{"0"});
  CHECK(f.claim(request("op_2")).empty());
  CHECK(*f.cases().leases_of(OperatorId("op_1"), StationId("station_op_1")) == mine);
  CHECK(f.cases().leases_of(OperatorId("op_1"), StationId("elsewhere"))->empty());
}

TEST_CASE("a claim outside a transaction is refused") {
  Fixture f(false);
  const auto claimed = f.cases().claim(request("op_1"));
  REQUIRE_FALSE(claimed);
  CHECK(claimed.error().code == Errc::internal);
}

TEST_CASE("a lapsed lease is given to somebody else, and the first holder's decision is then refused") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  const auto first = f.claim(request("op_1")).at(0);
  const auto on_first_screen = f.get("sub_1");
  f.clock.advance(seconds(119));
  CHECK(f.claim(request("op_2")).empty());
  f.clock.advance(seconds(2));
  const auto second = f.claim(request("op_2")).at(0);
  CHECK(second.epoch == first.epoch + 1);

  const auto stale = f.cases().save(decided(on_first_screen));
  REQUIRE_FALSE(stale);
  CHECK(stale.error().code == Errc::stale);
  CHECK_FALSE(*f.cases().renew(first, seconds(120)));
  CHECK(*f.cases().renew(second, seconds(120)));
  CHECK(f.get("sub_1").holder == OperatorId("op_2"));
}

TEST_CASE("a late decision counts as long as nobody else was given the case") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  const auto lease = f.claim(request("op_1")).at(0);
  f.clock.advance(hours(5));
  CHECK(*f.cases().renew(lease, seconds(120)));
  f.clock.advance(hours(5));
  REQUIRE(f.cases().save(decided(f.get("sub_1"))));
  CHECK(f.get("sub_1").place.stage == Stage::held);
  CHECK(f.claim(request("op_2")).empty());
  CHECK_FALSE(*f.cases().renew(lease, seconds(120)));
}

TEST_CASE("whoever takes his own lapsed case again at the same station can still decide what was on the screen") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  const auto before = f.claim(request("op_1")).at(0);
  f.clock.advance(minutes(20));  // the machine slept
  const auto again = f.claim(request("op_1")).at(0);
  CHECK(again.epoch == before.epoch);
  CHECK(again.until > before.until);
  f.clock.advance(minutes(20));
  auto elsewhere = request("op_1");
  elsewhere.station = StationId("another");
  CHECK(f.claim(elsewhere).at(0).epoch == before.epoch + 1);
}

TEST_CASE("a skipped case comes back to the one who skipped it only when nothing else is free, or after a while") {
  Fixture f(GENERATE(false, true));
  for (int i = 0; i < 3; ++i) f.add(a_case(a_submission(std::to_string(i)).submitted_at(kSomeDay + seconds(i))));
  const auto skip = [&](const std::string& id, int version, const std::string& who) {
    REQUIRE(f.decisions().add_aside(
        {domain::AsideKind::skip, SubmissionId(id), version, OperatorId(who), "hard", f.clock.now()}));
  };
  skip("0", 1, "op_1");
  skip("1", 2, "op_1");  // of another version
  SECTION("others get it first") {
    CHECK(ids(f.claim(request("op_1", 9))) == Ids{"1", "2"});
    CHECK(ids(f.claim(request("op_2", 9))) == Ids{"0"});
  }
  SECTION("but nobody sits idle before it") {
    CHECK(ids(f.claim(request("op_1", 9))) == Ids{"1", "2"});
    CHECK(ids(f.claim(request("op_1", 9))) == Ids{"0"});
  }
  SECTION("and it can be asked for") {
    auto wanted = request("op_1");
    wanted.this_one = SubmissionId("0");
    CHECK(ids(f.claim(wanted)) == Ids{"0"});
  }
  SECTION("and it does not wait for ever") {
    f.clock.advance(minutes(31));
    CHECK(ids(f.claim(request("op_1", 9))) == Ids{"0", "1", "2"});
  }
}

TEST_CASE("a jump of the wall clock neither frees nor freezes a lease") {
  Fixture f(false);
  f.add(a_case("sub_1"));
  REQUIRE(f.claim(request("op_1")).size() == 1);
  f.clock.set_wall(kSomeDay + days(3650));
  CHECK(f.claim(request("op_2")).empty());
  f.clock.set_wall(kSomeDay - days(3650));
  f.clock.advance(seconds(121));
  CHECK(f.claim(request("op_2")).size() == 1);
}

TEST_CASE("after the machine restarted every lease counts as lapsed") {
  Fixture f(true);
  f.add(a_case("sub_1"));
  REQUIRE(f.claim(request("op_1")).size() == 1);
  support::ManualClock young(kSomeDay);  // its monotonic time is behind the lease's
  store::SqlStore restarted(*store::open_sqlite(f.folder / "desk.db"), young, "another boot");
  CHECK(ids(*restarted.submissions().lapsed(seconds(10), 10)) == Ids{"sub_1"});
  std::vector<domain::Lease> leases;
  REQUIRE(restarted.transact([&]() -> Done {
    leases = TRY(restarted.submissions().claim(request("op_2")));
    return {};
  }));
  REQUIRE(ids(leases) == Ids{"sub_1"});
  CHECK(leases[0].epoch == 2);
}

TEST_CASE("leases over for longer than the grace are told apart") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("sub_1"));
  REQUIRE(f.claim(request("op_1")).size() == 1);
  f.clock.advance(seconds(125));
  CHECK(f.cases().lapsed(seconds(10), 10)->empty());
  f.clock.advance(seconds(10));
  CHECK(ids(*f.cases().lapsed(seconds(10), 10)) == Ids{"sub_1"});
}

TEST_CASE("nobody is given a case that he judged, and only a supervisor an escalated one") {
  Fixture f(GENERATE(false, true));
  f.add(a_case("doubted").at(Stage::second_opinion, Round::second).judged_by("op_1"));
  f.add(a_case("boss").at(Stage::escalated, Round::supervisor).judged_by("op_1").judged_by("op_2"));
  CHECK(f.claim(request("op_1", 9)).empty());
  CHECK(f.claim(request("op_1", 9, true)).empty());
  const auto second = f.claim(request("op_3", 9));
  CHECK(ids(second) == Ids{"doubted"});
  CHECK(f.get("doubted").place == domain::Place{Stage::leased, Round::second});
  CHECK(ids(f.claim(request("op_4", 9, true))) == Ids{"boss"});
  CHECK(f.get("boss").place == domain::Place{Stage::leased, Round::supervisor});
  // The same when the lease lapses: the line it came from still decides.
  f.clock.advance(hours(1));
  CHECK(ids(f.claim(request("op_5", 9))) == Ids{"doubted"});
  CHECK(f.claim(request("op_1", 9, true)).empty());
}

TEST_CASE("one particular case can be claimed, if it is free") {
  Fixture f(GENERATE(false, true));
  for (const char* id : {"a", "b", "c"}) f.add(a_case(id));
  f.add(a_case("boss").at(Stage::escalated, Round::supervisor));
  auto wanted = request("op_1", 5);
  wanted.this_one = SubmissionId("b");
  CHECK(ids(f.claim(wanted)) == Ids{"b"});
  CHECK(f.claim(wanted).empty());
  wanted.this_one = SubmissionId("boss");
  CHECK(f.claim(wanted).empty());
  wanted.supervisor = true;
  CHECK(ids(f.claim(wanted)) == Ids{"boss"});
  wanted.this_one = SubmissionId("unknown");
  CHECK(f.claim(wanted).empty());
}

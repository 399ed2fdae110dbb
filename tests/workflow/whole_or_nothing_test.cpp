#include "store/sql_store.h"
#include "store/sqlite_connection.h"
#include "support/lying_connection.h"
#include "support/temporary_folder.h"
#include "workflow/reverse_decision.h"
#include "workflow/room.h"
#include "workflow/sheet.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::Happening;
using domain::Round;
using domain::Stage;
using support::LyingConnection;
using workflow::Services;

// Whatever statement fails: what a use case writes is all there or not there at all.
namespace {

const domain::Operator kAnn = an_operator("ann"), kBob = an_operator("bob");

// The same room, through a database that fails when told to.
struct FaultyRoom {
  FaultyRoom(const Room& room, const std::filesystem::path& file)
      : store(std::make_unique<LyingConnection>(std::move(*store::open_sqlite(file)), plan), room.clock, boot_id()),
        services{
            store, room.clock, room.services.station, room.services.audit_key, room.profiles, room.services.reasons,
            {}} {}
  LyingConnection::Plan plan;
  store::SqlStore store;
  Services services;
};

// Everything a use case may write, as one text.
std::string snapshot(const std::filesystem::path& file) {
  std::string all;
  const auto db = store::open_sqlite(file);
  REQUIRE(db);
  for (const char* line :
       {"id || ' ' || stage || ' ' || round || ' ' || epoch || ' ' || revision || ' ' || COALESCE(holder, '-') || ' ' "
        "|| COALESCE(decision, '-') FROM submissions",
        "id || ' ' || op || ' ' || state FROM decisions", "decision || ' ' || code FROM decision_reasons",
        "id || ' ' || state FROM events", "seq || ' ' || kind || ' ' || op FROM audit_records ORDER BY seq",
        "submission || ' ' || operator FROM judges", "submission || ' ' || operator || ' ' || kind || ' ' || reason FROM skips"}) {
    const auto read = (*db)->query("SELECT " + std::string(line), {}, [&](store::Row& row) {
      all += row.text() + '\n';
      return true;
    });
    REQUIRE(read);
  }
  return all;
}

// A story up to the call that is tried, and the call. Claims are made before, so that only the call itself fails.
struct Trial {
  std::string name;
  std::function<std::function<Done(const Services&)>(Room&)> prepare;
  int least_failures = 6;  // statements that were made to fail, so that the trial has tried something
};

Done only_decided(const Services& services, const domain::Operator& who, const domain::Decision& decision) {
  const auto outcome = TRY(workflow::decide(services, who, decision));
  if (std::holds_alternative<workflow::Decided>(outcome)) return {};
  return Error{Errc::stale, "not decided"};
}

std::vector<Trial> trials() {
  using Call = std::function<Done(const Services&)>;
  const auto deciding = [](const domain::Operator& who, const domain::Decision& wish) -> Call {
    return [=](const Services& s) { return only_decided(s, who, wish); };
  };
  const auto ending = [](auto&& call) -> Call {
    return [call](const Services& s) -> Done {
      if (std::holds_alternative<workflow::Ended>(TRY(call(s)))) return {};
      return Error{Errc::stale, "not ended"};
    };
  };
  return {
      {"retake",
       [=](Room& room) {
         return deciding(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR").because("BG_EDGE"));
       }},
      {"first doubt", [=](Room& room) { return deciding(kAnn, room.judging(room.claim_one(kAnn)).doubt()); }},
      {"confirmed doubt",
       [=](Room& room) {
         room.decide(kAnn, room.judging(room.claim_one(kAnn)).doubt());
         return deciding(kBob, room.judging(room.claim_one(kBob)).doubt());
       }},
      {"disagreement",
       [=](Room& room) {
         room.decide(kAnn, room.judging(room.claim_one(kAnn)).doubt());
         return deciding(kBob, room.judging(room.claim_one(kBob)));
       }},
      {"escalate",
       [=](Room& room) {
         const auto lease = room.claim_one(kAnn)->lease;
         return ending([=](const Services& s) { return workflow::escalate(s, kAnn, lease, 1, OpId("up"), "identity"); });
       }},
      {"skip",
       [=](Room& room) {
         const auto lease = room.claim_one(kAnn)->lease;
         return ending([=](const Services& s) { return workflow::skip(s, kAnn, lease, 1, OpId("skip"), "hard"); });
       }},
      {"undo",
       [=](Room& room) -> Call {
         const auto decision = room.decide(kAnn, room.judging(room.claim_one(kAnn)));
         return [=](const Services& s) -> Done {
           TRY(workflow::undo_decision(s, kAnn, decision.id));
           return {};
         };
       }},
      {"release",
       [=](Room& room) -> Call {
         room.decide(kAnn, room.judging(room.claim_one(kAnn)));
         room.clock.advance(seconds(20));
         return [](const Services& s) -> Done {
           if (TRY(workflow::release_due(s)).size() == 1) return {};
           return Error{Errc::stale, "not released"};
         };
       }},
      {"reverse",
       [=](Room& room) -> Call {
         const auto decision = room.decide(kAnn, room.judging(room.claim_one(kAnn)).retake("BLUR"));
         room.clock.advance(seconds(20));
         REQUIRE(workflow::release_due(room.services)->size() == 1);
         return [=](const Services& s) -> Done {
           TRY(workflow::reverse_decision(s, kAnn, decision.id, OpId("back"), "slip"));
           return {};
         };
       }},
      {"contact sheet",
       [=](Room& room) -> Call {
         room.without_references(2);
         return [](const Services& s) -> Done {
           if (TRY(workflow::claim_for_sheet(s, kAnn, 9)).size() == 2) return {};
           return Error{Errc::stale, "not claimed"};
         };
       },
       4},
      {"claim",
       [=](Room& room) -> Call {
         room.claim(kBob, 1);
         room.clock.advance(minutes(4));
         return [](const Services& s) -> Done {
           if (TRY(workflow::claim(s, kAnn, 2, std::nullopt)).size() == 2) return {};
           return Error{Errc::stale, "not claimed"};
         };
       }},
  };
}

}  // namespace

TEST_CASE("whatever statement fails, a use case writes everything or nothing") {
  const bool for_ever = GENERATE(false, true);
  for (const Trial& trial : trials()) {
    INFO(trial.name << (for_ever ? ", the disk stays away" : ", one failure"));
    const support::TemporaryFolder folder;
    const auto file = folder / "desk.db";
    Room room(file);
    room.fill(2);
    const auto call = trial.prepare(room);
    const std::string before = snapshot(file);
    int failures = 0;
    for (int n = 1;; ++n) {
      FaultyRoom faulty(room, file);
      faulty.plan.fail_at = n;
      faulty.plan.for_ever = for_ever;
      const Done done = call(faulty.services);
      INFO("statement " << n << (done ? "" : ": " + done.error().message));
      if (done) break;
      ++failures;
      REQUIRE(done.error().code == Errc::io);
      REQUIRE(snapshot(file) == before);
      REQUIRE(n < 500);
    }
    CHECK(failures >= trial.least_failures);
    CHECK(snapshot(file) != before);
    CHECK(room.audited().clean());
  }
}

TEST_CASE("when only the answer to the commit is lost, the same key press finds its decision") {
  const support::TemporaryFolder folder;
  const auto file = folder / "desk.db";
  Room room(file);
  room.fill(2);
  const auto files = room.claim(kAnn, 2);
  FaultyRoom counting(room, file);
  REQUIRE(only_decided(counting.services, kAnn, room.judging(files[0])));
  FaultyRoom faulty(room, file);
  faulty.plan.fail_at = counting.plan.calls;  // the commit is the last call
  faulty.plan.after_commit = true;
  const auto wish = room.judging(files[1]).built();
  CHECK_FALSE(workflow::decide(faulty.services, kAnn, wish));
  const auto again = workflow::decide(faulty.services, kAnn, wish);
  REQUIRE(again);
  REQUIRE(std::holds_alternative<workflow::Decided>(*again));
  CHECK(std::get<workflow::Decided>(*again).replayed);
  CHECK(room.decisions().size() == 2);
  CHECK(room.events().size() == 2);
  CHECK(room.audited().clean());
}

TEST_CASE("one decision that cannot be released does not hold up the others") {
  const support::TemporaryFolder folder;
  const auto file = folder / "desk.db";
  Room room(file);
  room.fill(3);
  for (const auto& one : room.claim(kAnn, 3)) {
    room.decide(kAnn, room.judging(one));
    room.clock.advance(seconds(1));
  }
  room.clock.advance(seconds(20));
  // The first one's event cannot be read any more.
  const auto db = store::open_sqlite(file);
  REQUIRE((*db)->execute("UPDATE events SET state = 'nonsense' WHERE submission = '1'", {}));
  const auto released = workflow::release_due(room.services);
  REQUIRE(released);
  CHECK(released->size() == 2);
  CHECK(room.get("1").place.stage == Stage::held);
  CHECK(room.get("3").place.stage == Stage::released);
  CHECK_FALSE(workflow::release_due(room.services));  // and is not forgotten
}

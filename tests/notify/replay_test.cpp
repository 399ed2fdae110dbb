#include "notify/replay.h"

#include <catch2/catch.hpp>

#include "notify/deliver.h"
#include "support/notify_desk.h"

using namespace zhaojian;
using namespace zhaojian::notify;
using namespace zhaojian::test;
using domain::EventState;

namespace {

struct Desk : NotifyDesk {
  void kill(const std::string& id) {
    release(id);
    http.server = [](const SeenRequest&) { return Reply{422}; };
    REQUIRE(Deliver(setting).next({}).value()->became == EventState::dead);
  }
};

}  // namespace

TEST_CASE("A dead event is sent again by a person: same id, all its attempts, on record") {
  Desk desk;
  desk.kill("1");
  REQUIRE(replay(desk.setting, EventId("evt_1"), OperatorId("op_9")));
  CHECK(desk.event("1").state == EventState::ready);
  CHECK(desk.event("1").attempts == 0);
  REQUIRE(desk.log().size() == 1);
  CHECK(desk.log()[0].entry.kind == domain::AuditKind::replayed);
  CHECK(desk.log()[0].entry.actor == OperatorId("op_9"));
  CHECK(desk.log()[0].entry.decision == DecisionId("dec_1"));
  desk.http.server = [](const SeenRequest&) { return Reply{200}; };
  CHECK(Deliver(desk.setting).next({}).value()->became == EventState::accepted);
  CHECK(desk.http.seen.back().header("webhook-id") == "evt_1");
}

TEST_CASE("Only what is dead is replayed") {
  Desk desk;
  desk.release("1");
  CHECK(replay(desk.setting, EventId("evt_1"), OperatorId("op_9")).error().text == "error.notify.not_dead");
  CHECK(replay(desk.setting, EventId("evt_2"), OperatorId("op_9")).error().code == Errc::not_found);
  CHECK(desk.log().empty());
}

TEST_CASE("An old message does not follow a newer one of the same submission") {
  Desk desk;
  desk.kill("1");
  const domain::Submission submission = desk.review_case("1").submission;
  const domain::Decision newer = a_decision(submission)
                                     .with_id("dec_new")
                                     .in_round(domain::Round::supervisor)
                                     .in_state(domain::DecisionState::released);
  domain::OutboxEvent event = desk.event("1");
  event.id = EventId("evt_new");
  event.decision = newer.id;
  event.state = GENERATE(EventState::ready, EventState::accepted, EventState::cancelled);
  event.attempts = 0;
  REQUIRE(desk.store.transact([&]() -> Done {
    TRY(desk.store.decisions().add(newer));
    return desk.store.outbox().add(event);
  }));
  const Done again = replay(desk.setting, EventId("evt_1"), OperatorId("op_9"));
  if (event.state == EventState::cancelled) {
    CHECK(again);  // it never left
  } else {
    CHECK(again.error().text == "error.notify.outdated");
    CHECK(desk.event("1").state == EventState::dead);
  }
}

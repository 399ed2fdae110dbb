#include "fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::EventState;
using domain::OutboxEvent;

namespace {

OutboxEvent event(const std::string& id, const std::string& student, EventState state = EventState::ready) {
  OutboxEvent e;
  e.id = EventId(id);
  e.decision = DecisionId("dec_" + id);
  e.submission = SubmissionId("sub_" + id);
  e.student = StudentRef(student);
  e.type = "photo.approved";
  e.body = "{\"id\":\"" + id + "\"}";
  e.state = state;
  e.next_at = kSomeDay;
  e.created_at = kSomeDay;
  return e;
}

struct OutboxFixture : Fixture {
  using Fixture::Fixture;
  std::vector<OutboxEvent> take(Instant now = kSomeDay, std::int64_t limit = 10) {
    auto taken = outbox().claim(now, minutes(1), limit);
    REQUIRE(taken);
    return *taken;
  }
  Ids taken(Instant now = kSomeDay, std::int64_t limit = 10) {
    Ids ids;
    for (const auto& e : take(now, limit)) ids.push_back(e.id.value);
    return ids;
  }
  bool finish(const std::string& id, std::int64_t epoch, EventState to, Instant next = kSomeDay, int status = 200) {
    const auto ours = outbox().finish(EventId(id), epoch, to, next, status, "", kSomeDay);
    REQUIRE(ours);
    return *ours;
  }
  OutboxEvent read(const std::string& id) {
    const auto found = outbox().find(EventId(id));
    REQUIRE(found);
    REQUIRE(*found);
    return **found;
  }
};

}  // namespace

TEST_CASE("an event comes back as it was put in, with a number that only rises") {
  OutboxFixture f(GENERATE(false, true));
  OutboxEvent first = event("a", "stu", EventState::held);
  REQUIRE(f.outbox().add(first));
  REQUIRE(f.outbox().add(event("b", "stu")));
  const auto stored = f.read("a");
  CHECK(stored.seq < f.read("b").seq);
  first.seq = stored.seq;
  CHECK(stored == first);
  CHECK(*f.outbox().of(DecisionId("dec_a")) == stored);
  CHECK_FALSE(f.outbox().of(DecisionId("x"))->has_value());
  CHECK(f.outbox().add(event("a", "other")).error().code == Errc::conflict);
  auto same_decision = event("c", "stu");
  same_decision.decision = DecisionId("dec_a");
  CHECK(f.outbox().add(same_decision).error().code == Errc::conflict);
}

TEST_CASE("events are listed newest first, all or by state") {
  OutboxFixture f(GENERATE(false, true));
  REQUIRE(f.outbox().add(event("a", "1", EventState::held)));
  REQUIRE(f.outbox().add(event("b", "2", EventState::dead)));
  REQUIRE(f.outbox().add(event("c", "3", EventState::ready)));
  const auto listed = [&](std::vector<EventState> states, std::int64_t limit) {
    Ids ids;
    const auto found = f.outbox().list({std::move(states)}, limit);
    REQUIRE(found);
    for (const auto& e : *found) ids.push_back(e.id.value);
    return ids;
  };
  CHECK(listed({}, 10) == Ids{"c", "b", "a"});
  CHECK(listed({}, 2) == Ids{"c", "b"});
  CHECK(listed({EventState::held, EventState::dead}, 10) == Ids{"b", "a"});
  const auto counts = f.store->statistics().counts(kSomeDay);
  CHECK(counts->events ==
        std::map<EventState, std::int64_t>{{EventState::held, 1}, {EventState::ready, 1}, {EventState::dead, 1}});
}

TEST_CASE("an event is claimed when it is ready and its time has come, once, and each claim raises the epoch") {
  OutboxFixture f(GENERATE(false, true));
  auto later = event("later", "2");
  later.next_at = kSomeDay + seconds(5);
  REQUIRE(f.outbox().add(event("now", "1")));
  REQUIRE(f.outbox().add(later));
  REQUIRE(f.outbox().add(event("held", "3", EventState::held)));
  CHECK(*f.outbox().next_due() == kSomeDay);
  const auto first = f.take();
  REQUIRE(first.size() == 1);
  CHECK(first[0].id == EventId("now"));
  CHECK(first[0].state == EventState::inflight);
  CHECK(first[0].epoch == 1);
  CHECK(first[0].attempts == 0);
  CHECK(f.take().empty());
  CHECK(*f.outbox().next_due() == later.next_at);
  CHECK(f.taken(kSomeDay + seconds(5)) == Ids{"later"});
  CHECK_FALSE(f.outbox().next_due()->has_value());
  // The sender died: after the claim's time another gets it, and the first one's answer comes too late.
  const auto again = f.take(kSomeDay + minutes(2));
  REQUIRE(again.size() == 2);
  CHECK(again[0].epoch == 2);
  CHECK_FALSE(f.finish("now", 1, EventState::accepted));
  CHECK(f.read("now").state == EventState::inflight);
  CHECK(f.finish("now", 2, EventState::accepted));
  CHECK_FALSE(f.finish("now", 2, EventState::dead));
  CHECK(f.read("now").state == EventState::accepted);
  CHECK(f.read("now").attempts == 1);
}

TEST_CASE("a failed attempt is counted and tried again at its time") {
  OutboxFixture f(GENERATE(false, true));
  REQUIRE(f.outbox().add(event("a", "1")));
  REQUIRE(f.taken() == Ids{"a"});
  REQUIRE(*f.outbox().finish(EventId("a"), 1, EventState::ready, kSomeDay + minutes(5), 503, Error{Errc::unavailable, "busy", "error.notify.busy"}, kSomeDay));
  const auto waiting = f.read("a");
  CHECK(waiting.state == EventState::ready);
  CHECK(waiting.attempts == 1);
  CHECK(waiting.last_problem == "busy");
  CHECK(waiting.last_text == "error.notify.busy");
  CHECK(*f.outbox().next_due() == kSomeDay + minutes(5));
  CHECK(f.taken().empty());
  CHECK(f.taken(kSomeDay + minutes(5)) == Ids{"a"});
}

TEST_CASE("events of one student leave one after the other, those of others are not held up") {
  OutboxFixture f(GENERATE(false, true));
  REQUIRE(f.outbox().add(event("a1", "a", EventState::held)));
  REQUIRE(f.outbox().add(event("a2", "a")));
  REQUIRE(f.outbox().add(event("a3", "a")));
  REQUIRE(f.outbox().add(event("b1", "b")));
  CHECK(f.taken() == Ids{"b1"});
  REQUIRE(f.finish("b1", 1, EventState::accepted));
  CHECK_FALSE(f.outbox().next_due()->has_value());  // a2 waits for a1, not for a time

  REQUIRE(*f.outbox().move(EventId("a1"), {EventState::held}, EventState::ready, ""));
  CHECK(f.taken() == Ids{"a1"});
  CHECK(f.taken().empty());
  REQUIRE(f.finish("a1", 1, EventState::ready, kSomeDay + hours(1), 500));
  CHECK(f.taken().empty());
  CHECK(f.taken(kSomeDay + hours(1)) == Ids{"a1"});
  REQUIRE(f.finish("a1", 2, EventState::accepted));
  CHECK(f.taken() == Ids{"a2"});
  REQUIRE(*f.outbox().move(EventId("a2"), {EventState::inflight}, EventState::superseded, "withdrawn"));
  CHECK(f.taken() == Ids{"a3"});
  CHECK_FALSE(f.finish("a2", 1, EventState::accepted));
  REQUIRE(f.finish("a3", 1, EventState::dead));

  // A dead one that a person sends again goes before what came after it.
  REQUIRE(f.outbox().add(event("a4", "a")));
  REQUIRE(*f.outbox().move(EventId("a3"), {EventState::dead}, EventState::ready, ""));
  CHECK(f.read("a3").attempts == 0);
  CHECK(f.taken() == Ids{"a3"});
  REQUIRE(f.finish("a3", 2, EventState::accepted));
  CHECK(f.taken() == Ids{"a4"});
}

TEST_CASE("an event moves only from a state that was expected") {
  OutboxFixture f(GENERATE(false, true));
  REQUIRE(f.outbox().add(event("a", "1", EventState::held)));
  CHECK_FALSE(*f.outbox().move(EventId("a"), {EventState::ready, EventState::dead}, EventState::cancelled, "undone"));
  CHECK_FALSE(*f.outbox().move(EventId("a"), {}, EventState::cancelled, "undone"));
  CHECK_FALSE(*f.outbox().move(EventId("x"), {EventState::held}, EventState::cancelled, "undone"));
  CHECK(*f.outbox().move(EventId("a"), {EventState::ready, EventState::held}, EventState::cancelled, "undone"));
  CHECK(f.read("a").state == EventState::cancelled);
  CHECK(f.read("a").last_problem == "undone");
}

TEST_CASE("a receipt counts once, shows on its event, and may come before the event is known") {
  OutboxFixture f(GENERATE(false, true));
  const store::Receipt sent{EventId("a"), "sent", "wechat", "0", kSomeDay};
  CHECK(*f.outbox().put_receipt(sent));
  CHECK_FALSE(*f.outbox().put_receipt(sent));
  REQUIRE(f.outbox().add(event("a", "1", EventState::accepted)));
  CHECK(f.read("a").receipt_status == "sent");
  CHECK(*f.outbox().put_receipt({EventId("a"), "user_refused", "wechat", "43101", kSomeDay + seconds(9)}));
  CHECK(*f.outbox().put_receipt({EventId("a"), "delivered", "wechat", "0", kSomeDay + seconds(1)}));
  CHECK(f.read("a").receipt_status == "user_refused");
  CHECK(f.read("a").receipt_code == "43101");
  CHECK(f.read("a").state == EventState::accepted);
}

#include "notify/deliver.h"

#include <catch2/catch.hpp>

#include "base/webhook_signature.h"
#include "support/notify_desk.h"

using namespace zhaojian;
using namespace zhaojian::notify;
using namespace zhaojian::test;
using domain::EventState;
using domain::Stage;

namespace {

struct Desk : NotifyDesk {
  Deliver deliver{setting};
  std::optional<Delivery> send() { return deliver.next({}).value(); }
  void answer(Reply reply) {
    http.server = [reply](const SeenRequest&) { return reply; };
  }
};

Reply problem(int status, const std::string& code) { return {status, R"({"title":"x","code":")" + code + "\"}"}; }

}  // namespace

TEST_CASE("An event leaves as a Standard Webhook that its receiver can verify") {
  Desk desk;
  desk.release("1");
  desk.answer({200, R"({"receipt":"r"})"});
  const auto delivery = desk.send();
  REQUIRE(delivery);
  CHECK(delivery->became == EventState::accepted);
  REQUIRE(desk.http.seen.size() == 1);
  const SeenRequest& seen = desk.http.seen[0];
  CHECK(seen.method == net::Method::post);
  CHECK(seen.url == "https://capture.example.edu/v1/events");
  CHECK(seen.header("content-type") == "application/json");
  CHECK(seen.header("webhook-id") == "evt_1");
  CHECK(seen.token == "t0ken");
  CHECK(seen.body == desk.event("1").body);
  const std::string timestamp = seen.header("webhook-timestamp"), signature = seen.header("webhook-signature");
  CHECK(verify_webhook(desk.secret, {"evt_1", timestamp, signature}, bytes_of(seen.body), desk.clock.now()));
  CHECK(desk.event("1").state == EventState::accepted);
  CHECK(desk.review_case("1").place.stage == Stage::notified);
  CHECK_FALSE(desk.send());
}

TEST_CASE(
    "A failing event is tried again on the published schedule under the same id, and is dead after ten attempts") {
  const Reply reply =
      GENERATE(Reply{500}, Reply{503}, Reply{429}, Reply{408}, Reply{425}, Reply{302}, timed_out(), unreachable(),
               problem(409, "busy"), Reply{0, "", {}, Error{Errc::denied, "expired", "error.net.tls"}});
  const Duration steps[] = {seconds(5), minutes(5), minutes(30), hours(2), hours(5),
                            hours(10),  hours(14),  hours(20),   hours(24)};
  Desk desk;
  desk.release("1");
  desk.answer(reply);
  for (const Duration step : steps) {
    CAPTURE(step.seconds());
    REQUIRE(desk.send());
    CHECK(desk.event("1").state == EventState::ready);
    CHECK(desk.event("1").next_at == desk.clock.now() + step);
    CHECK(desk.deliver.problem().has_value());
    CHECK_FALSE(desk.send());
    desk.clock.advance(std::max(step, minutes(11)));  // also past the breaker's pause
  }
  CHECK(desk.send()->became == EventState::dead);
  CHECK(desk.event("1").state == EventState::dead);
  CHECK(desk.event("1").attempts == 10);
  CHECK_FALSE(desk.event("1").last_problem.empty());
  CHECK(desk.review_case("1").place.stage == Stage::released);
  REQUIRE(desk.http.seen.size() == 10);
  for (const SeenRequest& seen : desk.http.seen) CHECK(seen.header("webhook-id") == "evt_1");
  CHECK(desk.http.seen[0].header("webhook-timestamp") != desk.http.seen[1].header("webhook-timestamp"));
}

TEST_CASE("Retry-After is the least we wait") {
  Desk desk;
  desk.release("1");
  desk.answer({503, "", {{"Retry-After", "600"}}});
  REQUIRE(desk.send());
  CHECK(desk.event("1").next_at == desk.clock.now() + minutes(10));
}

TEST_CASE("What will never be taken is dead at once") {
  const int status = GENERATE(400, 404, 405, 413, 422);
  Desk desk;
  desk.release("1");
  desk.answer({status});
  CHECK(desk.send()->became == EventState::dead);
  CHECK(desk.deliver.problem()->text == "error.notify.refused");
  CHECK(desk.event("1").last_problem == "status " + std::to_string(status));
  CHECK(desk.event("1").last_text.starts_with("error.notify."));
}

TEST_CASE("When the student was faster the event is dropped and the case ends, on record") {
  const bool withdrawn = GENERATE(true, false);
  Desk desk;
  desk.release("1");
  desk.answer(problem(409, withdrawn ? "withdrawn" : "superseded"));
  CHECK(desk.send()->became == EventState::superseded);
  CHECK_FALSE(desk.deliver.problem());
  CHECK(desk.event("1").state == EventState::superseded);
  const domain::ReviewCase after = desk.review_case("1");
  CHECK(after.place.stage == (withdrawn ? Stage::withdrawn : Stage::superseded));
  CHECK(after.submission.state == (withdrawn ? domain::FeedState::withdrawn : domain::FeedState::superseded));
  CHECK(after.epoch == 2);
  REQUIRE(desk.log().size() == 1);
  const domain::AuditEntry entry = desk.log()[0].entry;
  CHECK(entry.kind == (withdrawn ? domain::AuditKind::withdrawn : domain::AuditKind::superseded));
  CHECK(entry.decision == DecisionId("dec_1"));
}

TEST_CASE("A switched-off endpoint stops all sending until a person switches it on; no attempt is used up") {
  Desk desk;
  desk.release("1");
  desk.release("2");
  desk.answer({410});
  REQUIRE(desk.send());
  CHECK(desk.deliver.endpoint_off());
  CHECK(desk.deliver.problem()->text == "error.notify.endpoint_off");
  desk.clock.advance(days(2));
  CHECK_FALSE(desk.send());
  CHECK(desk.http.seen.size() == 1);
  for (const char* id : {"1", "2"}) {
    CHECK(desk.event(id).state == EventState::ready);
    CHECK(desk.event(id).attempts == 0);
  }
  desk.answer({200});
  desk.deliver.switch_on();
  CHECK(desk.send());
  CHECK(desk.send());
  CHECK(desk.event("1").state == EventState::accepted);
}

TEST_CASE("A refused token pauses the sending for longer and longer, and uses up no attempt") {
  const Reply reply = GENERATE(Reply{401}, Reply{403}, Reply{0, "", {}, Error{Errc::denied, "", "error.net.insecure"}});
  Desk desk;
  desk.release("1");
  desk.answer(reply);
  for (const Duration pause : {minutes(1), minutes(2), minutes(4), minutes(8), minutes(10), minutes(10)}) {
    REQUIRE(desk.send());
    CHECK(desk.deliver.held_for() == pause);
    CHECK(desk.event("1").attempts == 0);
    CHECK(desk.event("1").state == EventState::ready);
    desk.clock.advance(Duration{pause.micros - seconds(1).micros});
    CHECK_FALSE(desk.send());
    desk.clock.advance(seconds(1));
  }
  desk.answer({202});
  CHECK(desk.send()->became == EventState::accepted);
  CHECK_FALSE(desk.deliver.problem());
}

TEST_CASE("A secret that cannot sign is a matter of settings, not of the event") {
  Desk desk;
  desk.release("1");
  desk.secret = Secret("not a secret");
  REQUIRE(desk.send());
  CHECK(desk.http.seen.empty());
  CHECK(desk.deliver.problem()->text == "error.notify.secret");
  CHECK(desk.event("1").attempts == 0);
}

TEST_CASE("After five failures in a row the others keep their attempts, and one probe tells when it is over") {
  Desk desk;
  for (const char* id : {"1", "2", "3", "4", "5", "6", "7"}) desk.release(id);
  desk.answer({500});
  for (int i = 0; i < 5; ++i) REQUIRE(desk.send());
  CHECK(desk.deliver.breaker_open());
  CHECK_FALSE(desk.send());
  CHECK(desk.event("6").attempts == 0);
  desk.clock.advance(seconds(30));
  REQUIRE(desk.send());      // the probe
  CHECK_FALSE(desk.send());  // failed: twice as long
  CHECK(desk.deliver.held_for() == seconds(60));
  desk.clock.advance(seconds(60));
  desk.answer({200});
  for (int i = 0; i < 7; ++i) CHECK(desk.send());
  CHECK_FALSE(desk.deliver.breaker_open());
  CHECK(desk.event("7").state == EventState::accepted);
}

TEST_CASE("A crash between the answer and our commit sends once more under the same id, and loses nothing") {
  Desk desk;
  desk.release("1");
  desk.answer({200});
  desk.store.fail_after(1);  // the claim is written, what came of it is not
  CHECK_FALSE(desk.deliver.next({}).has_value());
  CHECK(desk.event("1").state == EventState::inflight);
  desk.store.recover();
  Deliver after_restart(desk.setting);
  CHECK_FALSE(after_restart.next({}).value());  // somebody else might still be at it
  desk.clock.advance(Deliver::claim_length);
  CHECK(after_restart.next({}).value()->became == EventState::accepted);
  REQUIRE(desk.http.seen.size() == 2);
  CHECK(desk.http.seen[0].header("webhook-id") == desk.http.seen[1].header("webhook-id"));
  CHECK(desk.http.seen[0].body == desk.http.seen[1].body);
  CHECK(desk.review_case("1").place.stage == Stage::notified);
}

TEST_CASE("A sender that was away for too long does not overwrite what another one wrote") {
  Desk desk;
  desk.release("1");
  const Reply late = GENERATE(Reply{500}, problem(409, "withdrawn"));
  desk.http.server = [&desk, late](const SeenRequest&) -> Reply {
    desk.clock.advance(Deliver::claim_length);
    FakeHttp quick([](const SeenRequest&) { return Reply{200}; });
    Setting other = {desk.store, quick, desk.clock, desk.setting.server, desk.secret};
    CHECK(Deliver(other).next({}).value()->became == EventState::accepted);
    return late;
  };
  REQUIRE(desk.send());
  CHECK(desk.event("1").state == EventState::accepted);
  CHECK(desk.review_case("1").place.stage == Stage::notified);
  CHECK(desk.log().empty());
}

TEST_CASE("The events of one student leave in order, those of others do not wait for them") {
  Desk desk;
  desk.release("1", "stu_a");
  desk.release("2", "stu_a");
  desk.release("3", "stu_b");
  desk.http.server = [](const SeenRequest& request) {
    return Reply{request.header("webhook-id") == "evt_1" ? 500 : 200};
  };
  while (desk.send()) {}
  CHECK(desk.event("1").state == EventState::ready);
  CHECK(desk.event("2").state == EventState::ready);
  CHECK(desk.event("2").attempts == 0);
  CHECK(desk.event("3").state == EventState::accepted);
  desk.answer({200});
  desk.clock.advance(seconds(5));
  CHECK(desk.send()->event == EventId("evt_1"));
  CHECK(desk.send()->event == EventId("evt_2"));
}

TEST_CASE("An answer about an old decision does not touch a case that has begun anew") {
  Desk desk;
  desk.release("1");
  domain::ReviewCase renewed = desk.review_case("1");
  renewed.place = {};
  renewed.submission.version = 2;
  renewed.decision.reset();
  REQUIRE(desk.store.transact([&] { return desk.store.submissions().save(renewed); }));
  desk.answer(GENERATE(Reply{200}, problem(409, "superseded")));
  REQUIRE(desk.send());
  CHECK(desk.review_case("1").place.stage == Stage::flagged);
  CHECK(desk.log().empty());
}

TEST_CASE("A cancelled attempt leaves the event in flight, to be sent again when nobody can be at it any more") {
  Desk desk;
  desk.release("1");
  desk.answer({0, "", {}, Error{Errc::unavailable, "", "error.net.cancelled"}});
  CHECK_FALSE(desk.send());
  CHECK(desk.event("1").state == EventState::inflight);
  desk.answer({200});
  desk.clock.advance(Deliver::claim_length);
  CHECK(desk.send()->became == EventState::accepted);
}

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "codec/json.h"
#include "codec/problem_json.h"
#include "demo/reach.h"
#include "demo/sample_feed.h"
#include "support/submission_builder.h"

using namespace zhaojian;
using namespace zhaojian::demo;

namespace {

std::string code_of(const httplib::Result& answer) { return codec::problem_from_json(bytes_of(answer->body)).code; }

struct Counted {
  std::string id, type, submission;
  std::int64_t count = 0;
  bool operator==(const Counted&) const = default;
};

std::vector<Counted> counted(SampleFeed& feed) {
  const auto json = codec::parse_json(bytes_of(feed.get("/demo/events"))).value();
  std::vector<Counted> list;
  for (const codec::Json& item : *json.as<codec::Json::Array>()) {
    const auto text = [&](const char* name) { return *item.find(name)->as<std::string>(); };
    list.push_back({text("id"), text("type"), text("submission_id"), *item.find("count")->as<std::int64_t>()});
  }
  return list;
}

// A flagged submission of a student whom messages reach in that way.
domain::Submission of_student(SampleFeed& feed, std::string_view status, bool reads = false) {
  for (const auto& submission : feed.known()) {
    const Reach reach = reach_of(submission.student.ref);
    if (submission.state == domain::FeedState::flagged && reach.status == status && reach.reads == reads) {
      return submission;
    }
  }
  throw std::runtime_error("nobody is " + std::string(status));
}

std::vector<std::string> statuses(const codec::ReceiptPage& page) {
  std::vector<std::string> list;
  for (const auto& receipt : page.items) list.push_back(receipt.status);
  return list;
}

}  // namespace

TEST_CASE("a signed event is taken, and a repeat gets the same receipt") {
  SampleFeed feed;
  const auto submission = feed.some_flagged();
  const std::string body = event_about(submission);
  const auto first = feed.send("msg_1", body);
  REQUIRE(first->status == 200);
  CHECK(first->body.find("rcpt_") != std::string::npos);
  feed.clock.advance(minutes(30));  // the repeat is signed with the time of its own attempt
  const auto again = feed.send("msg_1", body);
  CHECK(again->status == 200);
  CHECK(again->body == first->body);
  CHECK(counted(feed) == std::vector<Counted>{{"msg_1", "photo.retake_requested", submission.id.value, 2}});
}

TEST_CASE("a wrong signature, an old one and none at all are refused") {
  SampleFeed feed;
  const std::string body = event_about(feed.some_flagged());
  const auto post = [&](const httplib::Headers& headers, const std::string& text) {
    return feed.client->Post("/v1/events", headers, text, "application/json");
  };
  const auto good = feed.signature("msg_1", body);
  CHECK(post(good, body + " ")->status == 401);
  CHECK(code_of(post(feed.signature("msg_1", body, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), body)) ==
        "bad_signature");
  CHECK(post({}, body)->status == 400);
  feed.clock.advance(minutes(6));
  CHECK(code_of(post(good, body)) == "stale_timestamp");
  CHECK(counted(feed).empty());
}

TEST_CASE("what is no event of the contract is refused, however well signed") {
  SampleFeed feed;
  CHECK(feed.send("msg_1", "{")->status == 400);
  CHECK(feed.send("msg_2", R"({"type": "photo.approved"})")->status == 400);
  CHECK(code_of(feed.send("msg_3", event_about(test::a_submission("sub_unknown")))) == "unknown_submission");
  auto ahead = feed.some_flagged();
  ahead.version += 1;
  CHECK(code_of(feed.send("msg_4", event_about(ahead))) == "unknown_version");
  CHECK(counted(feed).empty());
}

TEST_CASE("another event under a used webhook-id is a bug of the sender and refused") {
  SampleFeed feed;
  const auto submission = feed.some_flagged();
  CHECK(feed.send("msg_1", event_about(submission, "dec_1"))->status == 200);
  CHECK(code_of(feed.send("msg_1", event_about(submission, "dec_2"))) == "webhook_id_reused");
}

TEST_CASE("a decision on a photo that was withdrawn or replaced meanwhile conflicts") {
  SampleFeed feed;
  const auto withdrawn = feed.some_flagged(0), replaced = feed.some_flagged(1), again = feed.some_flagged(2);
  feed.post("/demo/withdraw/" + withdrawn.id.value);
  feed.post("/demo/replace/" + replaced.id.value);
  feed.post("/demo/resubmit/" + again.id.value);
  const auto late = feed.send("msg_1", event_about(withdrawn));
  CHECK(late->status == 409);
  CHECK(code_of(late) == "withdrawn");
  CHECK(code_of(feed.send("msg_2", event_about(replaced))) == "superseded");
  CHECK(code_of(feed.send("msg_3", event_about(again))) == "superseded");
  CHECK(counted(feed).empty());
}

TEST_CASE("what was taken stays taken, even if the student withdraws before the repeat") {
  SampleFeed feed;
  const auto submission = feed.some_flagged();
  CHECK(feed.send("msg_1", event_about(submission))->status == 200);
  feed.post("/demo/withdraw/" + submission.id.value);
  CHECK(feed.send("msg_1", event_about(submission))->status == 200);
}

TEST_CASE("a lost answer: the event is taken, the sender hears nothing, the repeat is known") {
  SampleFeed feed;
  const std::string body = event_about(feed.some_flagged());
  feed.post("/demo/mode?lose=100");
  httplib::Client sender(feed.server->url());
  sender.set_default_headers({{"Authorization", std::string("Bearer ") + sample_token}});
  const auto lost = sender.Post("/v1/events", feed.signature("msg_1", body), body, "application/json");
  CHECK_FALSE(lost);
  feed.post("/demo/mode?lose=0");
  CHECK(feed.send("msg_1", body)->status == 200);
  REQUIRE(counted(feed).size() == 1);
  CHECK(counted(feed)[0].count == 2);
}

TEST_CASE("a switched-off endpoint says so") {
  SampleFeed feed;
  const std::string body = event_about(feed.some_flagged());
  feed.post("/demo/mode?events_off=1");
  CHECK(feed.send("msg_1", body)->status == 410);
  feed.post("/demo/mode?events_off=0");
  CHECK(feed.send("msg_1", body)->status == 200);
}

TEST_CASE("receipts come after a while, in order, and not twice") {
  SampleFeed feed;
  CHECK(feed.send("msg_1", event_about(of_student(feed, "delivered", true)))->status == 200);
  CHECK(feed.receipts().items.empty());
  feed.clock.advance(seconds(3));
  const auto sent = feed.receipts();
  CHECK(statuses(sent) == std::vector<std::string>{"sent"});
  CHECK(sent.items[0].event == EventId("msg_1"));
  feed.clock.advance(seconds(30));
  const auto rest = feed.receipts("?cursor=" + sent.next_cursor);
  CHECK(statuses(rest) == std::vector<std::string>{"delivered", "read"});
  CHECK_FALSE(rest.has_more);
  const auto none = feed.receipts("?cursor=" + rest.next_cursor);
  CHECK(none.items.empty());
  CHECK(none.next_cursor == rest.next_cursor);
  CHECK(statuses(feed.receipts("?limit=1")) == std::vector<std::string>{"sent"});
  CHECK(feed.receipts("?limit=1").has_more);
  feed.post("/demo/expire-cursor");
  CHECK(feed.status_of("/v1/receipts?cursor=" + rest.next_cursor) == 410);
}

TEST_CASE("some messages do not reach their student, and the receipt says why") {
  SampleFeed feed;
  struct Case {
    const char *status, *code, *channel;
  };
  const Case cases[] = {{"user_refused", "43101", "subscribe_message"},
                        {"unreachable", "", "official_account"},
                        {"failed", "47003", "subscribe_message"}};
  for (const Case& expected : cases) {
    const std::string id = std::string("msg_") + expected.status;
    CHECK(feed.send(id, event_about(of_student(feed, expected.status), id))->status == 200);
    feed.clock.advance(seconds(10));
    const auto receipt = feed.receipts().items.back();
    CHECK(receipt.event.value == id);
    CHECK(receipt.status == expected.status);
    CHECK(receipt.code == expected.code);
    CHECK(receipt.channel == expected.channel);
  }
  CHECK(feed.receipts().items.size() == 3);
}

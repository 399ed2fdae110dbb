#include "notify/receipts.h"

#include <catch2/catch.hpp>

#include "codec/receipt_json.h"
#include "notify/deliver.h"
#include "support/notify_desk.h"

using namespace zhaojian;
using namespace zhaojian::notify;
using namespace zhaojian::test;
using domain::EventState;
using domain::Stage;

namespace {

codec::Receipt receipt(const std::string& id, const std::string& status, const std::string& code = "") {
  return {EventId("evt_" + id), status, "official_account", code, kSomeDay};
}

std::string page(const std::vector<codec::Receipt>& items, const std::string& next, bool more = false) {
  codec::ReceiptPage page;
  page.items = items;
  page.next_cursor = next;
  page.has_more = more;
  return codec::receipts_to_json(page);
}

struct Desk : NotifyDesk {
  Receipts receipts{setting};
  Desk() { release("1"); }
  void send() {
    http.server = [](const SeenRequest&) { return Reply{200}; };
    REQUIRE(Deliver(setting).next({}).value());
  }
  ReceiptStep take(const std::vector<codec::Receipt>& items) {
    http.server = [text = page(items, "c" + std::to_string(++pages))](const SeenRequest&) { return Reply{200, text}; };
    return receipts.next({}).value();
  }
  int pages = 0;
};

}  // namespace

TEST_CASE("A receipt says whether the student's message arrived") {
  struct Row {
    const char* status;
    EventState becomes;
  };
  const auto row = GENERATE(Row{"sent", EventState::delivered}, Row{"delivered", EventState::delivered},
                            Row{"read", EventState::delivered}, Row{"user_refused", EventState::refused},
                            Row{"unreachable", EventState::refused}, Row{"failed", EventState::refused});
  CAPTURE(row.status);
  Desk desk;
  desk.send();
  const ReceiptStep step = desk.take({receipt("1", row.status, "43101")});
  CHECK(step.delivered + step.refused == 1);
  CHECK(desk.event("1").state == row.becomes);
  CHECK(desk.event("1").receipt_status == row.status);
  CHECK(desk.event("1").receipt_code == "43101");
  CHECK(desk.review_case("1").place.stage == Stage::receipted);
}

TEST_CASE("The newest word counts: sent, then failed, then delivered by another way") {
  Desk desk;
  desk.send();
  (void)desk.take({receipt("1", "sent"), receipt("1", "failed")});
  CHECK(desk.event("1").state == EventState::refused);
  (void)desk.take({receipt("1", "delivered")});
  CHECK(desk.event("1").state == EventState::delivered);
  const ReceiptStep again = desk.take({receipt("1", "failed")});
  CHECK(again.known == 1);  // a replay of the page changes nothing
  CHECK(desk.event("1").state == EventState::delivered);
}

TEST_CASE("A receipt proves that an event arrived whose answer we never saw, and ends the retries") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return timed_out(); };
  REQUIRE(Deliver(desk.setting).next({}).value());
  CHECK(desk.event("1").state == EventState::ready);
  (void)desk.take({receipt("1", "sent")});
  CHECK(desk.event("1").state == EventState::delivered);
  CHECK(desk.review_case("1").place.stage == Stage::receipted);
  desk.clock.advance(days(3));
  CHECK_FALSE(Deliver(desk.setting).next({}).value());
}

TEST_CASE("A cancelled or dropped event is not brought back by a receipt") {
  Desk desk;
  const auto state = GENERATE(EventState::cancelled, EventState::superseded);
  REQUIRE(desk.store.transact([&]() -> Done {
    TRY(desk.store.outbox().move(EventId("evt_1"), {EventState::ready}, state, ""));
    return {};
  }));
  (void)desk.take({receipt("1", "sent")});
  CHECK(desk.event("1").state == state);
  CHECK(desk.review_case("1").place.stage == Stage::released);
}

TEST_CASE("A receipt for an event we do not know is kept, one that makes no sense is set aside") {
  Desk desk;
  CHECK(desk.take({receipt("unknown", "sent")}).delivered == 1);
  CHECK(desk.take({receipt("unknown", "sent")}).known == 1);
  desk.http.server = [](const SeenRequest&) {
    return Reply{200, R"({"items":[{"webhook_id":"evt_1","status":"teleported","at":"2023-10-21T02:00:00Z"},7],)"
                      R"("next_cursor":"n","has_more":false})"};
  };
  CHECK(desk.receipts.next({}).value().quarantined == 2);
  const auto kept = desk.store.submissions().quarantined(10).value();
  CHECK(kept.size() == 2);
  for (const auto& item : kept) CHECK(item.source == "receipts");
  CHECK(desk.store.submissions().cursor("receipts").value() == "n");
}

TEST_CASE("Page and cursor are one: a failed commit asks for the same page again") {
  Desk desk;
  desk.send();
  desk.store.fail_after(0);
  desk.http.server = [](const SeenRequest&) { return Reply{200, page({receipt("1", "sent")}, "a", true)}; };
  CHECK_FALSE(desk.receipts.next({}).has_value());
  CHECK(desk.event("1").state == EventState::accepted);
  desk.store.recover();
  CHECK(desk.receipts.next({}).value().more);
  CHECK(desk.http.seen.back().url == "https://capture.example.edu/v1/receipts?limit=200");
  (void)desk.receipts.next({});
  CHECK(desk.http.seen.back().url == "https://capture.example.edu/v1/receipts?limit=200&cursor=a");
}

TEST_CASE("What the server says instead of receipts is told, and an old cursor is forgotten") {
  struct Row {
    Reply reply;
    std::string_view text;
  };
  const auto row =
      GENERATE(Row{{401}, "error.notify.token"}, Row{{404}, "error.notify.refused"}, Row{{410}, "error.notify.refused"},
               Row{{503, "", {{"Retry-After", "9"}}}, "error.notify.busy"},
               Row{{200, "<html>"}, "error.notify.not_a_page"}, Row{timed_out(), "error.net.timeout"});
  Desk desk;
  desk.http.server = [&row](const SeenRequest&) { return row.reply; };
  const auto step = desk.receipts.next({});
  REQUIRE_FALSE(step);
  CHECK(step.error().text == row.text);
  if (row.reply.status == 503) CHECK(desk.receipts.retry_after() == seconds(9));

  (void)desk.take({});
  desk.http.server = [](const SeenRequest&) { return Reply{410}; };
  CHECK(desk.receipts.next({}).value().restarted);
  CHECK_FALSE(desk.store.submissions().cursor("receipts").value().has_value());
}

#include "codec/receipt_json.h"

#include <catch2/catch.hpp>

#include "codec/problem_json.h"

using namespace zhaojian;
using namespace zhaojian::codec;

namespace {

constexpr Instant when{1'697'853'600'000'000};

Result<ReceiptPage> page_of(const std::string& items) {
  return receipts_from_json(bytes_of(R"({"items":[)" + items + R"(],"next_cursor":"c","has_more":false})"));
}

}  // namespace

TEST_CASE("receipts survive the way to JSON and back") {
  ReceiptPage page;
  page.next_cursor = "c2";
  page.has_more = true;
  page.items = {{EventId("evt_\"1\""), "user_refused", "subscribe_message", "43101", when},
                {EventId("evt_2"), "delivered", "", "", when + Duration{5}}};
  const auto back = receipts_from_json(bytes_of(receipts_to_json(page)));
  REQUIRE(back);
  CHECK(back->items == page.items);
  CHECK(back->bad.empty());
  CHECK(back->next_cursor == "c2");
  CHECK(back->has_more);
}

TEST_CASE("a code may come as a number, a channel may be new") {
  const auto page =
      page_of(R"({"webhook_id":"e","status":"failed","channel":"pigeon","code":47003,"at":"2023-10-21T02:00:00Z"})");
  REQUIRE(page);
  REQUIRE(page->items.size() == 1);
  CHECK(page->items[0] == Receipt{EventId("e"), "failed", "pigeon", "47003", when});
}

TEST_CASE("a receipt that cannot be used is set apart with what is wrong") {
  const auto page = page_of(R"({"webhook_id":"a","status":"eaten","at":"2023-10-21T02:00:00Z"},)"
                            R"({"status":"sent","at":"2023-10-21T02:00:00Z"},)"
                            R"({"webhook_id":"c","status":"sent","at":"yesterday"},)"
                            R"({"webhook_id":"d","status":"sent","at":"2023-10-21T02:00:00Z"})");
  REQUIRE(page);
  CHECK(page->items.size() == 1);
  REQUIRE(page->bad.size() == 3);
  CHECK(page->bad[0].problem.starts_with("status: unknown value \"eaten\""));
  CHECK(page->bad[0].item_id == "a");
  CHECK(page->bad[0].fault == domain::ItemFault{domain::FaultKind::unknown, "status"});
  CHECK(page->bad[1].problem == "webhook_id: missing");
  CHECK(page->bad[1].fault == domain::ItemFault{domain::FaultKind::missing, "webhook_id"});
  CHECK(page->bad[2].fault == domain::ItemFault{domain::FaultKind::time, "at"});
  CHECK(page->bad[2].problem == "at: not a time like 2023-10-21T02:00:00Z");
}

TEST_CASE("the code of a problem is read, and a page that is no problem is an empty one") {
  const Problem problem{"gone", 409, "withdrawn", "the student took it back"};
  CHECK(problem_from_json(bytes_of(problem_to_json(problem))) == problem);
  CHECK(problem_from_json(bytes_of(R"({"code":"superseded","status":"409","extra":[]})")).code == "superseded");
  for (const char* text : {"", "<html><body>502</body></html>", "[]", "null", "{\"code\":7}", "{\"code\":\"x"}) {
    CHECK(problem_from_json(bytes_of(text)) == Problem{});
  }
  CHECK(problem_from_json(bytes_of(std::string(10'000'000, '['))) == Problem{});
}

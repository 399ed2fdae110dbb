#include "intake/feed.h"

#include <catch2/catch.hpp>

#include "codec/submission_json.h"
#include "support/intake_desk.h"

using namespace zhaojian;
using namespace zhaojian::intake;
using namespace zhaojian::test;

namespace {

std::string page(const std::vector<domain::Submission>& items, const std::string& next, bool more = false,
                 std::optional<Instant> server_time = {}) {
  codec::FeedPage page;
  page.items = items;
  page.next_cursor = next;
  page.has_more = more;
  page.server_time = server_time;
  return codec::page_to_json(page);
}

struct Desk : IntakeDesk {
  Feed feed{setting};
  [[nodiscard]] std::optional<std::string> cursor() const { return store->submissions().cursor("submissions").value(); }
  [[nodiscard]] bool has(const std::string& id) const {
    return store->submissions().find(SubmissionId(id)).value().has_value();
  }
  Error failure() {
    const auto step = feed.next({});
    REQUIRE_FALSE(step);
    return step.error();
  }
};

}  // namespace

TEST_CASE("Pages are asked for one after the other, each stored with its cursor") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (request.url.find("cursor=") == std::string::npos) return {200, page({a_submission("sub_1")}, "a b&c", true)};
    return {200, page({a_submission("sub_2"), a_submission("sub_3")}, "end")};
  };
  const FeedStep first = desk.feed.next({}).value();
  CHECK(first.added == 1);
  CHECK(first.more);
  CHECK(desk.cursor() == "a b&c");
  const FeedStep second = desk.feed.next({}).value();
  CHECK(second.added == 2);
  CHECK_FALSE(second.more);
  CHECK(desk.cursor() == "end");
  REQUIRE(desk.http.seen.size() == 2);
  CHECK(desk.http.seen[0].url == "https://capture.example.edu/v1/submissions?limit=200");
  CHECK(desk.http.seen[1].url == "https://capture.example.edu/v1/submissions?limit=200&cursor=a%20b%26c");
  CHECK(desk.http.seen[0].token == "t0ken");
}

TEST_CASE("A page that comes twice counts once") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, page({a_submission("sub_1")}, "c")}; };
  CHECK(desk.feed.next({}).value().added == 1);
  const FeedStep again = desk.feed.next({}).value();
  CHECK(again.added == 0);
  CHECK(again.unchanged == 1);
}

TEST_CASE("An item that cannot be used is kept aside and costs the page nothing") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) {
    std::string text = page({a_submission("sub_1")}, "c");
    text.insert(text.find("[{") + 1, R"({"id":"bad_1","version":"two"},[1,{)"
                                     "},2],");
    return Reply{200, text};
  };
  const FeedStep step = desk.feed.next({}).value();
  CHECK(step.added == 1);
  CHECK(step.quarantined == 2);
  const auto kept = desk.store->submissions().quarantined(10).value();
  REQUIRE(kept.size() == 2);
  const bool first_is_named = kept[0].item_id == "bad_1";
  const store::QuarantinedItem& named = kept[first_is_named ? 0 : 1];
  CHECK(named.item_id == "bad_1");
  CHECK(named.source == "submissions");
  CHECK(named.raw == R"({"id":"bad_1","version":"two"})");
  CHECK_FALSE(named.problem.empty());
  CHECK(desk.cursor() == "c");
}

TEST_CASE("Half a page, a log-in page or an empty answer stores nothing and keeps the cursor") {
  const std::string body = GENERATE(page({a_submission("sub_1")}, "c").substr(0, 200), std::string(),
                                    std::string("<html><body>Please log in</body></html>"), std::string("[]"),
                                    std::string("null"), std::string(R"({"items":[]})"), std::string(100'000, '['));
  Desk desk;
  desk.http.server = [&body](const SeenRequest&) { return Reply{200, body}; };
  CHECK(desk.failure().text == "error.intake.not_a_page");
  CHECK_FALSE(desk.cursor().has_value());
  CHECK_FALSE(desk.has("sub_1"));
}

TEST_CASE("When the server forgot our cursor the feed is read from its beginning") {
  Desk desk;
  REQUIRE(desk.store->transact([&] { return desk.store->submissions().set_cursor("submissions", "old"); }));
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (request.url.find("cursor=old") != std::string::npos) return {410};
    return {200, page({a_submission("sub_1")}, "new")};
  };
  const FeedStep step = desk.feed.next({}).value();
  CHECK(step.restarted);
  CHECK(step.more);
  CHECK_FALSE(desk.cursor().has_value());
  CHECK(desk.feed.next({}).value().added == 1);
  CHECK(desk.cursor() == "new");
}

TEST_CASE("A server that forgets even the beginning does not keep us going round") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{410}; };
  CHECK(desk.failure().code == Errc::unavailable);
}

TEST_CASE("A page above the limit is asked for in smaller ones, down to single items") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (request.url.find("limit=10&") != std::string::npos || request.url.ends_with("limit=10")) {
      return {200, page({a_submission("sub_1")}, "c", false)};
    }
    return {200, std::string(5u << 20, ' ')};
  };
  CHECK(desk.feed.next({}).value().added == 1);
  CHECK(desk.http.seen.size() == 3);
  desk.http.server = [](const SeenRequest&) { return Reply{200, std::string(5u << 20, ' ')}; };
  CHECK(desk.failure().text == "error.net.too_large");
  CHECK(desk.http.seen.back().url.find("limit=1&") != std::string::npos);
}

TEST_CASE("What the server says instead of a page is told to the operator in its own words") {
  struct Row {
    int status;
    std::string_view text;
  };
  const auto row =
      GENERATE(Row{401, "error.intake.token"}, Row{403, "error.intake.token"}, Row{400, "error.intake.refused"},
               Row{404, "error.intake.refused"}, Row{429, "error.intake.busy"}, Row{503, "error.intake.busy"},
               Row{502, "error.intake.busy"}, Row{500, "error.intake.answer"}, Row{302, "error.intake.answer"},
               Row{204, "error.intake.answer"});
  CAPTURE(row.status);
  Desk desk;
  desk.http.server = [&row](const SeenRequest&) { return Reply{row.status, "", {{"Retry-After", "77"}}}; };
  CHECK(desk.failure().text == row.text);
  const bool waits = row.text == "error.intake.busy" || row.text == "error.intake.answer";
  CHECK(desk.feed.retry_after() == (waits ? std::optional(seconds(77)) : std::nullopt));
}

TEST_CASE("A clock more than a minute off is noticed, in either direction") {
  Desk desk;
  const auto ahead = GENERATE(seconds(61), seconds(-61), seconds(59), seconds(-59), seconds(0));
  const Instant theirs = desk.clock.now() - ahead;
  desk.http.server = [theirs](const SeenRequest&) { return Reply{200, page({}, "c", false, theirs)}; };
  const bool noticed = ahead > minutes(1) || ahead < seconds(-60);
  CHECK(desk.feed.next({}).value().clock_ahead == (noticed ? std::optional(ahead) : std::nullopt));
}

TEST_CASE("A server that promises more but gives nothing does not keep us going round") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, page({}, "c", true)}; };
  CHECK(desk.feed.next({}).value().more);  // the cursor moved
  CHECK_FALSE(desk.feed.next({}).value().more);
}

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "codec/problem_json.h"
#include "demo/sample_feed.h"
#include "support/submission_builder.h"

using namespace zhaojian;
using namespace zhaojian::demo;
using domain::FeedState;
using domain::PhotoRole;

TEST_CASE("only health, the inbox and the switches of the demo are open to everybody") {
  SampleFeed feed;
  httplib::Client stranger(feed.server->url());
  CHECK(stranger.Get("/v1/health")->status == 200);
  CHECK(stranger.Get("/inbox")->status == 200);
  CHECK(stranger.Get("/demo/events")->status == 200);
  for (const char* path : {"/v1/submissions", "/v1/receipts", "/v1/photos/ph_100001_s"}) {
    CHECK(stranger.Get(path)->status == 401);
    CHECK(stranger.Get(path, {{"Authorization", "Bearer wrong"}})->status == 401);
    CHECK(feed.status_of(path) == 200);
  }
}

TEST_CASE("an event that is refused leaves nothing behind in the connection") {
  SampleFeed feed;
  feed.client->set_default_headers({});
  CHECK(feed.send("msg_1", event_about(test::a_submission()))->status == 401);
  CHECK(feed.client->Get("/v1/health")->status == 200);
}

TEST_CASE("the feed is read page by page to its end, and the last cursor stays") {
  SampleFeed feed;
  std::vector<domain::Submission> read;
  std::size_t bad = 0;
  std::string query = "?limit=50";
  codec::FeedPage page;
  do {
    page = feed.page(query);
    CHECK(page.items.size() + page.bad.size() <= 50);
    CHECK(page.server_time == feed.clock.now());
    read.insert(read.end(), page.items.begin(), page.items.end());
    bad += page.bad.size();
    query = "?limit=50&cursor=" + page.next_cursor;
  } while (page.has_more);
  CHECK(bad == 1);
  CHECK(read.size() > 220);
  CHECK(std::ranges::any_of(read, [](const auto& s) { return s.state == FeedState::withdrawn; }));
  CHECK(std::ranges::any_of(read, [](const auto& s) { return s.state == FeedState::superseded; }));
  CHECK(std::ranges::any_of(read, [](const auto& s) { return s.state == FeedState::flagged && s.version == 2; }));

  const auto end = feed.page(query);
  CHECK(end.items.empty());
  CHECK_FALSE(end.has_more);
  CHECK("?limit=50&cursor=" + end.next_cursor == query);
}

TEST_CASE("a replayed cursor gives the same changes again") {
  SampleFeed feed;
  const auto first = feed.page("?limit=7");
  const auto again = feed.page("?limit=7");
  CHECK(first.items == again.items);
  const auto next = feed.page("?limit=7&cursor=" + first.next_cursor);
  CHECK(next.items == feed.page("?limit=7&cursor=" + first.next_cursor).items);
  CHECK_FALSE(next.items == first.items);
}

TEST_CASE("the item with a missing field costs nothing but itself") {
  SampleFeed feed;
  const auto page = feed.page("?limit=500");
  REQUIRE(page.bad.size() == 1);
  CHECK(page.bad[0].problem.find("student_number") != std::string::npos);
  CHECK(page.bad[0].item_id.starts_with("sub_"));
}

TEST_CASE("a cursor is refused when it is not ours, and too old after it was expired") {
  SampleFeed feed;
  const std::string cursor = feed.page("?limit=5").next_cursor;
  std::string forged = cursor;
  forged.back() = forged.back() == '0' ? '1' : '0';
  CHECK(feed.status_of("/v1/submissions?cursor=" + forged) == 400);
  CHECK(feed.status_of("/v1/submissions?cursor=5") == 400);
  CHECK(feed.status_of("/v1/submissions?cursor=") == 400);
  for (const char* limit : {"0", "501", "-1", "ten", ""}) {
    CHECK(feed.status_of(std::string("/v1/submissions?limit=") + limit) == 400);
  }
  CHECK(feed.status_of("/v1/submissions?cursor=" + cursor) == 200);
  CHECK(feed.post("/demo/expire-cursor") == 200);
  const auto gone = feed.client->Get("/v1/submissions?cursor=" + cursor);
  CHECK(gone->status == 410);
  CHECK(codec::problem_from_json(bytes_of(gone->body)).code == "cursor_too_old");
  CHECK(feed.status_of("/v1/submissions?cursor=" + feed.page("?limit=5").next_cursor) == 200);
}

TEST_CASE("cursors outlive a restart, unless the feed has become shorter") {
  std::string cursor, further;
  {
    SampleFeed feed;
    cursor = feed.page("?limit=500").next_cursor;
    CHECK(feed.post("/demo/withdraw/" + feed.some_flagged().id.value) == 200);
    further = feed.page("?limit=500").next_cursor;
  }
  SampleFeed feed;
  CHECK(feed.page("?cursor=" + cursor).items.empty());
  CHECK(feed.status_of("/v1/submissions?cursor=" + further) == 410);
}

TEST_CASE("a withdrawal and both kinds of replacement come as changes") {
  SampleFeed feed;
  const std::string cursor = feed.page("?limit=500").next_cursor;
  const auto taken_back = feed.some_flagged(0), exchanged = feed.some_flagged(1), again = feed.some_flagged(2);
  CHECK(feed.post("/demo/withdraw/" + taken_back.id.value) == 200);
  CHECK(feed.post("/demo/replace/" + exchanged.id.value) == 200);
  CHECK(feed.post("/demo/resubmit/" + again.id.value) == 200);
  const auto changes = feed.page("?cursor=" + cursor).items;
  REQUIRE(changes.size() == 4);
  CHECK(changes[0].id == taken_back.id);
  CHECK(changes[0].state == FeedState::withdrawn);
  CHECK(changes[0].version == taken_back.version + 1);
  CHECK(changes[1].state == FeedState::flagged);
  CHECK(changes[1].version == exchanged.version + 1);
  CHECK_FALSE(changes[1].photo(PhotoRole::submission)->id == exchanged.photo(PhotoRole::submission)->id);
  CHECK(changes[2].id == again.id);
  CHECK(changes[2].state == FeedState::superseded);
  CHECK(changes[3].previous == again.id);
  CHECK(changes[3].attempt == again.attempt + 1);
  CHECK(changes[3].photo(PhotoRole::previous)->sha256 == again.photo(PhotoRole::submission)->sha256);
  for (const auto& photo : changes[3].photos) CHECK(feed.status_of(photo.url) == 200);

  CHECK(feed.post("/demo/withdraw/" + taken_back.id.value) == 409);
  CHECK(feed.post("/demo/replace/sub_none") == 404);
}

TEST_CASE("a photo comes with its hash, and not again to who has it") {
  SampleFeed feed;
  const auto photo = *feed.some_flagged().photo(PhotoRole::submission);
  const auto whole = feed.client->Get(photo.url);
  CHECK(whole->status == 200);
  CHECK(whole->get_header_value("Content-Type") == "image/jpeg");
  CHECK(sha256(bytes_of(whole->body)) == photo.sha256);
  const std::string etag = whole->get_header_value("ETag");
  CHECK(etag == "\"" + hex(photo.sha256) + "\"");
  const auto unchanged = feed.client->Get(photo.url, {{"If-None-Match", etag}});
  CHECK(unchanged->status == 304);
  CHECK(unchanged->body.empty());
  CHECK(feed.client->Get(photo.url, {{"If-None-Match", "\"other\""}})->status == 200);
}

TEST_CASE("a part of a photo comes when asked for, but only of the same file") {
  SampleFeed feed;
  const auto photo = *feed.some_flagged().photo(PhotoRole::submission);
  const std::string whole = feed.get(photo.url), etag = "\"" + hex(photo.sha256) + "\"";
  const auto part = feed.client->Get(photo.url, {{"Range", "bytes=1000-"}, {"If-Range", etag}});
  CHECK(part->status == 206);
  CHECK(part->body == whole.substr(1000));
  CHECK(part->get_header_value("Content-Range") ==
        "bytes 1000-" + std::to_string(whole.size() - 1) + "/" + std::to_string(whole.size()));
  CHECK(feed.client->Get(photo.url, {{"Range", "bytes=10-19"}})->body == whole.substr(10, 10));
  const auto other = feed.client->Get(photo.url, {{"Range", "bytes=1000-"}, {"If-Range", "\"other\""}});
  CHECK(other->status == 200);
  CHECK(other->body == whole);
  const auto behind = feed.client->Get(photo.url, {{"Range", "bytes=90000000-"}});
  CHECK(behind->status == 416);
  CHECK(behind->get_header_value("Content-Range") == "bytes */" + std::to_string(whole.size()));
  CHECK(feed.client->Get("/v1/photos/ph_none", {{"Range", "bytes=1000-"}})->status == 404);
}

TEST_CASE("photos fail in each of the ways a workstation must bear") {
  SampleFeed feed;
  std::multiset<int> statuses;
  int mismatches = 0, mended = 0;
  for (const auto& submission : feed.known()) {
    for (const auto& photo : submission.photos) {
      const auto answer = feed.client->Get(photo.url);
      statuses.insert(answer->status);
      if (answer->status != 200 || sha256(bytes_of(answer->body)) == photo.sha256) continue;
      ++mismatches;
      mended += sha256(bytes_of(feed.get(photo.url))) == photo.sha256 ? 1 : 0;
    }
  }
  CHECK(statuses.count(404) == 1);
  CHECK(statuses.count(410) == 1);
  CHECK(mismatches == 1);
  CHECK(mended == 1);
}

TEST_CASE("told to fail, it fails in turn and says when to come back; told to be slow, it is slow") {
  SampleFeed feed;
  CHECK(feed.post("/demo/mode?fail=100") == 200);
  std::set<int> statuses;
  for (int i = 0; i < 3; ++i) {
    const auto answer = feed.client->Get("/v1/submissions");
    statuses.insert(answer->status);
    if (answer->status != 500) CHECK(answer->get_header_value("Retry-After") == "1");
  }
  CHECK(statuses == std::set<int>{429, 500, 503});
  CHECK(feed.status_of("/v1/health") == 200);
  CHECK(feed.post("/demo/mode?fail=0&slow=150") == 200);
  const auto before = std::chrono::steady_clock::now();
  CHECK(feed.status_of("/v1/submissions?limit=1") == 200);
  CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(150));
  for (const char* wrong : {"fail=101", "lose=-1", "slow=x", "events_off=2"}) {
    CHECK(feed.post(std::string("/demo/mode?") + wrong) == 400);
  }
  CHECK(feed.get("/demo/mode") == R"({"slow":150,"fail":0,"lose":0,"events_off":0})");
}

TEST_CASE("it is not to be had twice on one port") {
  SampleFeed feed;
  const auto second = Server::open(sample_gallery(), sample_setting(), feed.clock, feed.server->port(), 0);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Errc::unavailable);
}

TEST_CASE("students do things by themselves when there is a rate") {
  const SystemClock clock;
  const auto server = Server::open(sample_gallery(), sample_setting(), clock, 0, 6000).value();
  httplib::Client client(server->url());
  client.set_default_headers({{"Authorization", std::string("Bearer ") + sample_token}});
  const auto changes = [&] {
    return codec::page_from_json(bytes_of(client.Get("/v1/submissions?limit=500")->body)).value().items.size();
  };
  const std::size_t at_first = changes();
  std::size_t later = at_first;
  for (int i = 0; i < 500 && later < at_first + 5; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    later = changes();
  }
  CHECK(later >= at_first + 5);
}

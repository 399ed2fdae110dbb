#include "intake/intake.h"

#include <catch2/catch.hpp>
#include <thread>

#include "codec/submission_json.h"
#include "net/curl_http.h"
#include "support/intake_desk.h"
#include "support/scripted_server.h"

using namespace zhaojian;
using namespace zhaojian::intake;
using namespace zhaojian::test;
using domain::Stage;

namespace {

const net::CurlGlobal curl_global;

std::string page(const std::vector<domain::Submission>& items, const std::string& next, bool more = false) {
  codec::FeedPage page;
  page.items = items;
  page.next_cursor = next;
  page.has_more = more;
  return codec::page_to_json(page);
}

// A photo's content is its id, as the builders have it.
Reply photo_for(const std::string& url) { return {200, url.substr(url.rfind('/') + 1)}; }

bool is_photo(const SeenRequest& request) { return request.url.find("/v1/photos/") != std::string::npos; }

struct Desk : IntakeDesk {
  std::vector<IntakeReport> reports;
  PhotoCache cache = PhotoCache::open(folder / "cache").value();
  Intake intake{setting, cache, 1u << 20, [this](const IntakeReport& report) { reports.push_back(report); }};
};

}  // namespace

TEST_CASE("One pull brings everything there is: pages, photos, and cases ready to be checked") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (is_photo(request)) return photo_for(request.url);
    if (request.url.find("cursor=") != std::string::npos) return {200, page({a_submission("sub_3")}, "2")};
    return {200, page({a_submission("sub_1"), a_submission("sub_2")}, "1", true)};
  };
  const IntakeReport report = desk.intake.pull_once({});
  CHECK(report.connected);
  CHECK(report.last_ok == desk.clock.now());
  CHECK(report.new_items == 3);
  CHECK(report.photos_done == 6);
  CHECK(report.photos_wanted == 0);
  CHECK_FALSE(report.problem);
  for (const char* id : {"sub_1", "sub_2", "sub_3"}) CHECK(desk.find(id).place.stage == Stage::fetched);
  CHECK(desk.reports.size() > 6);  // one could follow it
  CHECK(desk.intake.pull_once({}).new_items == 3);
}

TEST_CASE("When the server is away the wait grows to a minute; the first answer ends it") {
  Desk desk;
  Duration last{};
  for (int i = 0; i < 8; ++i) {
    const Duration wait = desk.intake.turn({});
    CHECK(wait == Duration{std::min(seconds(60), Duration{seconds(1).micros << i}).micros / 2});
    CHECK(wait >= last);
    last = wait;
  }
  CHECK_FALSE(desk.reports.back().connected);
  REQUIRE(desk.reports.back().problem);
  CHECK(desk.reports.back().problem->text == "error.net.unreachable");
  desk.http.server = [](const SeenRequest&) { return Reply{200, page({}, "c")}; };
  CHECK(desk.intake.turn({}) == Intake::poll_every);
  CHECK(desk.reports.back().connected);
  CHECK_FALSE(desk.reports.back().problem);
}

TEST_CASE("What the server asks for is the least we wait") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{429, "", {{"Retry-After", "120"}}}; };
  CHECK(desk.intake.turn({}) == seconds(120));
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (is_photo(request)) return {503, "", {{"Retry-After", "240"}}};
    return {200, page({a_submission("sub_1")}, "c")};
  };
  CHECK(desk.intake.turn({}) == seconds(240));
}

TEST_CASE("A crash between page and photos loses neither") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (is_photo(request)) return unreachable();
    return {200, page({a_submission("sub_1")}, "c")};
  };
  CHECK(desk.intake.pull_once({}).problem.has_value());
  Intake after_restart(desk.setting, desk.cache, 1u << 20, {});
  desk.clock.advance(minutes(2));
  desk.http.server = [](const SeenRequest& request) -> Reply {
    return is_photo(request) ? photo_for(request.url) : Reply{200, page({}, "c")};
  };
  CHECK(after_restart.pull_once({}).photos_done == 2);
  CHECK(desk.find("sub_1").place.stage == Stage::fetched);
}

TEST_CASE("The loop polls, is called before its time, and stops when told") {
  Desk desk;
  std::atomic<int> polls = 0;
  desk.http.server = [&polls](const SeenRequest&) { return ++polls, Reply{200, page({}, "c")}; };
  std::jthread thread([&desk](const std::stop_token& stop) { desk.intake.run(stop); });
  while (polls < 1) std::this_thread::yield();
  desk.intake.poll_now();
  while (polls < 2) std::this_thread::yield();  // within 15 s, or the test's time is over
  thread.request_stop();
  thread.join();
  CHECK(polls == 2);
}

TEST_CASE("Against a real server that truncates, lies and dawdles, everything arrives in the end") {
  const std::string photo = "sub_1_submission";
  std::atomic<int> feeds = 0, photos = 0;
  const auto answer = [](std::string_view head, std::string_view body) {
    return "HTTP/1.1 " + std::string(head) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
  };
  const ScriptedServer server([&](ScriptedConnection& connection) {
    const std::string request = connection.read_request();
    if (request.find("/v1/photos/") == std::string::npos) {
      const std::string text = page({a_submission("sub_1").without_references()}, "c");
      const std::string whole = answer("200 OK", text);
      if (++feeds == 1) connection.send(whole.substr(0, whole.size() - 100));                   // half a page
      if (feeds == 2) connection.send("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n[");  // 50 MB, it says
      if (feeds > 2) connection.send(whole);
      return;
    }
    const bool resumed = request.find("Range: bytes=7-") != std::string::npos;
    const std::string whole = answer("200 OK", photo);
    switch (++photos) {
      case 1: connection.send(answer("500 Oops", "")); break;
      case 2: connection.send(answer("200 OK", "wrong bytes")); break;
      case 3: connection.send(whole.substr(0, whole.size() - photo.size() + 7)); break;
      default:
        connection.send(resumed ? answer("206 Partial Content\r\nContent-Range: bytes 7-15/16", photo.substr(7))
                                : whole);
    }
  });
  IntakeDesk desk;
  const auto http = std::move(net::open_curl_http()).value();
  const Setting setting{*desk.store, *http,          desk.clock, server.url(""),
                        nullptr,     StationId("s"), {},         [] { return 0.0; }};
  const PhotoCache cache = PhotoCache::open(desk.folder / "cache").value();
  Intake intake(setting, cache, 1u << 20, {});
  IntakeReport report;
  for (int i = 0; i < 12 && report.photos_done == 0; ++i) {
    report = intake.pull_once({});
    desk.clock.advance(minutes(2));
  }
  CHECK(report.new_items == 1);
  CHECK(report.photos_done == 1);
  CHECK(text_of(*cache.read(hash_of(photo))) == photo);
  CHECK(photos == 4);
  CHECK(desk.find("sub_1").place.stage == Stage::fetched);
}

#include "notify/notify.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "net/curl_http.h"
#include "support/notify_desk.h"
#include "support/scripted_server.h"

using namespace zhaojian;
using namespace zhaojian::notify;
using namespace zhaojian::test;
using domain::EventState;

namespace {

const net::CurlGlobal curl_global;

constexpr const char* no_receipts = R"({"items":[],"next_cursor":"","has_more":false})";

bool is_event(const SeenRequest& request) { return request.method == net::Method::post; }

struct Desk : NotifyDesk {
  std::vector<NotifyReport> reports;
  Notify notify{setting, [this](const NotifyReport& report) { reports.push_back(report); }};
};

}  // namespace

TEST_CASE("One run sends everything due, collects the receipts and says how things stand") {
  Desk desk;
  for (const char* id : {"1", "2", "3"}) desk.release(id);
  desk.http.server = [](const SeenRequest& request) -> Reply {
    if (is_event(request)) return {request.header("webhook-id") == "evt_3" ? 422 : 200};
    return {200, R"({"items":[{"webhook_id":"evt_1","status":"sent","at":"2023-10-21T02:00:00Z"}],)"
                 R"("next_cursor":"r","has_more":false})"};
  };
  const NotifyReport report = desk.notify.deliver_once({});
  CHECK(report.pending == 0);
  CHECK(report.delivered == 1);
  CHECK(report.accepted == 1);
  CHECK(report.dead == 1);
  CHECK_FALSE(report.breaker_open);
  CHECK(desk.reports.size() >= 4);  // after each event, and at the end
}

TEST_CASE("A turn ends with the wait for what comes first: the next event, or the next receipts") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) {
    return is_event(request) ? Reply{500} : Reply{200, no_receipts};
  };
  CHECK(desk.notify.turn({}) == Notify::receipts_every);
  desk.release("1");
  CHECK(desk.notify.turn({}) == seconds(5));  // the second attempt
  CHECK(desk.reports.back().problem->text == "error.notify.busy");
  for (int i = 0; i < 5; ++i) desk.release("more_" + std::to_string(i));
  CHECK(desk.notify.turn({}) == Notify::receipts_every);  // the breaker holds everything for 30 s
  CHECK(desk.reports.back().breaker_open);
}

TEST_CASE("A switched-off endpoint is said until a person switches it on") {
  Desk desk;
  desk.release("1");
  desk.http.server = [](const SeenRequest& request) {
    return is_event(request) ? Reply{410} : Reply{200, no_receipts};
  };
  CHECK(desk.notify.turn({}) == Notify::receipts_every);
  CHECK(desk.reports.back().endpoint_off);
  CHECK(desk.reports.back().problem->text == "error.notify.endpoint_off");
  CHECK(desk.reports.back().pending == 1);
  desk.http.server = [](const SeenRequest& request) {
    return is_event(request) ? Reply{200} : Reply{200, no_receipts};
  };
  desk.notify.switch_on();
  (void)desk.notify.turn({});
  CHECK_FALSE(desk.reports.back().endpoint_off);
  CHECK_FALSE(desk.reports.back().problem);
  CHECK(desk.reports.back().accepted == 1);
}

TEST_CASE("Receipts that cannot be read do not keep events from leaving, nor are they asked for in a hurry") {
  Desk desk;
  desk.http.server = [](const SeenRequest& request) { return is_event(request) ? Reply{200} : Reply{503}; };
  desk.release("1");
  (void)desk.notify.turn({});
  CHECK(desk.event("1").state == EventState::accepted);
  CHECK(desk.reports.back().problem->text == "error.notify.busy");
  const std::size_t asked = desk.http.seen.size();
  (void)desk.notify.turn({});
  CHECK(desk.http.seen.size() == asked);
  desk.clock.advance(minutes(1));
  (void)desk.notify.turn({});
  CHECK(desk.http.seen.size() == asked + 1);
}

TEST_CASE("A store that fails is not asked again at once") {
  Desk desk;
  desk.http.server = [](const SeenRequest&) { return Reply{200, no_receipts}; };
  desk.release("1");
  desk.store.fail_after(0);
  CHECK(desk.notify.turn({}) >= seconds(5));
  CHECK(desk.reports.back().problem.has_value());
}

TEST_CASE("The loop sends when it is called, and stops when told") {
  Desk desk;
  std::atomic<int> requests = 0, events = 0;
  desk.http.server = [&](const SeenRequest& request) -> Reply {
    ++requests;
    if (!is_event(request)) return {200, no_receipts};
    return ++events, Reply{200};
  };
  std::atomic<bool> go = false;
  std::jthread thread([&](const std::stop_token& stop) {
    while (!go) std::this_thread::yield();
    desk.notify.run(stop);
  });
  desk.release("1");
  go = true;
  desk.notify.kick();
  while (events < 1 || requests < 2) std::this_thread::yield();
  thread.request_stop();
  thread.join();
  CHECK(events == 1);
  CHECK(desk.event("1").state == EventState::accepted);
}

TEST_CASE("Over a line that breaks, an event arrives under one id and is taken once") {
  std::vector<std::string> ids;
  const ScriptedServer server([&ids](ScriptedConnection& connection) {
    for (std::string request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      if (request.starts_with("GET ")) {
        const std::string body = no_receipts;
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        continue;
      }
      const auto at = request.find("webhook-id: ") + 12;
      ids.push_back(request.substr(at, request.find('\r', at) - at));
      if (ids.size() == 1) return connection.reset_on_close();  // no answer at all
      if (ids.size() == 2) return (void)connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");  // half
      connection.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    }
  });
  NotifyDesk desk;
  desk.release("1");
  const auto http = std::move(net::open_curl_http()).value();
  const Setting setting{desk.store, *http, desk.clock, server.url(""), desk.secret};
  Notify notify(setting, {});
  for (int i = 0; i < 3; ++i) {
    (void)notify.deliver_once({});
    desk.clock.advance(minutes(10));
  }
  CHECK(ids == std::vector<std::string>{"evt_1", "evt_1", "evt_1"});
  CHECK(desk.event("1").state == EventState::accepted);
  CHECK(desk.event("1").attempts == 3);
}

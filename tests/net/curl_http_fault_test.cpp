#include <zlib.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "net/curl_http.h"
#include "support/collecting_sink.h"
#include "support/scripted_server.h"

using namespace zhaojian;
using namespace zhaojian::net;
using zhaojian::test::CollectingSink;
using zhaojian::test::ScriptedConnection;
using zhaojian::test::ScriptedServer;

namespace {

std::unique_ptr<HttpClient> client() { return std::move(open_curl_http()).value(); }

ScriptedServer::Script answer(std::string text) {
  return [text = std::move(text)](ScriptedConnection& connection) {
    if (!connection.read_request().empty()) connection.send(text);
  };
}

// Short enough for a test, in the proportions of the real ones.
HttpLimits short_limits() {
  HttpLimits limits;
  limits.connect = seconds(1);
  limits.total = milliseconds(2'500);
  limits.low_speed_for = seconds(1);
  return limits;
}

struct Outcome {
  Errc code;
  std::string_view text;
  double seconds;
};

Outcome failure_of(const ScriptedServer& server, const HttpLimits& limits = short_limits(), std::stop_token stop = {}) {
  HttpRequest request{Method::get, server.url("/")};
  request.limits = limits;
  const auto start = std::chrono::steady_clock::now();
  const auto response = client()->send(request, std::move(stop));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  REQUIRE_FALSE(response);
  INFO(response.error().message);
  return {response.error().code, response.error().text, took.count()};
}

std::string gzip_of_zeros(std::size_t size) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string zeros(size, '\0');
  std::string out(deflateBound(&stream, static_cast<uLong>(size)), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("A body shorter than announced is truncated, not taken") {
  const ScriptedServer server(answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\":[]"));
  const Outcome outcome = failure_of(server);
  CHECK(outcome.code == Errc::corrupt);
  CHECK(outcome.text == "error.net.truncated");
}

TEST_CASE("A connection reset in the body is truncated; what arrived before is kept") {
  ScriptedServer server([](ScriptedConnection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345");
    connection.pause(std::chrono::milliseconds(100));
    connection.reset_on_close();
  });
  CollectingSink sink;
  HttpRequest request{Method::get, server.url("/")};
  request.sink = &sink;
  const auto response = client()->send(request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Errc::corrupt);
  CHECK(sink.text == "12345");
}

TEST_CASE("A connection that ends before the answer begins leaves the outcome open") {
  const bool reset = GENERATE(false, true);
  ScriptedServer server([reset](ScriptedConnection& connection) {
    connection.read_request();
    if (reset) connection.reset_on_close();
  });
  const Outcome outcome = failure_of(server);
  CHECK(outcome.code == Errc::unavailable);
  CHECK(outcome.text == "error.net.broken");
}

TEST_CASE("A server that trickles bytes is given up as too slow") {
  ScriptedServer server([](ScriptedConnection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (connection.send("x") && connection.pause(std::chrono::milliseconds(20))) {}
  });
  HttpLimits limits = short_limits();
  limits.total = seconds(20);
  const Outcome outcome = failure_of(server, limits);
  CHECK(outcome.code == Errc::timeout);
  CHECK(outcome.text == "error.net.timeout");
  CHECK(outcome.seconds < 4.0);
}

TEST_CASE("A server that says nothing, or never stops with interim answers, runs into the time limit") {
  const bool silent = GENERATE(true, false);
  ScriptedServer server([silent](ScriptedConnection& connection) {
    connection.read_request();
    while (connection.pause(std::chrono::milliseconds(10))) {
      if (!silent && !connection.send("HTTP/1.1 103 Early Hints\r\n\r\n")) return;
    }
  });
  HttpLimits limits = short_limits();
  limits.low_speed_for = seconds(10);
  limits.total = milliseconds(600);
  const Outcome outcome = failure_of(server, limits);
  CHECK(outcome.code == Errc::timeout);
  CHECK(outcome.seconds < 2.0);
}

TEST_CASE("More body than allowed is refused, announced or not") {
  constexpr std::size_t size = 50u << 20;
  const bool announced = GENERATE(true, false);
  ScriptedServer server([announced](ScriptedConnection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\n" +
                    (announced ? "Content-Length: " + std::to_string(size) : std::string("Connection: close")) +
                    "\r\n\r\n");
    const std::string piece(1u << 20, 'x');
    for (std::size_t sent = 0; sent < size && connection.send(piece); sent += piece.size()) {}
  });
  const Outcome outcome = failure_of(server, json_limits);
  CHECK(outcome.code == Errc::invalid);
  CHECK(outcome.text == "error.net.too_large");
}

TEST_CASE("A body of exactly the limit is taken, one byte more is not") {
  const std::size_t size = GENERATE(1000u, 1001u);
  ScriptedServer server(answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(size, 'x')));
  HttpRequest request{Method::get, server.url("/")};
  request.limits.body_bytes = 1000;
  CHECK(client()->send(request, {}).has_value() == (size == 1000));
}

TEST_CASE("A compressed body counts as what it becomes") {
  const std::string bomb = gzip_of_zeros(8u << 20);
  REQUIRE(bomb.size() < 16'000);  // far below the limit as it travels
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
  const ScriptedServer server(answer(head + std::to_string(bomb.size()) + "\r\n\r\n" + bomb));
  const Outcome outcome = failure_of(server, json_limits);
  CHECK(outcome.code == Errc::invalid);
  CHECK(outcome.text == "error.net.too_large");

  const std::string small = gzip_of_zeros(100'000);
  const ScriptedServer honest(answer(head + std::to_string(small.size()) + "\r\n\r\n" + small));
  const auto response = client()->send({Method::get, honest.url("/")}, {});
  REQUIRE(response);
  CHECK(response->body == Bytes(100'000));
}

TEST_CASE("Damaged compression and damaged chunks are damage") {
  const std::string text =
      GENERATE(std::string("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip"),
               std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\ngarbage\r\n"),
               std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\nhello\r\n"),
               std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"));
  CAPTURE(text);
  const ScriptedServer server(answer(text));
  const Outcome outcome = failure_of(server);
  CHECK(outcome.code == Errc::corrupt);
  CHECK(outcome.text == "error.net.truncated");
}

TEST_CASE("Something that is not HTTP is not taken for an answer") {
  const ScriptedServer server(answer("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
  CHECK(failure_of(server).code == Errc::corrupt);
}

TEST_CASE("More than 64 kB of headers is refused, in one line, in many, or in interim answers") {
  const int shape = GENERATE(0, 1, 2, 3);
  CAPTURE(shape);
  std::string text;
  if (shape == 0) text = "HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'a') + "\r\n\r\n";
  if (shape == 1) text = "HTTP/1.1 200 OK\r\nX: " + std::string(2'000'000, 'a') + "\r\n\r\n";
  if (shape == 2) {
    text = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 7'000; ++i) text += "X-Name: 12\r\n";
  }
  if (shape == 3) {
    for (int i = 0; i < 4'000; ++i) text += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  const ScriptedServer server(answer(text));
  const Outcome outcome = failure_of(server);
  CHECK(outcome.code == Errc::invalid);
  CHECK(outcome.text == "error.net.too_large");
}

TEST_CASE("A request is cancelled within a second, before and while it runs") {
  ScriptedServer server([](ScriptedConnection& connection) {
    connection.read_request();
    connection.pause(std::chrono::seconds(20));
  });
  std::stop_source stop;
  std::thread later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  const Outcome running = failure_of(server, json_limits, stop.get_token());
  later.join();
  CHECK(running.text == "error.net.cancelled");
  CHECK(running.seconds < 1.5);  // 0.2 s, a second of libcurl's, and a slow machine
  const Outcome before = failure_of(server, json_limits, stop.get_token());
  CHECK(before.text == "error.net.cancelled");
  CHECK(before.seconds < 0.1);
  CHECK(was_cancelled({before.code, "", before.text}));
}

TEST_CASE("Nobody listening is told from everything else") {
  int port = 0;
  {
    port = ScriptedServer([](ScriptedConnection&) {}).port();
  }
  const auto response = client()->send({Method::get, "http://127.0.0.1:" + std::to_string(port) + "/"}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Errc::unavailable);
  CHECK(response.error().text == "error.net.unreachable");
}

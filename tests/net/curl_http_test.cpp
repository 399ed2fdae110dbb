#include "net/curl_http.h"

#include <catch2/catch.hpp>

#include "support/collecting_sink.h"
#include "support/scripted_server.h"

using namespace zhaojian;
using namespace zhaojian::net;
using zhaojian::test::CollectingSink;
using zhaojian::test::ScriptedConnection;
using zhaojian::test::ScriptedServer;

namespace {

const CurlGlobal curl_global;

std::unique_ptr<HttpClient> client() { return std::move(open_curl_http()).value(); }

ScriptedServer::Script answer(std::string text) {
  return [text = std::move(text)](ScriptedConnection& connection) {
    if (!connection.read_request().empty()) connection.send(text);
  };
}

std::string ok(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("A request arrives as it was meant, and its answer comes back whole") {
  std::string seen;
  ScriptedServer server([&seen](ScriptedConnection& connection) {
    seen = connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nX-Receipt:  r1 \r\nContent-Length: 5\r\n\r\nhello");
  });
  const Secret token("t0ken");
  const std::string body = "{\"a\":1}";
  HttpRequest request{Method::post, server.url("/v1/events?x=1"), {{"webhook-id", "e1"}}};
  request.body.assign(bytes_of(body).begin(), bytes_of(body).end());
  request.bearer = &token;
  const auto response = client()->send(request, {});
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->header("x-receipt") == "r1");
  CHECK(text_of(response->body) == "hello");
  CHECK(contains(seen, "POST /v1/events?x=1 HTTP/1.1\r\n"));
  CHECK(contains(seen, "\r\nAuthorization: Bearer t0ken\r\n"));
  CHECK(contains(seen, "\r\nwebhook-id: e1\r\n"));
  CHECK_FALSE(contains(seen, "Expect"));
  CHECK(seen.ends_with("\r\n\r\n{\"a\":1}"));
}

TEST_CASE("Headers and token of one request do not leak into the next, and the connection is used again") {
  std::vector<std::string> seen;
  ScriptedServer server([&seen](ScriptedConnection& connection) {
    for (std::string request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      seen.push_back(request);
      connection.send(ok("x"));
    }
  });
  const auto http = client();
  const Secret token("t0ken");
  HttpRequest first{Method::post, server.url("/a"), {{"X-One", "1"}}, Bytes(3)};
  first.bearer = &token;
  REQUIRE(http->send(first, {}));
  REQUIRE(http->send({Method::get, server.url("/b")}, {}));
  REQUIRE(seen.size() == 2);
  CHECK(contains(seen[1], "GET /b "));
  CHECK_FALSE(contains(seen[1], "t0ken"));
  CHECK_FALSE(contains(seen[1], "X-One"));
  CHECK(server.connections() == 1);
}

TEST_CASE("Any status is a response, and a redirect is not followed") {
  const int status = GENERATE(204, 301, 302, 304, 307, 401, 403, 404, 409, 410, 416, 429, 500, 503);
  CAPTURE(status);
  ScriptedServer server(answer("HTTP/1.1 " + std::to_string(status) +
                               " Said\r\nLocation: /elsewhere\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"));
  const auto response = client()->send({Method::get, server.url("/")}, {});
  REQUIRE(response);
  CHECK(response->status == status);
  CHECK(response->header("retry-after") == "7");
  CHECK(server.connections() == 1);
}

TEST_CASE("Interim answers are not mistaken for the answer") {
  ScriptedServer server(
      answer("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 2\r\n"
             "Content-Length: 2\r\n\r\nok"));
  const auto response = client()->send({Method::get, server.url("/")}, {});
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK_FALSE(response->header("X-Early").has_value());
  CHECK(response->header("X-Late") == "2");
}

TEST_CASE("A broken download goes on where it stopped") {
  const std::string photo = "0123456789abcdefghij";
  std::string asked;
  ScriptedServer server([&](ScriptedConnection& connection) {
    const std::string request = connection.read_request();
    if (contains(request, "Range: bytes=")) {
      asked = request;
      connection.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 8-19/20\r\nContent-Length: 12\r\n\r\n" +
                      photo.substr(8));
    } else {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + photo.substr(0, 8));
    }
  });
  const auto http = client();
  CollectingSink sink;
  HttpRequest request{Method::get, server.url("/p1")};
  request.sink = &sink;
  const auto broken = http->send(request, {});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == Errc::corrupt);
  CHECK(broken.error().text == "error.net.truncated");
  REQUIRE(sink.text == photo.substr(0, 8));
  CHECK(sink.status == 200);

  request.range_start = sink.text.size();
  const auto rest = http->send(request, {});
  REQUIRE(rest);
  CHECK(rest->status == 206);
  CHECK(sink.status == 206);
  CHECK(sink.starts == 2);
  CHECK(contains(asked, "\r\nRange: bytes=8-\r\n"));
  CHECK_FALSE(contains(asked, "Accept-Encoding"));
  CHECK(sink.text == photo);
}

TEST_CASE("A sink sees an empty photo begin, and never the text of an error") {
  CollectingSink sink;
  {
    ScriptedServer server(answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    HttpRequest request{Method::get, server.url("/")};
    request.sink = &sink;
    REQUIRE(client()->send(request, {}));
    CHECK(sink.starts == 1);
  }
  ScriptedServer server(answer("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"));
  HttpRequest request{Method::get, server.url("/")};
  request.sink = &sink;
  const auto response = client()->send(request, {});
  REQUIRE(response);
  CHECK(text_of(response->body) == "gone");
  CHECK(sink.starts == 1);
  CHECK(sink.text.empty());
}

TEST_CASE("What a sink says went wrong is what the caller hears") {
  ScriptedServer server(answer(ok("0123456789")));
  CollectingSink sink;
  sink.refuse_after = 4;
  HttpRequest request{Method::get, server.url("/")};
  request.sink = &sink;
  const auto response = client()->send(request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().code == Errc::io);
  CHECK(response.error().text == "error.test.disk");
}

TEST_CASE("http is for this machine only, and look-alikes do not pass for it") {
  for (const char* url : {"http://example.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/",
                          "http://localhost.example.com/", "http://0.0.0.0/", "http://[::2]/", "HTTP://192.168.1.1/"}) {
    CAPTURE(url);
    const auto response = client()->send({Method::get, url}, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().code == Errc::denied);
    CHECK(response.error().text == "error.net.insecure");
  }
}

TEST_CASE("Addresses and headers that cannot be sent are refused unsent") {
  for (const char* url : {"", "example.com", "ftp://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1@example.com/",
                          "http://user:pw@127.0.0.1/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y"}) {
    CAPTURE(url);
    const auto response = client()->send({Method::get, url}, {});
    REQUIRE_FALSE(response);
    CHECK(response.error().text == "error.net.bad_address");
  }
  ScriptedServer server(answer(ok("")));
  HttpRequest request{Method::get, server.url("/"), {{"X-A", "1\r\nX-B: 2"}}};
  CHECK(client()->send(request, {}).error().text == "error.net.bad_address");
  const Secret token("a\nb");
  request = {Method::get, server.url("/")};
  request.bearer = &token;
  CHECK(client()->send(request, {}).error().text == "error.net.bad_address");
  CHECK(server.connections() == 0);
}

TEST_CASE("Neither token nor query shows up in an error message") {
  std::string url;
  {
    const ScriptedServer closed([](ScriptedConnection&) {});
    url = closed.url("/v1/token?access_token=s3cret");
  }
  const Secret token("t0ken");
  HttpRequest request{Method::get, url};
  request.bearer = &token;
  const auto response = client()->send(request, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().text == "error.net.unreachable");
  CHECK(contains(response.error().message, "/v1/token"));
  CHECK_FALSE(contains(response.error().message, "s3cret"));
  CHECK_FALSE(contains(response.error().message, "t0ken"));
}

#pragma once
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "net/http.h"

namespace zhaojian::test {

// A request as the server would have seen it.
struct SeenRequest {
  net::Method method = net::Method::get;
  std::string url;
  std::vector<net::Header> headers;
  std::string body;
  std::optional<std::uint64_t> range_start;
  std::string token;

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const net::Header& line : headers)
      if (net::equal_ignoring_case(line.name, name)) return line.value;
    return {};
  }
};

struct Reply {
  int status = 200;
  std::string body = {};
  std::vector<net::Header> headers = {};
  std::optional<Error> error = {};                                    // instead of an answer
  std::size_t break_after = std::numeric_limits<std::size_t>::max();  // bytes of the body; then it is truncated
};

inline Reply unreachable() { return {0, {}, {}, Error{Errc::unavailable, "nobody there", "error.net.unreachable"}}; }
inline Reply timed_out() { return {0, {}, {}, Error{Errc::timeout, "too slow", "error.net.timeout"}}; }

// A server as a function. Keeps the contract of HttpClient: sinks, limits, stop tokens.
class FakeHttp final : public net::HttpClient {
 public:
  using Server = std::function<Reply(const SeenRequest&)>;
  explicit FakeHttp(Server answer = [](const SeenRequest&) { return unreachable(); }) : server(std::move(answer)) {}

  Result<net::HttpResponse> send(const net::HttpRequest& request, std::stop_token stop) override {
    if (stop.stop_requested()) return Error{Errc::unavailable, "cancelled", "error.net.cancelled"};
    seen.push_back({request.method, request.url, request.headers, std::string(text_of(request.body)),
                    request.range_start, request.bearer != nullptr ? request.bearer->reveal() : ""});
    const Reply reply = server(seen.back());
    if (reply.error) return *reply.error;
    net::HttpResponse response{reply.status, reply.headers, {}};
    const std::string_view body = std::string_view(reply.body).substr(0, reply.break_after);
    if (body.size() > request.limits.body_bytes) return Error{Errc::invalid, "too large", "error.net.too_large"};
    if (request.sink != nullptr && (reply.status == 200 || reply.status == 206)) {
      TRY(request.sink->start(response));
      TRY(request.sink->take(bytes_of(body)));
    } else {
      response.body.assign(bytes_of(body).begin(), bytes_of(body).end());
    }
    if (body.size() < reply.body.size()) return Error{Errc::corrupt, "ended early", "error.net.truncated"};
    return response;
  }

  Server server;
  std::vector<SeenRequest> seen;
};

}  // namespace zhaojian::test

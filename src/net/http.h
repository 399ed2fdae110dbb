#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace zhaojian::net {

enum class Method { get, post };

struct Header {
  std::string name;   // compared without regard to case
  std::string value;  // one line
};

// How much and how long, from reliability.md §5.3.
struct HttpLimits {
  std::uint64_t body_bytes = 4u << 20;  // after decompression
  Duration connect = seconds(5);
  Duration total = seconds(30);
  std::uint32_t low_speed = 1'000;       // bytes a second; slower than this …
  Duration low_speed_for = seconds(15);  // … for this long (whole seconds) is a timeout
};
inline constexpr HttpLimits json_limits{};
inline constexpr HttpLimits photo_limits{.body_bytes = 20u << 20, .total = seconds(60)};
inline constexpr std::size_t header_limit = 64u << 10;  // bytes of all header lines of an answer, interim answers too

struct HttpResponse {
  int status = 0;
  std::vector<Header> headers;
  Bytes body;  // empty when a sink took it

  // The first header of that name, in any case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

// Takes a body of status 200 or 206 as it arrives, on the thread of send(). What it took before a failure stays taken,
// so that a broken download can go on from there. An error of its own ends the transfer and is what send() returns.
class BodySink {
 public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual Done start(const HttpResponse& head) = 0;  // once, with status and headers, before any piece
  [[nodiscard]] virtual Done take(ByteView piece) = 0;
};

struct HttpRequest {
  Method method = Method::get;
  std::string url;  // https anywhere; http for 127.0.0.1, localhost and [::1] only
  std::vector<Header> headers = {};
  Bytes body = {};
  std::optional<std::uint64_t> range_start = {};  // asks for bytes N-; the server may answer 200 with all of it
  HttpLimits limits = {};
  const Secret* bearer = nullptr;  // borrowed for the call; never in a header list, a message or a log
  BodySink* sink = nullptr;        // borrowed for the call; a body for a sink is never asked for compressed
};

// One request at a time, blocking. Not thread-safe: one client per thread.
// Any HTTP status is a response; redirects are not followed. What is an error:
//   unavailable  error.net.unreachable  name not found, or nobody answers there
//                error.net.broken       the connection ended before the answer began; the outcome is unknown
//                error.net.cancelled    the stop token was set
//   denied       error.net.tls          the server could not prove who it is, or speaks TLS older than 1.2
//                error.net.insecure     http to another machine
//   timeout      error.net.timeout      too slow; the outcome is unknown
//   invalid      error.net.too_large    body or headers above the limit
//                error.net.bad_address  the URL or a header cannot be sent
//   corrupt      error.net.truncated    the answer ended early or is not HTTP
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request, std::stop_token stop) = 0;
};

[[nodiscard]] bool was_cancelled(const Error& error);
// For one segment of a path or one value of a query: all but unreserved characters as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII

}  // namespace zhaojian::net

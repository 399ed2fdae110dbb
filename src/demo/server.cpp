#include "demo/server.h"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "base/bell.h"
#include "base/webhook_signature.h"
#include "demo/hang_up.h"

namespace zhaojian::demo {
namespace {

constexpr std::size_t largest_body = 1U << 20;
constexpr const char* loopback = "127.0.0.1";

std::optional<std::string> parameter(const httplib::Request& request, const char* name) {
  if (!request.has_param(name)) return std::nullopt;
  return request.get_param_value(name);
}

// The library cuts whatever it sends to the part that was asked for, problems too. The request it hands us is its own
// and not const.
void forget_range(const httplib::Request& request) { const_cast<httplib::Request&>(request).ranges.clear(); }

// RFC 9110 §13.1.5, which the library does not know: a part is sent only if the file is still the same.
bool has_another_file(const httplib::Request& request, const Answer& answer) {
  const std::string wanted = request.get_header_value("If-Range");
  const auto other = [&](const auto& header) { return header.first == "ETag" && header.second != wanted; };
  return !wanted.empty() && std::ranges::any_of(answer.headers, other);
}

// RFC 9110 §15.5.17; the library would name a part that is not there.
bool lies_behind_the_end(const httplib::Request& request, std::size_t size) {
  const auto behind = [size](const httplib::Range& range) { return range.first >= static_cast<ssize_t>(size); };
  return !request.ranges.empty() && std::ranges::all_of(request.ranges, behind);
}

void write(Answer answer, const httplib::Request& request, httplib::Response& response) {
  if (answer.lost) hang_up(request.local_port, request.remote_port);
  if (answer.status != 200 || has_another_file(request, answer)) forget_range(request);
  if (lies_behind_the_end(request, answer.body.size())) {
    forget_range(request);
    response.set_header("Content-Range", "bytes */" + std::to_string(answer.body.size()));
    answer = {.status = 416, .type = answer.type};
  }
  // Left alone, the library makes it 200 or 206.
  if (answer.status != 200) response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name.c_str(), value);
  if (answer.status != 304) response.set_content(std::move(answer.body), answer.type.c_str());
}

// The library's own choice is SO_REUSEPORT, by which a second server would silently take half of the connections.
void keep_to_one_server(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

class HttpServer final : public Server {
 public:
  HttpServer(Gallery gallery, Setting setting, const Clock& clock)
      : gallery_(std::move(gallery)), back_end_(gallery_, std::move(setting), clock) {
    serve_contract();
    serve_demo();
  }
  ~HttpServer() override {
    students_.request_stop();
    http_.stop();
  }

  Done listen(int port, int changes_per_minute) {
    http_.set_payload_max_length(largest_body);
    http_.set_tcp_nodelay(true);
    http_.set_socket_options(keep_to_one_server);
    http_.set_keep_alive_timeout(2);
    http_.set_keep_alive_max_count(100);
    port_ = port == 0 ? http_.bind_to_any_port(loopback) : http_.bind_to_port(loopback, port) ? port : -1;
    if (port_ <= 0) return Error{Errc::unavailable, "port " + std::to_string(port) + " cannot be listened on"};
    listener_ = std::jthread([this] { http_.listen_after_bind(); });
    // stop() before the library's loop has begun would be forgotten.
    while (!http_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (changes_per_minute > 0) {
      const Duration pause{minutes(1).micros / changes_per_minute};
      students_ = std::jthread([this, pause](const std::stop_token& stop) {
        while (!quiet_.wait(pause, stop) && !stop.stop_requested()) back_end_.let_something_happen();
      });
    }
    return {};
  }
  [[nodiscard]] int port() const override { return port_; }

 private:
  using Request = httplib::Request;
  using Response = httplib::Response;

  // What the contract's operations have in common. Not the library's handler before routing: that one would leave the
  // body of a refused event in the connection, in front of the next request.
  template <class Operation> httplib::Server::Handler guarded(Operation operation) {
    return [this, operation](const Request& in, Response& out) {
      const Duration pause = back_end_.slowness();
      if (pause > Duration{}) std::this_thread::sleep_for(std::chrono::microseconds(pause.micros));
      if (!back_end_.authorised(in.get_header_value("Authorization"))) {
        Answer refusal = problem(401, "bad_token", "the bearer token is missing or wrong");
        refusal.headers.emplace_back("WWW-Authenticate", "Bearer");
        return write(std::move(refusal), in, out);
      }
      if (auto failure = back_end_.failure()) return write(*std::move(failure), in, out);
      write(operation(in), in, out);
    };
  }

  void serve_contract() {
    http_.Get("/v1/health", [this](const Request& in, Response& out) { write(back_end_.health(), in, out); });
    http_.Get("/v1/submissions", guarded([this](const Request& in) {
                return back_end_.submissions(parameter(in, "cursor"), parameter(in, "limit"));
              }));
    http_.Get(R"(/v1/photos/([^/]+))", guarded([this](const Request& in) {
                return back_end_.photo(in.matches[1], in.get_header_value("If-None-Match"));
              }));
    http_.Post("/v1/events", guarded([this](const Request& in) {
                 const std::string id = in.get_header_value("webhook-id");
                 const std::string timestamp = in.get_header_value("webhook-timestamp");
                 const std::string signature = in.get_header_value("webhook-signature");
                 return back_end_.event({id, timestamp, signature}, in.body);
               }));
    http_.Get("/v1/receipts", guarded([this](const Request& in) {
                return back_end_.receipts(parameter(in, "cursor"), parameter(in, "limit"));
              }));
  }

  void serve_demo() {
    http_.Get("/", [](const Request&, Response& out) { out.set_redirect("/inbox"); });
    http_.Get("/inbox", [this](const Request& in, Response& out) {
      write(back_end_.inbox(parameter(in, "student").value_or("")), in, out);
    });
    http_.Get("/demo/events", [this](const Request& in, Response& out) { write(back_end_.events(), in, out); });
    http_.Get("/demo/mode", [this](const Request& in, Response& out) { write(back_end_.mode(), in, out); });
    http_.Post("/demo/mode", [this](const Request& in, Response& out) {
      write(back_end_.set_mode(parameter(in, "slow"), parameter(in, "fail"), parameter(in, "lose"),
                               parameter(in, "events_off")),
            in, out);
    });
    http_.Post(R"(/demo/withdraw/([^/]+))",
               [this](const Request& in, Response& out) { write(back_end_.withdraw(in.matches[1]), in, out); });
    http_.Post(R"(/demo/replace/([^/]+))",
               [this](const Request& in, Response& out) { write(back_end_.replace(in.matches[1]), in, out); });
    http_.Post(R"(/demo/resubmit/([^/]+))",
               [this](const Request& in, Response& out) { write(back_end_.resubmit(in.matches[1]), in, out); });
    http_.Post("/demo/expire-cursor",
               [this](const Request& in, Response& out) { write(back_end_.expire_cursors(), in, out); });
  }

  const Gallery gallery_;
  BackEnd back_end_;
  httplib::Server http_;
  Bell quiet_;  // never rung: the students' thread only waits and stops
  int port_ = -1;
  std::jthread listener_;
  std::jthread students_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(Gallery gallery, Setting setting, const Clock& clock, int port,
                                             int changes_per_minute) {
  TRY(sign_webhook(setting.secret, "probe", clock.now(), {}));  // a secret that is none would refuse every event
  auto server = std::make_unique<HttpServer>(std::move(gallery), std::move(setting), clock);
  TRY(server->listen(port, changes_per_minute));
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace zhaojian::demo

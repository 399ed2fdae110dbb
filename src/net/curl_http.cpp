#include "net/curl_http.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <new>

namespace zhaojian::net {
namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Url = std::unique_ptr<CURLU, FreeUrl>;
using List = std::unique_ptr<curl_slist, FreeList>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

Result<Url> parse_url(std::string_view text) {
  Url url(curl_url());
  const std::string copy(text);
  const bool clean =
      std::none_of(copy.begin(), copy.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  if (!url || !clean || curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return Error{Errc::invalid, "not a URL we can use", "error.net.bad_address"};
  }
  return url;
}

bool is_this_machine(CURLU* url) {
  const std::string host = part(url, CURLUPART_HOST);
  return host == "127.0.0.1" || host == "[::1]" || equal_ignoring_case(host, "localhost");
}

// The URL without query and fragment, which may hold a token.
std::string shown(CURLU* url) {
  const std::string port = part(url, CURLUPART_PORT);
  return part(url, CURLUPART_SCHEME) + "://" + part(url, CURLUPART_HOST) + (port.empty() ? "" : ":" + port) +
         part(url, CURLUPART_PATH);
}

// One request under way, as libcurl's callbacks see it.
struct Transfer {
  const HttpRequest& request;
  std::stop_token stop;
  HttpResponse response = {};
  std::size_t header_bytes = 0;
  std::uint64_t body_bytes = 0;
  bool body_began = false;
  std::optional<Error> halt = {};  // why we ended it ourselves

  [[nodiscard]] bool to_sink() const {
    return request.sink != nullptr && (response.status == 200 || response.status == 206);
  }
  Done begin_body() {
    body_began = true;
    return to_sink() ? request.sink->start(response) : Done{};
  }
};

Error too_large(std::string what) { return Error{Errc::invalid, std::move(what), "error.net.too_large"}; }

// Runs `work`; its error, or memory running out, ends the transfer.
template <class Work> std::size_t in_callback(Transfer& transfer, std::size_t taken, Work work) {
  try {
    Done done = work();
    if (done) return taken;
    transfer.halt = std::move(done).error();
  } catch (const std::bad_alloc&) {
    transfer.halt = too_large("out of memory");
  }
  return taken == 0 ? 1 : 0;
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

void read_header_line(std::string_view line, HttpResponse& response) {
  if (line.starts_with("HTTP/")) {  // a status line: what came before was an interim answer
    response = {};
    const auto space = line.find(' ');
    for (std::size_t at = space; at != std::string_view::npos && ++at < line.size() && at <= space + 3;) {
      if (line[at] < '0' || line[at] > '9') break;
      response.status = response.status * 10 + (line[at] - '0');
    }
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  response.headers.push_back(
      {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  return in_callback(transfer, size, [&]() -> Done {
    transfer.header_bytes += size;
    if (transfer.header_bytes > header_limit) return too_large("more than 64 kB of headers");
    if (!transfer.body_began) read_header_line({data, size}, transfer.response);  // later lines are trailers
    return {};
  });
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  return in_callback(transfer, size, [&]() -> Done {
    if (!transfer.body_began) TRY(transfer.begin_body());
    transfer.body_bytes += size;
    if (transfer.body_bytes > transfer.request.limits.body_bytes) return too_large("body above the limit");
    const ByteView piece = bytes_of({data, size});
    if (transfer.to_sink()) return transfer.request.sink->take(piece);
    transfer.response.body.insert(transfer.response.body.end(), piece.begin(), piece.end());
    return {};
  });
}

// libcurl calls this at least once a second, also while nothing arrives.
int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.stop.stop_requested()) return 0;
  transfer.halt = Error{Errc::unavailable, "cancelled", "error.net.cancelled"};
  return 1;
}

Error failure(CURLcode code, const Transfer& transfer, std::string message) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT: return {Errc::unavailable, std::move(message), "error.net.unreachable"};
    case CURLE_OPERATION_TIMEDOUT: return {Errc::timeout, std::move(message), "error.net.timeout"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: return {Errc::denied, std::move(message), "error.net.tls"};
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_OUT_OF_MEMORY:  // also what libcurl 7.88 says of a single header line above 100 kB
      return {Errc::invalid, std::move(message), "error.net.too_large"};
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_UNSUPPORTED_PROTOCOL:  // the scheme was checked before: this is an answer that is not HTTP/1
    case CURLE_WEIRD_SERVER_REPLY: return {Errc::corrupt, std::move(message), "error.net.truncated"};
    default:
      if (transfer.header_bytes > 0) return {Errc::corrupt, std::move(message), "error.net.truncated"};
      return {Errc::unavailable, std::move(message), "error.net.broken"};
  }
}

Result<List> header_list(const HttpRequest& request) {
  List list;
  const auto add = [&list](const std::string& line) {
    const bool bad = std::any_of(line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    curl_slist* longer = bad ? nullptr : curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) return false;
    (void)list.release();
    list.reset(longer);
    return true;
  };
  bool good = add("Expect:");  // no 100-continue round trip
  for (const Header& line : request.headers) good = good && add(line.name + ": " + line.value);
  if (request.bearer != nullptr) good = good && add("Authorization: Bearer " + request.bearer->reveal());
  if (!good) return Error{Errc::invalid, "a header that cannot be sent", "error.net.bad_address"};
  return list;
}

class CurlHttp final : public HttpClient {
 public:
  CurlHttp(Easy easy, std::string ca_file) : easy_(std::move(easy)), ca_file_(std::move(ca_file)) {}

  Result<HttpResponse> send(const HttpRequest& request, std::stop_token stop) override {
    const Url url = TRY(parse_url(request.url));
    const std::string scheme = part(url.get(), CURLUPART_SCHEME);
    const std::string what = (request.method == Method::get ? "GET " : "POST ") + shown(url.get());
    if (scheme != "https" && scheme != "http") return Error{Errc::invalid, what, "error.net.bad_address"};
    if (scheme == "http" && !is_this_machine(url.get())) {
      return Error{Errc::denied, what + ": http to another machine", "error.net.insecure"};
    }
    if (stop.stop_requested()) return Error{Errc::unavailable, what + ": cancelled", "error.net.cancelled"};
    const List headers = TRY(header_list(request));
    Transfer transfer{request, std::move(stop)};
    reason_[0] = '\0';
    set_target(url.get(), request, headers.get());
    set_limits(request.limits);
    set_callbacks(transfer);
    const CURLcode code = curl_easy_perform(easy_.get());
    curl_easy_reset(easy_.get());  // keeps the connection, forgets headers and token
    return finish(code, transfer, what);
  }

 private:
  template <class T> void set(CURLoption option, T value) { curl_easy_setopt(easy_.get(), option, value); }

  void set_target(CURLU* url, const HttpRequest& request, curl_slist* headers) {
    set(CURLOPT_CURLU, url);  // the very URL that was checked, not a second parse of the text
    set(CURLOPT_PROTOCOLS_STR, "https,http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    if (is_this_machine(url)) set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!ca_file_.empty()) {
      set(CURLOPT_CAINFO, ca_file_.c_str());
      set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // instead of the system's list, not beside it
    }
    set(CURLOPT_USERAGENT, "zhaojian");
    set(CURLOPT_HTTPHEADER, headers);
    if (request.method == Method::post) {
      set(CURLOPT_POST, 1L);
      set(CURLOPT_POSTFIELDS, text_of(request.body).data());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    if (request.range_start) set(CURLOPT_RANGE, (std::to_string(*request.range_start) + "-").c_str());
    if (request.sink == nullptr && !request.range_start) set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  }

  void set_limits(const HttpLimits& limits) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.micros / 1'000));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.micros / 1'000));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits.low_speed));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>((limits.low_speed_for.micros + 999'999) / 1'000'000));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.body_bytes));  // announced lengths; on_body counts
  }

  void set_callbacks(Transfer& transfer) {
    set(CURLOPT_ERRORBUFFER, reason_.data());
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
    set(CURLOPT_NOPROGRESS, 0L);
  }

  Result<HttpResponse> finish(CURLcode code, Transfer& transfer, const std::string& what) {
    if (code == CURLE_OK && !transfer.body_began) {  // an empty body
      Done begun = transfer.begin_body();
      if (!begun) transfer.halt = std::move(begun).error();
    }
    if (transfer.halt) return std::move(*transfer.halt).in(what);
    if (code == CURLE_OK) return std::move(transfer.response);
    return failure(code, transfer, what + ": " + (reason_[0] != '\0' ? reason_.data() : curl_easy_strerror(code)));
  }

  Easy easy_;
  std::string ca_file_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
};

}  // namespace

CurlGlobal::CurlGlobal() {
  (void)std::signal(SIGPIPE, SIG_IGN);
  (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}
CurlGlobal::~CurlGlobal() { curl_global_cleanup(); }

Result<std::unique_ptr<HttpClient>> open_curl_http(const std::filesystem::path& ca_file) {
  if (!ca_file.empty() && ::access(ca_file.c_str(), R_OK) != 0) {
    return Error{Errc::invalid, "CA file " + ca_file.string() + " cannot be read", "error.net.ca_file"};
  }
  Easy easy(curl_easy_init());
  if (!easy) return Error{Errc::internal, "libcurl does not start"};
  return std::unique_ptr<HttpClient>(std::make_unique<CurlHttp>(std::move(easy), ca_file.string()));
}

Result<std::string> resolve_url(std::string_view base, std::string_view reference) {
  const Url url = TRY(parse_url(base));
  const std::string copy(reference);
  if (curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return Error{Errc::invalid, "not a URL we can use", "error.net.bad_address"};
  }
  return part(url.get(), CURLUPART_URL);
}

bool same_origin(std::string_view a, std::string_view b) {
  const Result<Url> one = parse_url(a);
  const Result<Url> two = parse_url(b);
  if (!one || !two) return false;
  const auto same = [&](CURLUPart which, unsigned flags) {
    return equal_ignoring_case(part(one->get(), which, flags), part(two->get(), which, flags));
  };
  return same(CURLUPART_SCHEME, 0) && same(CURLUPART_HOST, 0) && same(CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

}  // namespace zhaojian::net

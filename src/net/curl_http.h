#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "net/http.h"

namespace zhaojian::net {

// Prepares libcurl for the whole program and lets a write to a closed connection fail instead of killing us (SIGPIPE).
// Made once, before other threads start; outlives every client.
class CurlGlobal {
 public:
  CurlGlobal();
  ~CurlGlobal();
  CurlGlobal(const CurlGlobal&) = delete;
  CurlGlobal& operator=(const CurlGlobal&) = delete;
};

// An HttpClient on libcurl, which keeps its connection for the next request. Certificates are always checked; there is
// no way to switch that off. `ca_file` (PEM) is trusted instead of the system's list; empty: the system's list.
// Proxies of the environment are used, except for this machine itself. invalid (error.net.ca_file) if unreadable.
[[nodiscard]] Result<std::unique_ptr<HttpClient>> open_curl_http(const std::filesystem::path& ca_file = {});

// `reference` as seen from `base`: absolute URLs stay, "/v1/x" and "x" are put behind it (RFC 3986 §5).
[[nodiscard]] Result<std::string> resolve_url(std::string_view base, std::string_view reference);
// Same scheme, host and port. A token is for its own server only: never send it anywhere else.
[[nodiscard]] bool same_origin(std::string_view a, std::string_view b);

}  // namespace zhaojian::net

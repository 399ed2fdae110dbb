#pragma once
#include <memory>
#include <optional>

#include "cli/session.h"
#include "net/curl_http.h"

namespace zhaojian::cli {

// The way to the back end; libcurl is ready as long as this lives. Made before other threads start.
struct BackEnd {
  net::CurlGlobal curl;
  std::unique_ptr<net::HttpClient> http;
};

// invalid (error.cli.no_backend) when the settings name none.
[[nodiscard]] Result<std::unique_ptr<BackEnd>> reach_back_end(const station::Station& station);

// What a failure of intake or of notify means for a script.
[[nodiscard]] Exit exit_for(const Error& problem);

}  // namespace zhaojian::cli

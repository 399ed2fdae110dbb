#include "cli/back_end.h"

namespace zhaojian::cli {

Result<std::unique_ptr<BackEnd>> reach_back_end(const station::Station& station) {
  if (!station.has_backend()) return Error{Errc::invalid, "no url under [backend]", "error.cli.no_backend"};
  auto way = std::make_unique<BackEnd>();
  way->http = TRY(net::open_curl_http(station.config.ca_file));
  return way;
}

Exit exit_for(const Error& problem) {
  switch (problem.code) {
    case Errc::denied: return Exit::refused;
    case Errc::io:
    case Errc::internal: return Exit::usage;  // this machine, not the other
    default: return Exit::unreachable;
  }
}

}  // namespace zhaojian::cli

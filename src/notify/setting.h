#pragma once
#include <functional>
#include <string>

#include "base/clock.h"
#include "base/hash.h"
#include "base/ids.h"
#include "base/secret.h"
#include "net/http.h"
#include "net/retry.h"
#include "store/store.h"

namespace zhaojian::notify {

// What the parts of notify work with; borrowed from whoever runs them. All of it belongs to the notify thread.
struct Setting {
  store::Store& store;
  net::HttpClient& http;
  const Clock& clock;
  std::string server;             // "https://capture.example.edu"
  const Secret& signing_secret;   // "whsec_…"
  const Secret* token = nullptr;  // sent to that server only
  StationId station = {};         // whose chain our audit records extend
  Sha256 audit_key = {};
  std::function<double()> jitter = net::random_jitter;
};

[[nodiscard]] inline std::string address(const Setting& setting, std::string_view path) {
  std::string url = setting.server;
  while (url.ends_with('/')) url.pop_back();
  return url.append(path);
}

}  // namespace zhaojian::notify

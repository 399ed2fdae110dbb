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

namespace zhaojian::intake {

// What the parts of intake work with; borrowed from whoever runs them. All of it belongs to the intake thread.
struct Setting {
  store::Store& store;
  net::HttpClient& http;
  const Clock& clock;
  std::string server;             // "https://capture.example.edu"
  const Secret* token = nullptr;  // sent to that server only
  StationId station = {};         // whose chain our audit records extend
  Sha256 audit_key = {};
  std::function<double()> jitter = net::random_jitter;
};

}  // namespace zhaojian::intake

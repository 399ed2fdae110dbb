#pragma once
#include "net/http.h"

namespace zhaojian::test {

// Keeps what arrives; fails on purpose once `refuse_after` bytes are there.
struct CollectingSink final : net::BodySink {
  Done start(const net::HttpResponse& head) override {
    ++starts;
    status = head.status;
    return {};
  }
  Done take(ByteView piece) override {
    text.append(text_of(piece));
    if (text.size() > refuse_after) return Error{Errc::io, "disk full", "error.test.disk"};
    return {};
  }

  int starts = 0;
  int status = 0;
  std::string text;
  std::size_t refuse_after = static_cast<std::size_t>(-1);
};

}  // namespace zhaojian::test

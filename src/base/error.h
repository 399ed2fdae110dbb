#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace zhaojian {

// What kind of failure it is. Callers branch on the code, people read the message.
enum class Errc {
  invalid,      // the input is wrong and will stay wrong
  not_found,    // it is not there
  conflict,     // somebody else changed it
  stale,        // our copy or our lease is too old
  denied,       // not allowed
  unavailable,  // cannot be reached now; trying again may help
  timeout,      // took too long; the outcome may be unknown
  corrupt,      // the bytes do not match what they claim to be
  io,           // disk or device
  internal,     // a bug of ours
};

[[nodiscard]] constexpr std::string_view name(Errc code) {
  constexpr std::string_view names[] = {"invalid", "not_found",   "conflict", "stale",   "denied",
                                        "unavailable", "timeout", "corrupt",  "io",      "internal"};
  return names[static_cast<int>(code)];
}

// An error is a value: passed up with added words, shown or logged exactly once.
struct Error {
  Errc code = Errc::internal;
  std::string message;        // English, for the log and for support
  std::string_view text = {}; // key of the text catalogue for what the user is told; static storage; empty: by code

  // The same error with what the caller was doing in front: "ingest: photo p1: decode: truncated".
  [[nodiscard]] Error in(std::string_view doing) && {
    message = std::string(doing) + ": " + message;
    return std::move(*this);
  }
};

}  // namespace zhaojian

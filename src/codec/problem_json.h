#pragma once
#include <string>

#include "base/hash.h"

namespace zhaojian::codec {

// An RFC 9457 problem, as far as the contract uses it.
struct Problem {
  std::string title;
  int status = 0;
  std::string code;  // "withdrawn", "superseded" …
  std::string detail;
  bool operator==(const Problem&) const = default;
};

// Whatever can be read; empty when the body is no problem at all, such as a proxy's HTML page. A text over 4 KB is left
// out.
[[nodiscard]] Problem problem_from_json(ByteView bytes);
[[nodiscard]] std::string problem_to_json(const Problem& problem);

}  // namespace zhaojian::codec

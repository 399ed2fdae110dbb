#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhaojian::demo {

// An HTTP answer, before it is one.
struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool lost = false;  // what was asked is done, but the connection ends without a word
};

// An RFC 9457 problem.
[[nodiscard]] Answer problem(int status, std::string_view code, std::string_view detail);

}  // namespace zhaojian::demo

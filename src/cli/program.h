#pragma once
#include <string>
#include <vector>

namespace zhaojian::cli {

// The whole program: parses the line, runs what it names, gives the exit code. Without a sub-command this process
// becomes the window.
[[nodiscard]] int run(const std::vector<std::string>& arguments);

}  // namespace zhaojian::cli

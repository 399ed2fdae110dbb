#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zhaojian::architecture {

struct SourceFile {
  std::string path;  // from the root of the repository: "src/base/time.cpp"
  std::string text;
};

struct Violation {
  std::string path;
  std::size_t line = 0;  // from 1; 0: the file as a whole
  std::string message;

  [[nodiscard]] std::string text() const { return path + ':' + std::to_string(line) + ": " + message; }
};

using Violations = std::vector<Violation>;

// C++ without its comments, and if wanted with the insides of its literals blank. Keeps every line where it was.
enum class Literals { keep, blank };
[[nodiscard]] std::string without_comments(std::string_view cpp, Literals literals);
// Lines without their ends; a last line without an end counts.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace zhaojian::architecture

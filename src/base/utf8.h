#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zhaojian {

[[nodiscard]] bool valid_utf8(std::string_view text);
// Every broken sequence becomes U+FFFD, control characters but tab and newline are dropped.
[[nodiscard]] std::string clean_utf8(std::string_view text);
// Code points, which is what WeChat's 20-character limit counts (standard.md §4.3).
[[nodiscard]] std::size_t characters(std::string_view text);
// The first `count` code points.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t count);
[[nodiscard]] std::vector<char32_t> code_points(std::string_view text);
[[nodiscard]] std::string utf8(char32_t code_point);
// One line for a log or a table: newlines and control characters shown as spaces, at most `most` characters, "…" if cut.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t most);

}  // namespace zhaojian

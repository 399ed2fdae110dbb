#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace zhaojian {

// The one of `words` that was probably meant by a misspelt one: the fewest letters (bytes) to insert, drop, change or
// swap, at most a third of them and never more than four; the earliest of equals. Nothing when none is near.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view misspelt, std::span<const std::string_view> words);
// "; did you mean \"…\"?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view misspelt, std::span<const std::string_view> words);

}  // namespace zhaojian

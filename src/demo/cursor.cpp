#include "demo/cursor.h"

#include <charconv>
#include <span>

namespace zhaojian::demo {
namespace {

constexpr std::size_t seal_digits = 20;

Error not_ours() { return {Errc::invalid, "not a cursor of this list"}; }

}  // namespace

CursorSeal::CursorSeal(std::string_view list, std::uint64_t seed)
    : key_(sha256(bytes_of("demo cursor " + std::string(list) + " " + std::to_string(seed)))) {}

std::string CursorSeal::sealed(std::string_view generation, std::string_view position) const {
  const std::string text = std::string(generation) + "-" + std::string(position);
  const std::string seal = hex(hmac_sha256(std::as_bytes(std::span(key_)), bytes_of(text)));
  return text + "-" + seal.substr(0, seal_digits);
}

std::string CursorSeal::cursor(std::size_t position) const {
  return sealed(std::to_string(generation_), std::to_string(position));
}

Result<std::size_t> CursorSeal::position(const std::optional<std::string>& cursor, std::size_t end) const {
  if (!cursor) return std::size_t{0};
  const std::string_view text = *cursor;
  const std::size_t first = text.find('-'), second = text.find('-', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return not_ours();
  const std::string_view generation = text.substr(0, first), number = text.substr(first + 1, second - first - 1);
  if (!equal_in_constant_time(bytes_of(sealed(generation, number)), bytes_of(text))) return not_ours();
  std::size_t position = 0;
  std::from_chars(number.data(), number.data() + number.size(), position);
  if (generation != std::to_string(generation_) || position > end) return Error{Errc::stale, "the cursor is too old"};
  return position;
}

}  // namespace zhaojian::demo

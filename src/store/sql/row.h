#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"

namespace zhaojian::store {

// What a column can hold, in every dialect.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;
using Values = std::vector<Value>;

[[nodiscard]] inline Value to_value(std::int64_t number) { return number; }
[[nodiscard]] inline Value to_value(int number) { return std::int64_t{number}; }
[[nodiscard]] inline Value to_value(bool yes) { return std::int64_t{yes}; }
[[nodiscard]] inline Value to_value(double number) { return number; }
[[nodiscard]] inline Value to_value(std::string_view text) { return std::string(text); }
[[nodiscard]] inline Value to_value(const std::string& text) { return text; }
[[nodiscard]] inline Value to_value(const char* text) { return std::string(text); }
[[nodiscard]] inline Value to_value(Instant t) { return t.micros; }
[[nodiscard]] inline Value to_value(Duration d) { return d.micros; }
[[nodiscard]] inline Value to_value(const Bytes& bytes) { return bytes; }
[[nodiscard]] inline Value to_value(const Sha256& digest) {
  const auto bytes = std::as_bytes(std::span(digest));
  return Bytes(bytes.begin(), bytes.end());
}
template <class Tag>
[[nodiscard]] Value to_value(const Id<Tag>& id) {
  return id.value;
}
template <class T>
[[nodiscard]] Value to_value(const std::optional<T>& maybe) {
  return maybe ? to_value(*maybe) : Value();
}

// values(a, b, c): what $1, $2, $3 stand for.
template <class... Ts>
[[nodiscard]] Values values(const Ts&... each) {
  Values all;
  all.reserve(sizeof...(each));
  (all.push_back(to_value(each)), ...);
  return all;
}

// One row of an answer, read from the left. A column of another type than asked for leaves an empty value and makes the
// row `wrong`, which its reader reports as `corrupt` once, at the end.
class Row {
 public:
  explicit Row(Values cells) : cells_(std::move(cells)) {}

  [[nodiscard]] bool wrong() const { return wrong_; }
  [[nodiscard]] bool null() { return at_ < cells_.size() && std::holds_alternative<std::monostate>(cells_[at_]); }
  void skip() { ++at_; }

  [[nodiscard]] std::int64_t integer() { return take<std::int64_t>(); }
  [[nodiscard]] int small() { return static_cast<int>(integer()); }
  [[nodiscard]] bool yes() { return integer() != 0; }
  [[nodiscard]] double real() { return take<double>(); }
  [[nodiscard]] std::string text() { return take<std::string>(); }
  [[nodiscard]] Bytes bytes() { return take<Bytes>(); }
  [[nodiscard]] Instant instant() { return {integer()}; }
  [[nodiscard]] Sha256 digest() {
    const Bytes bytes = take<Bytes>();
    Sha256 digest{};
    if (bytes.size() != digest.size()) return wrong_ = true, digest;
    std::copy_n(reinterpret_cast<const std::uint8_t*>(bytes.data()), digest.size(), digest.begin());
    return digest;
  }
  template <class I>
  [[nodiscard]] I id() {
    return I(text());
  }
  // An absent value for NULL, else what `read` takes: row.maybe(&Row::text).
  template <class T>
  [[nodiscard]] std::optional<T> maybe(T (Row::*read)()) {
    if (null()) return skip(), std::nullopt;
    return (this->*read)();
  }
  // A column that holds one of `names`, as the enum value of that position.
  template <class E, std::size_t N>
  [[nodiscard]] E one_of(const std::string_view (&names)[N]) {
    const std::string found = text();
    for (std::size_t i = 0; i < N; ++i)
      if (names[i] == found) return static_cast<E>(i);
    return wrong_ = true, E{};
  }

 private:
  template <class T>
  T take() {
    T* cell = at_ < cells_.size() ? std::get_if<T>(&cells_[at_]) : nullptr;
    ++at_;
    if (!cell) return wrong_ = true, T{};
    return std::move(*cell);
  }

  Values cells_;
  std::size_t at_ = 0;
  bool wrong_ = false;
};

}  // namespace zhaojian::store

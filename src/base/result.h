#pragma once
#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"

namespace zhaojian {

// A value or the reason why there is none. Names as in std::expected; unchecked access to the wrong side asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}        // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}    // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  [[nodiscard]] T& value() & { return assert(has_value()), *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return assert(has_value()), *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] Error& error() & { return assert(!has_value()), *std::get_if<1>(&state_); }
  [[nodiscard]] const Error& error() const& { return assert(!has_value()), *std::get_if<1>(&state_); }
  [[nodiscard]] Error&& error() && { return assert(!has_value()), std::move(*std::get_if<1>(&state_)); }

  [[nodiscard]] T value_or(T other) const& { return has_value() ? value() : std::move(other); }
  [[nodiscard]] T value_or(T other) && { return has_value() ? std::move(value()) : std::move(other); }

 private:
  std::variant<T, Error> state_;
};

// Done, or the reason why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  void value() const { assert(has_value()); }

  [[nodiscard]] Error& error() & { return assert(error_), *error_; }
  [[nodiscard]] const Error& error() const& { return assert(error_), *error_; }
  [[nodiscard]] Error&& error() && { return assert(error_), std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Done = Result<void>;

}  // namespace zhaojian

// The value of `expr`, or return its error from the enclosing function. Not in a braced list: when it returns, g++ 12
// leaks the members made before it. May be nested in a lambda of its own expression: each use names its own variable.
#define TRY(expr) ZHAOJIAN_TRY_(expr, ZHAOJIAN_TRY_NAME_(__COUNTER__))
#define ZHAOJIAN_TRY_NAME_(number) ZHAOJIAN_TRY_JOIN_(try_result_, number)
#define ZHAOJIAN_TRY_JOIN_(name, number) name##number
#define ZHAOJIAN_TRY_(expr, result)                             \
  __extension__({                                               \
    auto result = (expr);                                       \
    if (!result.has_value()) return std::move(result).error();  \
    std::move(result).value();                                  \
  })

#include "base/result.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

using namespace zhaojian;

namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{Errc::invalid, "odd", "error.odd"};
  return n / 2;
}

Result<int> quarter(int n) {
  const int once = TRY(half(n));
  return TRY(half(once));
}

Done only_even(int n, int& reached) {
  TRY(half(n));
  ++reached;
  return {};
}

Result<std::string> told(int n, int& reached) {
  TRY(only_even(n, reached));
  return std::string("even");
}

Result<std::unique_ptr<int>> boxed(int n) { return std::make_unique<int>(TRY(half(n))); }

Result<int> unboxed(int n) {
  const std::unique_ptr<int> box = TRY(boxed(n));
  return *box;
}

}  // namespace

TEST_CASE("a result holds a value or an error, never both") {
  const Result<int> good = half(4);
  CHECK(good.has_value());
  CHECK(static_cast<bool>(good));
  CHECK(*good == 2);
  const Result<int> bad = half(3);
  CHECK_FALSE(bad);
  CHECK(bad.error().code == Errc::invalid);
  CHECK(bad.error().message == "odd");
  CHECK(bad.error().text == "error.odd");
}

TEST_CASE("TRY goes on with the value and returns the error") {
  CHECK(*quarter(8) == 2);
  CHECK(quarter(3).error().message == "odd");
  CHECK(quarter(6).error().message == "odd");
}

TEST_CASE("TRY leaves before the next statement, and crosses from one result type to another") {
  int reached = 0;
  CHECK(told(3, reached).error().code == Errc::invalid);
  CHECK(reached == 0);
  CHECK(*told(2, reached) == "even");
  CHECK(reached == 1);
}

TEST_CASE("a value that can only be moved passes through TRY") {
  CHECK(*unboxed(10) == 5);
  CHECK_FALSE(unboxed(11));
}

TEST_CASE("value_or stands in only for an error") {
  CHECK(half(4).value_or(9) == 2);
  CHECK(half(3).value_or(9) == 9);
  const auto kept = half(3);
  CHECK(kept.value_or(7) == 7);
}

TEST_CASE("an error passed up gathers what each caller was doing, outermost first") {
  const Error error = Error{Errc::corrupt, "truncated", "error.decode.truncated"}.in("decode").in("photo p1");
  CHECK(error.message == "photo p1: decode: truncated");
  CHECK(error.code == Errc::corrupt);
  CHECK(error.text == "error.decode.truncated");
}

TEST_CASE("done is done unless it carries an error") {
  CHECK(Done().has_value());
  const Done failed = Error{Errc::io, "disk"};
  CHECK_FALSE(failed);
  CHECK(failed.error().code == Errc::io);
}

TEST_CASE("every error code has its own name") {
  CHECK(name(Errc::invalid) == "invalid");
  CHECK(name(Errc::not_found) == "not_found");
  CHECK(name(Errc::unavailable) == "unavailable");
  CHECK(name(Errc::internal) == "internal");
}

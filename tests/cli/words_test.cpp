#include "cli/words.h"

#include <catch2/catch.hpp>
#include <limits>

#include "cli/progress.h"

using namespace zhaojian;
using namespace zhaojian::cli;

TEST_CASE("numbers are as short as a person wants them") {
  CHECK(value_text(480) == "480");
  CHECK(value_text(217.74) == "217.7");
  CHECK(value_text(36.917) == "36.9");
  CHECK(value_text(0.30001) == "0.3");
  CHECK(value_text(-2.58) == "-2.58");
  CHECK(value_text(123456.7) == "123457");
  CHECK(value_text(3.5e-6) == "0");
  CHECK(value_text(-0.0) == "0");
  CHECK(value_text(std::nullopt) == "–");
  CHECK(value_text(std::numeric_limits<double>::quiet_NaN()) == "–");
}

namespace {

using Limit = std::optional<double>;
std::string band(Limit warn_min, Limit warn_max, Limit fail_min, Limit fail_max) {
  return band_text({warn_min, warn_max, fail_min, fail_max});
}
constexpr std::nullopt_t none = std::nullopt;

}  // namespace

TEST_CASE("a band says what is good and what is still allowed") {
  CHECK(band(none, none, none, none) == "");
  CHECK(band(55, 105, 50, 110) == "55–105 (50–110)");
  CHECK(band(none, none, 1, none) == "≥ 1");
  CHECK(band(none, 5, none, 12) == "≤ 5 (≤ 12)");
  CHECK(band(none, none, 1, 1) == "1");
  CHECK(band(2, none, 2, none) == "≥ 2");
}

TEST_CASE("times are those of Beijing, durations those of a clock") {
  CHECK(beijing_text({}) == "");
  CHECK(beijing_text(*instant_from_rfc3339("2023-11-01T07:01:09Z")) == "2023-11-01 15:01:09");
  CHECK(clock_text(0) == "0:00");
  CHECK(clock_text(34.2) == "0:35");
  CHECK(clock_text(727) == "12:07");
  CHECK(clock_text(11'100) == "3:05:00");
  CHECK(clock_text(-5) == "0:00");
}

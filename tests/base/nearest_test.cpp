#include "base/nearest.h"

#include <array>
#include <catch2/catch.hpp>

using namespace zhaojian;

TEST_CASE("the word that was probably meant is the nearest, if any is near") {
  constexpr std::array<std::string_view, 4> words = {"fail_min", "fail_max", "warn_min", "clause"};
  CHECK(nearest("fial_min", words) == "fail_min");
  CHECK(nearest("fail_maxx", words) == "fail_max");
  CHECK(nearest("claus", words) == "clause");
  CHECK(nearest("fail_m", words) == "fail_min");  // two equals: the earlier
  CHECK_FALSE(nearest("colour_of_the_sky", words));
  CHECK_FALSE(nearest("x", words));
  CHECK_FALSE(nearest("", words));
  CHECK_FALSE(nearest(std::string(10'000, 'f'), words));
  CHECK(did_you_mean("cluase", words) == "; did you mean \"clause\"?");
  CHECK(did_you_mean("zebra", words).empty());
}

#include <catch2/catch.hpp>

#include "imaging/between.h"

namespace zhaojian::imaging {
namespace {

TEST_CASE("places between few values lie at the middles of their pixels, and beyond the ends at the ends") {
  const auto places = between(2, 8);
  REQUIRE(places.size() == 8);
  for (const std::size_t before : {0U, 1U}) {
    CHECK(places[before].first == 0);
    CHECK(places[before].one == 1);
  }
  CHECK(places[2].next == Approx(0.125));
  CHECK(places[3].next == Approx(0.375));
  CHECK(places[5].next == Approx(0.875));
  for (const std::size_t behind : {6U, 7U}) {
    CHECK(places[behind].first == 1);
    CHECK(places[behind].second == 1);
    CHECK(places[behind].one == 1);
  }
}

TEST_CASE("as many places as values are the values, and a single value is everywhere") {
  const auto same = between(5, 5);
  for (std::size_t i = 0; i < same.size(); ++i) {
    CHECK(same[i].first == static_cast<int>(i));
    CHECK(same[i].next == 0);
  }
  for (const Between& place : between(1, 3)) CHECK((place.first == 0 && place.second == 0 && place.next == 0));
}

}  // namespace
}  // namespace zhaojian::imaging

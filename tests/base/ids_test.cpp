#include "base/ids.h"

#include <catch2/catch.hpp>
#include <type_traits>
#include <unordered_set>

#include "base/ticket.h"

using namespace zhaojian;

TEST_CASE("an id of one kind cannot be passed where another kind is meant") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<PhotoId, SubmissionId>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<PhotoId, SubmissionId>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, PhotoId>);
}

TEST_CASE("ids are equal, ordered and hashed by their text") {
  CHECK(PhotoId("a") == PhotoId("a"));
  CHECK(PhotoId("a") < PhotoId("b"));
  CHECK(PhotoId().empty());
  const std::unordered_set<PhotoId> seen = {PhotoId("a"), PhotoId("b"), PhotoId("a")};
  CHECK(seen.size() == 2);
}

TEST_CASE("a ticket answers one request only") {
  CHECK(Ticket{1, 7} == Ticket{1, 7});
  CHECK_FALSE(Ticket{1, 7} == Ticket{1, 8});
  CHECK_FALSE(Ticket{1, 7} == Ticket{2, 7});
}

#include "domain/identity_error.h"

#include <catch2/catch.hpp>

using namespace zhaojian::domain;

namespace {

IdentityError known() {
  IdentityError error{"embedding 87aacdfe", "demo", 3, {}};
  error.against[PhotoRole::enrollment] = count_similarities({0.80, 0.90, 0.655}, {0.10, 0.40, 0.705, 0.30});
  return error;
}
constexpr const char* kEngine = "opencv-dnn 4.6.0; embedding 87aacdfe; pose 72d032ec";

}  // namespace

TEST_CASE("a similarity is told with the pairs that would have misled") {
  const auto at = counted_error(known(), kEngine, PhotoRole::enrollment, 0.70);
  REQUIRE(at);
  CHECK(*at == CountedError{1, 4, 1, 3});
  CHECK(counted_error(known(), kEngine, PhotoRole::enrollment, 0.95)->different_as_alike == 0);
  CHECK(counted_error(known(), kEngine, PhotoRole::enrollment, 0.95)->same_as_unlike == 3);
  CHECK(counted_error(known(), kEngine, PhotoRole::enrollment, 0.05)->different_as_alike == 4);
}

TEST_CASE("between two steps the worse one counts") {
  const auto at = counted_error(known(), kEngine, PhotoRole::enrollment, 0.7049);
  CHECK(at->different_as_alike == 1);
  CHECK(counted_error(known(), kEngine, PhotoRole::enrollment, 0.6501)->same_as_unlike == 1);
}

TEST_CASE("nothing is told of another network or of a role nobody counted") {
  CHECK_FALSE(counted_error(known(), "onnx; embedding 00000000", PhotoRole::enrollment, 0.7));
  CHECK_FALSE(counted_error(known(), kEngine, PhotoRole::population, 0.7));
  CHECK_FALSE(counted_error({}, kEngine, PhotoRole::enrollment, 0.7));
  CHECK(count_similarities({}, {}).steps.empty());
}

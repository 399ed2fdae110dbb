#include "codec/identity_error_json.h"

#include <catch2/catch.hpp>

using namespace zhaojian;

TEST_CASE("the table of wrong similarities goes to text and back") {
  domain::IdentityError error{"embedding 87aacdfe", "demo", 3, {}};
  error.against[domain::PhotoRole::admission] = domain::count_similarities({0.8, 0.9}, {0.1, 0.4});
  const std::string text = codec::identity_error_to_json(error);
  const auto back = codec::identity_error_from_json(bytes_of(text));
  REQUIRE(back);
  CHECK(*back == error);
}

TEST_CASE("a table whose steps do not rise, or that counts more than there is, is refused") {
  const char* wrong = GENERATE(
      R"({"network":"e","set":"s","people":1,"against":[{"role":"admission","same":1,"different":1,"steps":[[0.5,1,0],[0.5,1,0]]}]})",
      R"({"network":"e","set":"s","people":1,"against":[{"role":"admission","same":1,"different":1,"steps":[[0.5,2,0]]}]})",
      R"({"network":"e","set":"s","people":1,"against":[{"role":"capture","same":1,"different":1,"steps":[]}]})", "[]");
  const auto read = codec::identity_error_from_json(bytes_of(std::string(wrong)));
  REQUIRE_FALSE(read);
  CHECK(read.error().text == "error.codec.identity_error");
}

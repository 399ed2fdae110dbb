#include <catch2/catch.hpp>

#include <fstream>

#include <nlohmann/json.hpp>

#include "imaging/decode_error.h"

namespace zhaojian::imaging {
namespace {

TEST_CASE("every way a picture fails to open has words for the operator in both languages") {
  std::ifstream file(ZHAOJIAN_SOURCE_DIR "/assets/i18n/parts/imaging.json");
  const nlohmann::json texts = nlohmann::json::parse(file);
  for (int fault = 0; fault <= static_cast<int>(DecodeFault::timeout); ++fault) {
    const std::string key(decode_error(static_cast<DecodeFault>(fault), "").text);
    CAPTURE(key);
    REQUIRE(texts.contains(key));
    CHECK(texts[key].at("zh-CN").get<std::string>().size() > 10);
    CHECK(texts[key].at("en").get<std::string>().size() > 10);
  }
  CHECK(texts.contains("error.encode.too_large"));
}

}  // namespace
}  // namespace zhaojian::imaging

#include "codec/json.h"

#include <catch2/catch.hpp>
#include <random>

using namespace zhaojian;
using namespace zhaojian::codec;

namespace {

Result<Json> parse(std::string_view text) { return parse_json(bytes_of(text)); }

std::string again(std::string_view text) {
  const auto json = parse(text);
  return json ? to_text(*json) : "refused";
}

std::string text_of_member(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  REQUIRE(member != nullptr);
  const auto* text = member->as<std::string>();
  REQUIRE(text != nullptr);
  return *text;
}

}  // namespace

TEST_CASE("what was read is written the same, members in their order") {
  const std::string text = R"({"z":1,"a":[true,false,null,-2,2.5,"张*"],"m":{"n":{}},"e":[]})";
  CHECK(again(text) == text);
}

TEST_CASE("rare characters, emoji, quotes and newlines survive") {
  const std::string text = "\"䶮𠮷👨‍👩‍👧 \\\" \\\\ \\n\"";
  CHECK(again(text) == text);
  CHECK(again(R"("\ud842\udfb7")") == "\"𠮷\"");
}

TEST_CASE("of two members with one name the later counts") {
  const auto json = parse(R"({"a":"first","a":"second"})");
  REQUIRE(json);
  CHECK(text_of_member(*json, "a") == "second");
}

TEST_CASE("broken UTF-8 and halves of surrogate pairs become replacement characters") {
  CHECK(again("\"a\xff"
              "b\"") == "\"a\uFFFDb\"");
  CHECK(again("\"a\xf0\x9f\x98\"") == "\"a\uFFFD\"");
  CHECK(again(R"("cut \ud83d")") == "\"cut \uFFFD\"");
  CHECK(again(R"("\udc00 \ud83d\ud83d\ude00")") == "\"\uFFFD \uFFFD😀\"");
  CHECK(again(R"("\\ud83d")") == R"("\\ud83d")");  // an escaped backslash, no half of anything
}

TEST_CASE("numbers keep their value, those beyond 64 bits come as near as a double can") {
  CHECK(again("9223372036854775807") == "9223372036854775807");
  CHECK(again("-9223372036854775808") == "-9223372036854775808");
  CHECK(parse("18446744073709551615")->as<double>() != nullptr);
  CHECK(*parse("0.1")->as<double>() == 0.1);
  CHECK_FALSE(parse("1e999"));
}

TEST_CASE("half a document and things that are no JSON are refused without an exception") {
  const std::string whole = R"({"items":[{"a":"b\u00e9","c":[1,2.5e3,true]}],"n":null})";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto json = parse(whole.substr(0, length));
    INFO(length);
    REQUIRE_FALSE(json);
    CHECK(json.error().code == Errc::invalid);
    CHECK(json.error().text == "error.codec.syntax");
  }
  for (const char* text : {"<html>", "{'a':1}", "{a:1}", "[1,]", "{} {}", "NaN", "\"\t\"", "01", "/**/1"}) {
    INFO(text);
    CHECK_FALSE(parse(text));
  }
}

TEST_CASE("nesting of a hundred thousand levels, closed or not, ends at the limit") {
  const std::string open(100'000, '[');
  CHECK(parse(open).error().text == "error.codec.too_large");
  CHECK(parse(open + std::string(100'000, ']')).error().text == "error.codec.too_large");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(parse(objects).error().text == "error.codec.too_large");
  CHECK(parse(std::string(64, '[') + std::string(64, ']')));
  CHECK_FALSE(parse(std::string(65, '[') + std::string(65, ']')));
}

TEST_CASE("fifty megabytes and a million small values are refused by size") {
  CHECK(parse(std::string(50'000'000, ' ')).error().text == "error.codec.too_large");
  std::string many = "[0";
  for (int i = 0; i < 1'000'001; ++i) many += ",0";
  CHECK(parse(many + "]").error().text == "error.codec.too_large");
}

TEST_CASE("random damage to a document never does worse than a refusal") {
  const std::string whole = R"({"items":[{"id":"sub_1","n":[1,-2.5,"\u5f20𠮷"],"o":{"a":true}}],"has_more":false})";
  std::mt19937 random(7);
  int read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (unsigned i = 0; i <= random() % 4; ++i) text[random() % text.size()] = static_cast<char>(random() % 256);
    if (const auto json = parse(text)) {
      ++read;
      CHECK(parse(to_text(*json)).has_value());
    }
  }
  CHECK(read > 0);
  CHECK(read < 20'000);
}

TEST_CASE("indented text reads back to the same") {
  const auto json = parse(R"({"a":[1,{"b":"c"}]})");
  REQUIRE(json);
  const std::string pretty = to_text(*json, JsonStyle::indented);
  CHECK(pretty.find("\n  ") != std::string::npos);
  CHECK(again(pretty) == R"({"a":[1,{"b":"c"}]})");
}

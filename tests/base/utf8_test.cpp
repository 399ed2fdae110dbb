#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <random>

using namespace zhaojian;

namespace {

const std::string fffd = "\xEF\xBF\xBD";

std::string random_text(std::mt19937& random) {
  // Mostly bytes that mean something in UTF-8, so that sequences nearly come right.
  static constexpr unsigned char likely[] = {0x00, 0x09, 0x0A, 0x1B, 'a',  0x7F, 0x80, 0x8F, 0x90,
                                             0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4,
                                             0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF};
  std::uniform_int_distribution<std::size_t> length(0, 24), pick(0, sizeof likely - 1);
  std::string text(length(random), '\0');
  for (char& c : text) c = static_cast<char>(likely[pick(random)]);
  return text;
}

}  // namespace

TEST_CASE("well-formed text is valid, whatever the script") {
  for (const char* text :
       {"", "abc", "照鉴", "ü", "𠮷野家", "👨‍👩‍👧", "\xEF\xBB\xBF", "\xF4\x8F\xBF\xBF", "\x7F"}) {
    CAPTURE(text);
    CHECK(valid_utf8(text));
  }
  CHECK(valid_utf8(std::string_view("\0", 1)));
}

TEST_CASE("what is not UTF-8 is not valid") {
  for (const char* text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xE4\xBD", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xFE",
        "\xC4\xE3\xBA\xC3" /* 你好 in GBK */}) {
    CAPTURE(text);
    CHECK_FALSE(valid_utf8(text));
  }
}

TEST_CASE("a broken sequence becomes one replacement character, as the Unicode Standard's table 3-8 shows") {
  CHECK(clean_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") ==
        fffd + fffd + fffd + fffd + fffd + fffd + fffd + fffd + "A");
  CHECK(clean_utf8("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") ==
        fffd + fffd + fffd + fffd + fffd + fffd + fffd + fffd + "A");
  CHECK(clean_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == fffd + fffd + fffd + fffd + "A");
  CHECK(clean_utf8("照\xE9") == "照" + fffd);
}

TEST_CASE("control characters are dropped from text, but tab and newline stay") {
  CHECK(clean_utf8("a\r\n\tb\x1b[2J\x07\x7F"
                   "c") == "a\n\tb[2Jc");
  CHECK(clean_utf8("a\xC2\x85\xC2\x9Bz") == "az");
  CHECK(clean_utf8(std::string_view("a\0b", 3)) == "ab");
  CHECK(clean_utf8("\xC2\xA0") == "\xC2\xA0");
}

TEST_CASE("characters are code points") {
  CHECK(characters("") == 0);
  CHECK(characters("照片过暗") == 4);
  CHECK(characters("𠮷a") == 2);
  CHECK(characters("\xE4\xBD") == 1);
  CHECK(code_points("a照𠮷") == std::vector<char32_t>{U'a', U'照', U'𠮷'});
}

TEST_CASE("a text is cut between characters, never inside one") {
  CHECK(first_characters("照片过暗", 2) == "照片");
  CHECK(first_characters("照片", 0).empty());
  CHECK(first_characters("照片", 9) == "照片");
  CHECK(first_characters("𠮷野家", 1) == "𠮷");
}

TEST_CASE("a code point is written, one that does not exist becomes the replacement") {
  CHECK(utf8(U'a') == "a");
  CHECK(utf8(U'é') == "é");
  CHECK(utf8(U'照') == "照");
  CHECK(utf8(U'𠮷') == "𠮷");
  CHECK(utf8(0xD800) == fffd);
  CHECK(utf8(0x110000) == fffd);
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    REQUIRE(valid_utf8(utf8(c)));
    REQUIRE(code_points(utf8(c)) == std::vector{c});
  }
}

TEST_CASE("one line stays one line and within its length") {
  CHECK(one_line("a\nb\tc", 10) == "a b c");
  CHECK(one_line("a\xE2\x80\xA8z", 10) == "a z");
  CHECK(one_line("照片过暗", 4) == "照片过暗");
  CHECK(one_line("照片过暗", 3) == "照片…");
  CHECK(one_line("照片", 1) == "…");
  CHECK(one_line("照片", 0).empty());
  CHECK(one_line("\xFF", 5) == fffd);
}

TEST_CASE("any bytes at all are handled") {
  std::mt19937 random(99);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    CAPTURE(i);
    const std::string clean = clean_utf8(text);
    REQUIRE(valid_utf8(clean));
    REQUIRE(clean_utf8(clean) == clean);
    REQUIRE(characters(text) == code_points(text).size());
    REQUIRE(first_characters(text, characters(text)) == text);

    std::string again;
    for (const char32_t c : code_points(text)) again += utf8(c);
    REQUIRE((again == text) == (valid_utf8(text) || text.find(fffd) != std::string::npos));

    const std::string line = one_line(text, 5);
    REQUIRE(valid_utf8(line));
    REQUIRE(characters(line) <= 5);
    for (const char c : line) REQUIRE((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
  }
}

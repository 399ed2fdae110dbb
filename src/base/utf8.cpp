#include "base/utf8.h"

#include <cstdint>

namespace zhaojian {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Step {
  char32_t code_point = replacement;
  std::size_t length = 1;  // bytes
  bool valid = false;
};

// The lead bytes of Table 3-7 of the Unicode Standard: how many bytes follow and what the first of them may be (this
// is where overlong forms, surrogates and what lies beyond U+10FFFF are refused).
struct Lead {
  std::size_t following = 0;
  std::uint8_t least = 0x80, most = 0xBF;
};

constexpr Lead lead(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

// The code point at the start of a text that is not empty. A broken one is as long as its longest beginning that could
// have become a code point ("maximal subpart", Unicode Standard section 3.9), at least one byte.
Step step(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1, true};
  const Lead rule = lead(byte(0));
  if (rule.following == 0) return {};
  char32_t value = byte(0) & (0x3FU >> rule.following);
  for (std::size_t i = 1; i <= rule.following; ++i) {
    const std::uint8_t least = i == 1 ? rule.least : 0x80;
    const std::uint8_t most = i == 1 ? rule.most : 0xBF;
    if (i >= text.size() || byte(i) < least || byte(i) > most) return {replacement, i, false};
    value = (value << 6) | (byte(i) & 0x3FU);
  }
  return {value, rule.following + 1, true};
}

constexpr bool control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
constexpr bool breaks_line(char32_t c) { return c == 0x2028 || c == 0x2029; }

void append(std::string& text, char32_t c) {
  const auto put = [&text](char32_t bits) { text.push_back(static_cast<char>(static_cast<std::uint8_t>(bits))); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

}  // namespace

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Step next = step(text);
    if (!next.valid) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

std::string clean_utf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const Step next = step(text);
    if (!control(next.code_point) || next.code_point == '\t' || next.code_point == '\n') append(clean, next.code_point);
    text.remove_prefix(next.length);
  }
  return clean;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(step(text).length);
  return count;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < count && !rest.empty(); ++i) rest.remove_prefix(step(rest).length);
  return text.substr(0, text.size() - rest.size());
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> all;
  all.reserve(text.size());
  while (!text.empty()) {
    const Step next = step(text);
    all.push_back(next.code_point);
    text.remove_prefix(next.length);
  }
  return all;
}

std::string utf8(char32_t code_point) {
  std::string text;
  append(text, code_point);
  return text;
}

std::string one_line(std::string_view text, std::size_t most) {
  const bool cut = characters(text) > most;
  if (cut && most == 0) return {};
  std::string line;
  for (const char32_t c : code_points(first_characters(text, cut ? most - 1 : most))) {
    append(line, control(c) || breaks_line(c) ? U' ' : c);
  }
  if (cut) line += "…";
  return line;
}

}  // namespace zhaojian

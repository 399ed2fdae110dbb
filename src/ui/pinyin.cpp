#include "ui/pinyin.h"

#include <iconv.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"

namespace zhaojian::ui {
namespace {

struct Start {
  unsigned code;  // the first character of the first level whose pinyin begins with `initial`
  char initial;
};
constexpr Start kStarts[] = {{0xB0A1, 'a'}, {0xB0C5, 'b'}, {0xB2C1, 'c'}, {0xB4EE, 'd'}, {0xB6EA, 'e'}, {0xB7A2, 'f'},
                             {0xB8C1, 'g'}, {0xB9FE, 'h'}, {0xBBF7, 'j'}, {0xBFA6, 'k'}, {0xC0AC, 'l'}, {0xC2E8, 'm'},
                             {0xC4C3, 'n'}, {0xC5B6, 'o'}, {0xC5BE, 'p'}, {0xC6DA, 'q'}, {0xC8BB, 'r'}, {0xC8F6, 's'},
                             {0xCBFA, 't'}, {0xCDDA, 'w'}, {0xCEF4, 'x'}, {0xD1B9, 'y'}, {0xD4D1, 'z'}};
constexpr unsigned kEnd = 0xD7FA;  // behind the last of the first level

// Read in two ways; GB 2312 has them under the other one.
struct Second {
  char32_t character;
  char initial;
};
constexpr Second kSeconds[] = {{U'重', 'c'}, {U'长', 'z'}, {U'行', 'h'}, {U'调', 't'}, {U'还', 'h'}, {U'单', 's'}};

char first_initial(unsigned code) {
  if (code < kStarts[0].code || code >= kEnd) return 0;
  const auto after = std::ranges::upper_bound(kStarts, code, {}, &Start::code);
  return (after - 1)->initial;
}

class Gb2312 {
 public:
  Gb2312() : to_(iconv_open("GB2312", "UTF-8")) {}
  ~Gb2312() {
    if (usable()) iconv_close(to_);
  }
  Gb2312(const Gb2312&) = delete;
  Gb2312& operator=(const Gb2312&) = delete;

  [[nodiscard]] unsigned code(std::string character) const {
    if (!usable()) return 0;
    char out[4] = {};
    char *from = character.data(), *into = out;
    std::size_t left = character.size(), room = sizeof out;
    if (iconv(to_, &from, &left, &into, &room) == static_cast<std::size_t>(-1) || into - out != 2) return 0;
    return static_cast<unsigned>(static_cast<unsigned char>(out[0])) << 8U | static_cast<unsigned char>(out[1]);
  }

 private:
  [[nodiscard]] bool usable() const { return to_ != reinterpret_cast<iconv_t>(-1); }
  iconv_t to_;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::vector<std::string> pinyin_initials(std::string_view text) {
  const Gb2312 gb;
  std::vector<std::string> initials;
  for (const char32_t c : code_points(text)) {
    std::string one;
    if (c < 0x80) {
      const char ascii = lower(static_cast<char>(c));
      if ((ascii >= 'a' && ascii <= 'z') || (ascii >= '0' && ascii <= '9')) one = ascii;
    } else if (const char initial = first_initial(gb.code(utf8(c)))) {
      one = initial;
    }
    for (const Second& second : kSeconds)
      if (second.character == c) one += second.initial;
    if (!one.empty()) initials.push_back(std::move(one));
  }
  return initials;
}

int fit_initials(std::string_view typed, std::string_view text) {
  if (typed.empty() || std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return 0;
  const std::vector<std::string> initials = pinyin_initials(text);
  for (std::size_t from = 0; from + typed.size() <= initials.size(); ++from) {
    std::size_t at = 0;
    while (at < typed.size() && initials[from + at].find(lower(typed[at])) != std::string::npos) ++at;
    if (at == typed.size()) return from == 0 ? 3 : 2;
  }
  return 0;
}

}  // namespace zhaojian::ui

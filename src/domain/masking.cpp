#include "domain/masking.h"

#include <algorithm>

#include "base/time.h"
#include "base/utf8.h"

namespace zhaojian::domain {
namespace {

constexpr std::size_t number_length = 18;
constexpr std::size_t old_number_length = 15;  // GB 11643-1989, without a check digit

bool digit(char c) { return c >= '0' && c <= '9'; }

bool checks(std::string_view number) {
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view letters = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i + 1 < number_length; ++i) sum += weights[i] * (number[i] - '0');
  const char last = number.back() == 'x' ? 'X' : number.back();
  return letters[static_cast<std::size_t>(sum % 11)] == last;
}

bool has_birthday(std::string_view number) {
  const std::string text = std::string(number.substr(6, 4)) + "-" + std::string(number.substr(10, 2)) + "-" +
                           std::string(number.substr(12, 2));
  const auto date = date_from_iso(text);
  return date && date->year >= 1900 && date->year < 2100;
}

}  // namespace

std::string masked_name(std::string_view name) {
  const bool masked = name.find('*') != std::string_view::npos || name.find("＊") != std::string_view::npos;
  if (name.empty() || masked) return std::string(name);
  return std::string(first_characters(name, 1)) + "*";
}

std::string masked_id_number(std::string_view id_number) {
  if (id_number.empty()) return {};
  return std::string(first_characters(id_number, 1)) + std::string(characters(id_number) - 1, '*');
}

IdNumberCheck check_id_number(std::string_view id_number) {
  if (id_number.empty()) return IdNumberCheck::not_checkable;
  const bool may_end_in_x = id_number.size() == number_length && (id_number.back() == 'X' || id_number.back() == 'x');
  const std::string_view digits = may_end_in_x ? id_number.substr(0, number_length - 1) : id_number;
  // Masked numbers and foreign documents have other characters and follow no rule we know.
  if (!std::ranges::all_of(digits, digit) || id_number.size() == old_number_length) return IdNumberCheck::not_checkable;
  if (id_number.size() != number_length) return IdNumberCheck::wrong;
  return checks(id_number) && has_birthday(id_number) ? IdNumberCheck::valid : IdNumberCheck::wrong;
}

std::string masked_item(std::string_view raw) {
  std::string shown(raw);
  for (const std::string_view key : {"\"id_number\"", "\"capture_code\""}) {
    for (auto at = shown.find(key); at != std::string::npos; at = shown.find(key, at + key.size())) {
      // The item may be broken JSON: whatever follows up to the next key is treated as the value.
      const auto end = std::min(shown.find_first_of(",}", at + key.size()), shown.size());
      for (auto i = at + key.size(); i < end; ++i)
        if (shown[i] >= '0' && shown[i] <= '9') shown[i] = '*';
    }
  }
  return shown;
}

}  // namespace zhaojian::domain

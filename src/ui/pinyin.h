#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace zhaojian::ui {

// The letters a text can be found by when only their first letters are typed: one entry a character, with every initial
// it may have ("重" → "zc"); ASCII letters and digits stand for themselves, other characters for nothing.
// From the order of GB 2312's first level, which is by pinyin (GB/T 2312-1980, rows 16-55): its 3,755 characters.
[[nodiscard]] std::vector<std::string> pinyin_initials(std::string_view text);

// Whether `typed` (ASCII, any case) are initials of `text`: 3 from its beginning, 2 from a later character on, 0 not.
[[nodiscard]] int fit_initials(std::string_view typed, std::string_view text);

}  // namespace zhaojian::ui

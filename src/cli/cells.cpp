#include "cli/cells.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/utf8.h"

namespace zhaojian::cli {
namespace {

constexpr std::size_t kLongestCell = 160;
constexpr std::string_view kGap = "  ";

struct Range {
  char32_t first, last;
};

// Unicode East Asian Width W and F, as blocks.
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                           {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Range kNothing[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x2069},
                              {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};

template <std::size_t count> bool in(char32_t c, const Range (&ranges)[count]) {
  return std::ranges::any_of(ranges, [c](const Range& range) { return c >= range.first && c <= range.last; });
}

std::string blanks(std::size_t width, std::size_t used) { return std::string(width > used ? width - used : 0, ' '); }

}  // namespace

std::size_t cells(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t c : code_points(text)) {
    if (in(c, kNothing)) continue;
    width += in(c, kWide) ? 2 : 1;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) { return std::string(text) + blanks(width, cells(text)); }

std::string padded_left(std::string_view text, std::size_t width) {
  return blanks(width, cells(text)) + std::string(text);
}

void Table::row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = one_line(cell, kLongestCell);
  rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out, std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = cells(columns_[i].head);
    for (const auto& row : rows_) width = std::max(width, cells(row[i]));
    widths.push_back(width);
  }
  const auto line = [&](const auto& text_of) {
    std::string text(indent);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) text += kGap;
      text += columns_[i].align == Align::right ? padded_left(text_of(i), widths[i]) : padded(text_of(i), widths[i]);
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out << text << '\n';
  };
  line([&](std::size_t i) -> const std::string& { return columns_[i].head; });
  for (const auto& row : rows_) line([&](std::size_t i) -> const std::string& { return row[i]; });
}

}  // namespace zhaojian::cli

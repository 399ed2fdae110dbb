#pragma once
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

// Text in a terminal, where a Han character is two cells wide and a combining mark none.
namespace zhaojian::cli {

[[nodiscard]] std::size_t cells(std::string_view text);
// Blanks behind (or before) the text until it is `width` cells wide; longer ones stay as they are.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t width);

enum class Align { left, right };
struct Column {
  std::string head;
  Align align = Align::left;
};

// Rows in aligned columns. Whatever comes in is shown as one line of at most 160 characters a cell.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void row(std::vector<std::string> cells);  // as many as there are columns
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  void print(std::ostream& out, std::string_view indent = "") const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace zhaojian::cli

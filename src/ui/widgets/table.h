#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/context.h"
#include "ui/layout.h"
#include "ui/scope.h"

namespace zhaojian::ui {

enum class Align { left, right };  // figures stand at the right edge, so that their digits line up

struct Column {
  std::string_view title;
  float width = 0;  // design pixels; with a share, the least
  float share = 0;  // of the width that the others leave
  Align align = Align::left;
  float from = 0;  // left out where the list is narrower than this many design pixels
};

// A list with a header line and rows of 40 dp. Only the rows in sight are asked for. The mouse selects, a double click
// or Enter chooses; ↑ ↓ Page Home End move the selection when `keys` says that the keyboard is the list's.
//
//   Table table(ui, "outbox", place, columns, rows, selected, keys);
//   while (table.next()) { table.text(...); table.state(...); }   // every column, those left out too
//   if (table.chosen()) …                                         // of `selected`
class Table {
 public:
  Table(const UiContext& ui, std::string_view id, const Rect& place, std::span<const Column> columns, int rows,
        int& selected, bool keys);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  [[nodiscard]] bool next();
  [[nodiscard]] int row() const { return row_; }
  void text(std::string_view said, const ImVec4& ink, Type type = Type::body);
  void state(const char* icon, const ImVec4& ink, std::string_view word);  // told by shape and word, not colour alone
  // Where the next cell stands, for what is not text; counts as that cell. Of no width when it is left out.
  [[nodiscard]] Rect cell();
  [[nodiscard]] bool chosen() const { return chosen_; }

 private:
  void take_keyboard(int page);
  void begin_row();

  const UiContext& ui_;
  std::string id_;
  Rect place_;
  std::vector<Rect> columns_;  // min.x and max.x of each, screen pixels
  std::vector<Align> aligned_;
  int rows_;
  int& selected_;
  float row_height_;
  float top_ = 0;  // of row 0, screen pixels
  int row_ = -1, last_ = -1;
  std::size_t cell_ = 0;
  bool moved_ = false, chosen_ = false;
};

// Rows of grey bars where the text will stand while it is fetched: nothing moves when it arrives.
void draw_table_outline(const UiContext& ui, const Rect& place, std::span<const Column> columns);

}  // namespace zhaojian::ui

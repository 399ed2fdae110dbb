#include "cli/cells.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace zhaojian::cli;

TEST_CASE("a Han character is two cells wide, an emoji too, a combining mark none") {
  CHECK(cells("") == 0);
  CHECK(cells("abc") == 3);
  CHECK(cells("照鉴") == 4);
  CHECK(cells("䶮𠮷") == 4);
  CHECK(cells("😀") == 2);
  CHECK(cells("e\u0301") == 1);
  CHECK(cells("“ΔE ≤ 5”") == 8);
  CHECK(cells("，。") == 4);
  CHECK(padded("张*", 5) == "张*  ");
  CHECK(padded_left("张*", 5) == "  张*");
  CHECK(padded("too long", 3) == "too long");
}

TEST_CASE("columns line up whatever is in them, and nothing breaks out of its line") {
  Table table({{"名"}, {"n", Align::right}, {"note"}});
  table.row({"张三", "7", "a\nb\x1b[2J"});
  table.row({"x", "1234", ""});
  std::ostringstream out;
  table.print(out, "> ");
  CHECK(out.str() ==
        "> 名       n  note\n"
        "> 张三     7  a b [2J\n"
        "> x     1234\n");
}

TEST_CASE("a row with too few cells is filled up") {
  Table table({{"a"}, {"b"}});
  CHECK(table.empty());
  table.row({"1"});
  std::ostringstream out;
  table.print(out);
  CHECK(out.str() == "a  b\n1\n");
}

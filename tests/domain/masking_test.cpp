#include "domain/masking.h"

#include <catch2/catch.hpp>

using namespace zhaojian::domain;

TEST_CASE("a name shows its first character, however rare it is") {
  CHECK(masked_name("张三") == "张*");
  CHECK(masked_name("欧阳修文") == "欧*");
  CHECK(masked_name("𠮷田") == "𠮷*");
  CHECK(masked_name("䶮") == "䶮*");
  CHECK(masked_name("Ann Lee") == "A*");
  CHECK(masked_name("").empty());
}

TEST_CASE("a name that comes masked stays as it is") {
  CHECK(masked_name("张*") == "张*");
  CHECK(masked_name("*三") == "*三");
  CHECK(masked_name("张＊＊") == "张＊＊");
}

TEST_CASE("of an ID number only the first digit is shown, above all not the last four") {
  CHECK(masked_id_number("11010519491231002X") == "1*****************");
  CHECK(masked_id_number("410***********1234") == "4*****************");
  CHECK(masked_id_number("8") == "8");
  CHECK(masked_id_number("").empty());
}

TEST_CASE("the published examples of ID numbers verify") {
  CHECK(check_id_number("34052419800101001X") == IdNumberCheck::valid);
  CHECK(check_id_number("34052419800101001x") == IdNumberCheck::valid);
  CHECK(check_id_number("53010219200508011X") == IdNumberCheck::valid);
  CHECK(check_id_number("11010519491231002X") == IdNumberCheck::valid);
}

TEST_CASE("every changed digit and every swap of different neighbours of the check is caught") {
  const std::string good = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == good[i]) continue;
      std::string wrong = good;
      wrong[i] = digit;
      CHECK(check_id_number(wrong) == IdNumberCheck::wrong);
    }
    if (i + 1 < 17 && good[i] != good[i + 1]) {
      std::string swapped = good;
      std::swap(swapped[i], swapped[i + 1]);
      CHECK(check_id_number(swapped) == IdNumberCheck::wrong);
    }
  }
}

TEST_CASE("a birthday that never was makes a number wrong even when its check digit fits") {
  // 11010519490230001 has the sum of a valid number for some check digit; none of the eleven may pass.
  for (const char check : std::string("0123456789X")) {
    CHECK(check_id_number(std::string("11010519490230001") + check) == IdNumberCheck::wrong);
    CHECK(check_id_number(std::string("11010518991231002") + check) == IdNumberCheck::wrong);
  }
}

TEST_CASE("a masked, absent, old or foreign number is not checkable, not wrong") {
  CHECK(check_id_number("") == IdNumberCheck::not_checkable);
  CHECK(check_id_number("410***********1234") == IdNumberCheck::not_checkable);
  CHECK(check_id_number("110105491231002") == IdNumberCheck::not_checkable);
  CHECK(check_id_number("H1234567800") == IdNumberCheck::not_checkable);
  CHECK(check_id_number("张三") == IdNumberCheck::not_checkable);
  CHECK(check_id_number("1101051949123100") == IdNumberCheck::wrong);
}

TEST_CASE("a quarantined item is shown without the digits of an ID number") {
  CHECK(masked_item(R"({"id":"sub_7","id_number":"410***********1234","name":"x9"})") ==
        R"({"id":"sub_7","id_number":"******************","name":"x9"})");
  CHECK(masked_item(R"({"id_number": 4101, "capture_code":"ab12)") == R"({"id_number": ****, "capture_code":"ab**)");
  CHECK(masked_item("").empty());
}

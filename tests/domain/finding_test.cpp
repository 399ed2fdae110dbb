#include "domain/finding.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace zhaojian;
using namespace zhaojian::domain;

TEST_CASE("a value is judged against its band, the limits themselves being good") {
  const Band band{55, 105, 50, 110};
  CHECK(judge(80, band) == Verdict::pass);
  CHECK(judge(55, band) == Verdict::pass);
  CHECK(judge(105, band) == Verdict::pass);
  CHECK(judge(54.9, band) == Verdict::warn);
  CHECK(judge(105.1, band) == Verdict::warn);
  CHECK(judge(50, band) == Verdict::warn);
  CHECK(judge(110, band) == Verdict::warn);
  CHECK(judge(49.9, band) == Verdict::fail);
  CHECK(judge(110.1, band) == Verdict::fail);
}

TEST_CASE("a limit that is not there limits nothing") {
  CHECK(judge(1e12, Band{}) == Verdict::pass);
  CHECK(judge(1e12, Band{std::nullopt, std::nullopt, 10, std::nullopt}) == Verdict::pass);
  CHECK(judge(9, Band{std::nullopt, std::nullopt, 10, std::nullopt}) == Verdict::fail);
  CHECK(judge(9, Band{10, std::nullopt, std::nullopt, std::nullopt}) == Verdict::warn);
}

TEST_CASE("what is no number is not assessable, and an infinite value breaks the limit it passes") {
  CHECK(judge(std::numeric_limits<double>::quiet_NaN(), Band{1, 2, 0, 3}) == Verdict::not_assessable);
  CHECK(judge(std::numeric_limits<double>::infinity(), Band{1, 2, 0, 3}) == Verdict::fail);
}

TEST_CASE("an assessment finds its findings by id") {
  Assessment assessment;
  assessment.findings = {{FindingId("a"), Verdict::pass, {}, {}, {}, {}, {}, {}, {}},
                         {FindingId("b"), Verdict::fail, {}, {}, {}, {}, {}, {}, {}}};
  REQUIRE(assessment.find(FindingId("b")) != nullptr);
  CHECK(assessment.find(FindingId("b"))->verdict == Verdict::fail);
  CHECK(assessment.find(FindingId("c")) == nullptr);
}

#include "domain/agreement.h"

#include <catch2/catch.hpp>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

Finding ours(Verdict verdict, std::optional<double> value, Unit unit = Unit::px) {
  Finding finding;
  finding.id = FindingId("geom.head_top");
  finding.verdict = verdict;
  finding.value = value;
  finding.unit = unit;
  return finding;
}

Flag theirs(FlagVerdict verdict, std::optional<double> value, const std::string& unit = "px") {
  return {FindingId("geom.head_top"), verdict, value, unit, "capture-auto 2.3"};
}

Rule within(double tolerance) {
  Rule rule;
  rule.unit = Unit::px;
  rule.agree_within = tolerance;
  return rule;
}

}  // namespace

TEST_CASE("two checks disagree when their verdicts differ, whatever the values") {
  const Rule rule = within(6);
  CHECK(compare(ours(Verdict::pass, 76), theirs(FlagVerdict::fail, 76), &rule) == Agreement::verdict);
  CHECK(compare(ours(Verdict::warn, 76), theirs(FlagVerdict::fail, 76), &rule) == Agreement::verdict);
  CHECK(compare(ours(Verdict::fail, 40), theirs(FlagVerdict::warn, 40), &rule) == Agreement::verdict);
  CHECK(compare(ours(Verdict::fail, 40), theirs(FlagVerdict::fail, 41), &rule) == Agreement::same);
  CHECK(is_alarm(Agreement::verdict));
  CHECK(is_alarm(Agreement::value));
  CHECK_FALSE(is_alarm(Agreement::same));
  CHECK_FALSE(is_alarm(Agreement::unseen));
}

TEST_CASE("with one verdict the values may differ by the tolerance of the profile and no more") {
  const Rule rule = within(6), loose{};
  const Finding finding = ours(Verdict::fail, 40);
  CHECK(compare(finding, theirs(FlagVerdict::fail, 46), &rule) == Agreement::same);
  CHECK(compare(finding, theirs(FlagVerdict::fail, 46.1), &rule) == Agreement::value);
  CHECK(compare(finding, theirs(FlagVerdict::fail, 33.9), &rule) == Agreement::value);
  // Nothing to compare by: no tolerance, no rule, another unit, no value.
  CHECK(compare(finding, theirs(FlagVerdict::fail, 400), &loose) == Agreement::same);
  CHECK(compare(finding, theirs(FlagVerdict::fail, 400), nullptr) == Agreement::same);
  CHECK(compare(finding, theirs(FlagVerdict::fail, 0.1, "ratio"), &rule) == Agreement::same);
  CHECK(compare(finding, theirs(FlagVerdict::fail, {}), &rule) == Agreement::same);
  CHECK(compare(ours(Verdict::fail, {}), theirs(FlagVerdict::fail, 40), &rule) == Agreement::same);
  // A unit by its symbol is the same unit.
  CHECK(compare(ours(Verdict::fail, 12, Unit::degrees), theirs(FlagVerdict::fail, 30, "°"), &rule) == Agreement::value);
}

TEST_CASE("where only one of the two could look there is no contradiction, and where neither could, no news") {
  const Rule rule = within(6);
  CHECK(compare(ours(Verdict::not_assessable, {}), theirs(FlagVerdict::fail, 40), &rule) == Agreement::unseen);
  CHECK(compare(ours(Verdict::pass, 76), theirs(FlagVerdict::not_assessable, {}), &rule) == Agreement::unseen);
  CHECK(compare(ours(Verdict::not_assessable, {}), theirs(FlagVerdict::not_assessable, {}), &rule) == Agreement::same);
}

TEST_CASE("each flag of the back end finds the check of its name, or is told apart as a stranger") {
  StandardProfile profile = test::a_profile();
  profile.rules["geom.head_top"] = within(6);
  Assessment assessment;
  assessment.findings = {ours(Verdict::pass, 76)};
  const std::vector<Flag> flags = {{FindingId("sky.colour"), FlagVerdict::warn, 1, "", "x 1"},
                                   theirs(FlagVerdict::fail, 20)};
  const auto rows = compare(assessment, flags, profile);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].ours == nullptr);
  CHECK(rows[0].theirs == flags.data());
  CHECK(rows[0].agreement == Agreement::unseen);
  CHECK(rows[1].ours == assessment.findings.data());
  CHECK(rows[1].agreement == Agreement::verdict);
}

#include "domain/rejudge.h"

#include <catch2/catch.hpp>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

StandardProfile version(int number, Band head = {55, 105, 50, 110}) {
  StandardProfile profile = test::a_profile();
  profile.version = number;
  profile.rules["geom.head_top"] = {head, Unit::px, "四.2", false, {{"margin", 4.0}}};
  profile.rules["qual.sharp"] = {Band{0.4, {}, 0.3, {}}, Unit::ratio, "一.3", false, {}};
  return profile;
}

Finding finding(const std::string& id, const StandardProfile& profile, std::optional<double> value) {
  Finding made;
  made.id = FindingId(id);
  made.value = value;
  made.unit = profile.rules.at(id).unit;
  made.band = profile.rules.at(id).band;
  if (value) made.verdict = judge(*value, made.band);
  return made;
}

Assessment measured(const StandardProfile& profile, double head_top, std::optional<double> sharp) {
  Assessment assessment;
  assessment.profile = profile.id;
  assessment.profile_version = profile.version;
  assessment.engine = "e 1";
  assessment.findings = {finding("geom.head_top", profile, head_top), finding("qual.sharp", profile, sharp)};
  return assessment;
}

}  // namespace

TEST_CASE("new bands give new verdicts from the kept values, and no picture is needed") {
  const auto from = version(1), to = version(2, {65, 105, 60, 110});
  const Rejudged again = rejudge(measured(from, 58, 0.5), from, to);
  CHECK(again.to_check.empty());
  CHECK(again.changes == std::vector<VerdictChange>{{FindingId("geom.head_top"), Verdict::pass, Verdict::fail, 58.0}});
  CHECK(again.assessment.profile_version == 2);
  CHECK(again.assessment.engine == "e 1");
  CHECK(again.assessment.findings[0].band == to.rules.at("geom.head_top").band);
  CHECK(again.assessment.findings[0].verdict == Verdict::fail);
  CHECK(again.assessment.findings[1].verdict == Verdict::pass);
}

TEST_CASE("the same bands change nothing") {
  const auto from = version(1), to = version(2);
  const Rejudged again = rejudge(measured(from, 52, 0.35), from, to);
  CHECK(again.changes.empty());
  CHECK(again.to_check.empty());
}

TEST_CASE("what could not be assessed stays so under any band") {
  const auto from = version(1);
  auto to = version(2);
  to.rules["qual.sharp"].band = {};
  const Rejudged again = rejudge(measured(from, 80, std::nullopt), from, to);
  CHECK(again.changes.empty());
  CHECK(again.to_check.empty());
  CHECK(again.assessment.findings[1].verdict == Verdict::not_assessable);
}

TEST_CASE("whatever more than a band changed needs a new look at the picture") {
  const auto from = version(1);
  const Assessment kept = measured(from, 80, 0.5);
  const auto to_check = [&](auto&& change) {
    auto to = version(2);
    change(to);
    return rejudge(kept, from, to).to_check;
  };
  const std::vector head = {FindingId("geom.head_top")};
  CHECK(to_check([](auto& to) { to.rules["geom.head_top"].parameters["margin"] = 5; }) == head);
  CHECK(to_check([](auto& to) { to.rules["geom.head_top"].unit = Unit::percent; }) == head);
  CHECK(to_check([](auto& to) { to.rules["mouth.closed"] = {}; }) == std::vector{FindingId("mouth.closed")});
  CHECK(to_check([](auto& to) { to.backgrounds = {{255, 255, 255}}; }).size() == 2);
  CHECK(to_check([](auto& to) { to.width = 358; }).size() == 2);
  CHECK(to_check([](auto& to) { to.hold = seconds(5); }).empty());
}

TEST_CASE("a verdict that does not follow from value and band is not guessed") {
  const auto from = version(1), to = version(2, {65, 105, 60, 110});
  Assessment kept = measured(from, 80, 0.5);
  kept.findings[0].verdict = Verdict::warn;  // the check knew better than its band
  const Rejudged again = rejudge(kept, from, to);
  CHECK(again.to_check == std::vector{FindingId("geom.head_top")});
  CHECK(again.assessment.findings[0].verdict == Verdict::warn);
}

TEST_CASE("a rule that is gone drops its finding") {
  const auto from = version(1);
  auto to = version(2);
  to.rules.erase("qual.sharp");
  const Rejudged again = rejudge(measured(from, 80, 0.2), from, to);
  CHECK(again.dropped == std::vector{FindingId("qual.sharp")});
  CHECK(again.assessment.findings.size() == 1);
}

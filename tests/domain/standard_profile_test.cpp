#include "domain/standard_profile.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

StandardProfile with_rules() {
  StandardProfile profile = test::a_profile();
  profile.rules["geom.head_top"] = {Band{55, 105, 50, 110}, Unit::px, "四.2", false, {{"margin", 4.0}}};
  profile.clauses = {{"四.2", "头顶", "Head top", Coverage::automatic, {FindingId("geom.head_top")}}};
  return profile;
}

}  // namespace

TEST_CASE("a profile gives the rule of a check and its parameters, and names what is missing") {
  const StandardProfile profile = with_rules();
  const FindingId head("geom.head_top");
  REQUIRE(profile.rule(head) != nullptr);
  CHECK(profile.rule(head)->band.fail_min == 50);
  CHECK(profile.rule(FindingId("geom.eye_line")) == nullptr);
  CHECK(*profile.parameter(head, "margin") == 4.0);
  const auto missing = profile.parameter(head, "other");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "profile chsi-99-2017: rules.geom.head_top.parameters.other is missing");
  CHECK_FALSE(profile.parameter(FindingId("geom.eye_line"), "margin"));
}

TEST_CASE("a profile is refused for every rule it breaks") {
  CHECK(validate(with_rules()));
  const auto problem_of = [](auto&& spoil) {
    StandardProfile profile = with_rules();
    spoil(profile);
    const auto done = validate(profile);
    REQUIRE_FALSE(done);
    CHECK(done.error().text == "error.profile.invalid");
    return done.error().message;
  };
  const std::string before = "profile chsi-99-2017: ";
  CHECK(problem_of([](auto& p) { p.width = 0; }) == before + "width and height must be positive");
  CHECK(problem_of([](auto& p) { p.dpi = -1; }) == before + "dpi must be positive");
  CHECK(problem_of([](auto& p) { p.version = 0; }) == before + "version is below 1");
  CHECK(problem_of([](auto& p) { p.target_max_bytes = 1; }) == before + "target bytes must be positive and in order");
  CHECK(problem_of([](auto& p) { p.hold = seconds(-1); }) == before + "hold is negative");
  CHECK(problem_of([](auto& p) { p.least_view = seconds(-1); }) == before + "least_view is negative");
  CHECK(problem_of([](auto& p) { p.backgrounds.clear(); }) == before + "backgrounds is empty");
  CHECK(problem_of([](auto& p) { p.backgrounds[0].g = 256; }) == before + "a background is not RGB 0-255");
  const std::string band = before + "rules.geom.head_top: the limits of its band are not in order";
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].band.warn_min = 49; }) == band);
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].band.warn_max = 111; }) == band);
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].band.warn_max = 40; }) == band);
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].band.fail_max = NAN; }) == band);
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].parameters["margin"] = INFINITY; }) ==
        before + "rules.geom.head_top.parameters.margin is not a number");
  CHECK(problem_of([](auto& p) { p.clauses[0].findings.emplace_back("no.such"); }) ==
        before + "clause 四.2 names no.such, which has no rule");
  CHECK(problem_of([](auto& p) { p.clauses.push_back(p.clauses[0]); }) == before + "clause 四.2 appears twice");
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].agree_within = -1; }) ==
        before + "rules.geom.head_top.agree_within is negative");
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].clause = "九.9"; }) ==
        before + "rules.geom.head_top.clause: no clause \"九.9\"");
  CHECK(problem_of([](auto& p) { p.rules["geom.head_top"].decides = true; }) ==
        before + "rules.geom.head_top.decides: only a fact of the file (file.*) may decide alone");
}

TEST_CASE("a clause is measured, shown or ticked, and says so") {
  const auto accepted = [](Coverage coverage, bool measured, bool ticked) {
    StandardProfile profile = with_rules();
    Clause clause{"二.4", "不宜化妆", "No make-up", coverage, {}, {}};
    if (measured) clause.findings = {FindingId("geom.head_top")};
    if (ticked) clause.ticks = {{TickId("no_make_up"), "没有浓妆", "No make-up", "看", "Look", ReasonCode("MAKEUP")}};
    profile.clauses.push_back(clause);
    return validate(profile).has_value();
  };
  CHECK(accepted(Coverage::automatic, true, false));
  CHECK_FALSE(accepted(Coverage::automatic, true, true));
  CHECK_FALSE(accepted(Coverage::automatic, false, false));
  CHECK(accepted(Coverage::assisted, true, false));
  CHECK(accepted(Coverage::assisted, true, true));
  CHECK_FALSE(accepted(Coverage::assisted, false, true));
  CHECK(accepted(Coverage::manual, false, true));
  CHECK_FALSE(accepted(Coverage::manual, false, false));
  CHECK_FALSE(accepted(Coverage::manual, true, true));
}

TEST_CASE("a tick is found by its id and may appear once in a profile") {
  StandardProfile profile = with_rules();
  const Tick tick{TickId("no_make_up"), "没有浓妆", "No make-up", "看", "Look", ReasonCode("MAKEUP")};
  profile.clauses.push_back({"二.4", "不宜化妆", "No make-up", Coverage::manual, {}, {tick}});
  CHECK(validate(profile));
  REQUIRE(profile.tick(tick.id) != nullptr);
  CHECK(profile.tick(tick.id)->reason == ReasonCode("MAKEUP"));
  CHECK(profile.tick(TickId("other")) == nullptr);
  profile.clauses.push_back({"三.2", "两只灯", "Two lights", Coverage::manual, {}, {tick}});
  const auto twice = validate(profile);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().message == "profile chsi-99-2017: tick no_make_up appears twice");
}

TEST_CASE("a band may have any of its four limits") {
  StandardProfile profile = with_rules();
  profile.rules["geom.head_top"].band = {};
  CHECK(validate(profile));
  profile.rules["geom.head_top"].band = {std::nullopt, 10, std::nullopt, 10};
  CHECK(validate(profile));
  profile.rules["geom.head_top"].band = {std::nullopt, std::nullopt, 10, 9};
  CHECK_FALSE(validate(profile));
}

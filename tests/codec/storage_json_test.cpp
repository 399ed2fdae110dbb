#include <catch2/catch.hpp>
#include <limits>

#include "codec/assessment_json.h"
#include "codec/decision_json.h"
#include "support/decision_builder.h"

using namespace zhaojian;
using namespace zhaojian::codec;
using namespace zhaojian::domain;
using namespace zhaojian::test;

namespace {

Finding a_full_finding() {
  Finding finding;
  finding.id = FindingId("geom.head_top");
  finding.verdict = Verdict::warn;
  finding.value = 52.125;
  finding.unit = Unit::px;
  finding.band = {55, 105, 50, 110};
  finding.why = "finding.head_top.low";
  finding.why_values = {"52", "𠮷"};
  finding.marks = {{MarkKind::line, {{0, 52.1F}, {479.5F, 52.1F}}, true},
                   {MarkKind::box, {{0, 50}, {480, 110}}, false}};
  finding.heat = HeatMap{3, 2, {0, 1, 127, 128, 254, 255}};
  return finding;
}

Assessment an_assessment() {
  Assessment assessment;
  assessment.submission = SubmissionId("sub_1");
  assessment.version = 2;
  assessment.photo = hash_of("photo");
  assessment.profile = ProfileId("chsi-99-2017");
  assessment.profile_version = 3;
  assessment.engine = "yunet 2023mar; checks 1";
  assessment.made_at = kSomeDay + Duration{1};
  assessment.findings = {a_full_finding(), Finding{}};
  assessment.findings[1].id = FindingId("face.count");
  return assessment;
}

template <class T> std::string problem(const Result<T>& result) {
  return result ? std::string() : result.error().message;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("an assessment survives storage whole, marks and heat included") {
  const Assessment before = an_assessment();
  const auto after = assessment_from_json(bytes_of(assessment_to_json(before)));
  REQUIRE(after);
  CHECK(*after == before);
  const auto pretty = assessment_from_json(bytes_of(assessment_to_json(before, JsonStyle::indented)));
  REQUIRE(pretty);
  CHECK(*pretty == before);
}

TEST_CASE("every unit, verdict and kind of mark survives storage") {
  for (int unit = 0; unit <= static_cast<int>(Unit::probability); ++unit) {
    Finding finding = a_full_finding();
    finding.unit = static_cast<Unit>(unit);
    finding.verdict = static_cast<Verdict>(unit % 4);
    finding.marks[0].kind = static_cast<MarkKind>(unit % 5);
    const auto after = finding_from_json(bytes_of(finding_to_json(finding)));
    REQUIRE(after);
    CHECK(*after == finding);
  }
}

TEST_CASE("an assessment of a file that belongs to no submission can be kept too") {
  Assessment bare;
  bare.made_at = kSomeDay;
  const auto after = assessment_from_json(bytes_of(assessment_to_json(bare)));
  REQUIRE(after);
  CHECK(*after == bare);
}

TEST_CASE("values that are no numbers are left out, because JSON has none for them") {
  Finding finding = a_full_finding();
  finding.value = std::numeric_limits<double>::quiet_NaN();
  finding.marks[0].spots[0].x = std::numeric_limits<float>::infinity();
  const auto after = finding_from_json(bytes_of(finding_to_json(finding)));
  REQUIRE(after);
  CHECK_FALSE(after->value);
  CHECK(after->marks[0].spots.size() == 1);
}

TEST_CASE("a damaged finding is refused and says where") {
  const std::string good = finding_to_json(a_full_finding());
  const auto damaged = [&](std::string_view what, std::string_view with) {
    return problem(finding_from_json(bytes_of(replaced(good, what, with))));
  };
  CHECK(damaged("\"warn\"", "\"maybe\"").starts_with("verdict: unknown value \"maybe\""));
  CHECK(damaged("\"px\"", "\"furlong\"").starts_with("unit: unknown value \"furlong\""));
  CHECK(damaged("\"columns\":3", "\"columns\":4") == "heat.cells: not columns times rows");
  CHECK(damaged("\"columns\":3", "\"columns\":3000000").starts_with("heat.columns: out of range"));
  CHECK(damaged("\"cells\":\"", "\"cells\":\"*") == "heat.cells: not base64");
  CHECK(damaged("\"spots\":[[", "\"spots\":[[1,") == "marks[0].spots[0]: more than 2 items");
}

TEST_CASE("a decision survives storage whole") {
  Decision decision = a_decision("sub_1").retake("BLUR").because("OTHER", "请换衣服 👔 \"有领\"\n上衣");
  decision.reasons[0].region = Region{1, 2.5, 3, 4};
  decision.identity = IdentityAnswer{5, 6};
  decision.reverses = DecisionId("dec_0");
  decision.decided_at = kSomeDay + Duration{654'321};
  for (int state = 0; state <= static_cast<int>(DecisionState::opinion); ++state) {
    for (int round = 0; round <= static_cast<int>(Round::supervisor); ++round) {
      decision.state = static_cast<DecisionState>(state);
      decision.round = static_cast<Round>(round);
      decision.outcome = static_cast<Outcome>(state % 4);
      const auto after = decision_from_json(bytes_of(decision_to_json(decision)));
      REQUIRE(after);
      CHECK(*after == decision);
    }
  }
  const Decision plain = a_decision("sub_2").with_identity(std::nullopt);
  CHECK(*decision_from_json(bytes_of(decision_to_json(plain))) == plain);
}

TEST_CASE("the reasons of a decision can be kept by themselves") {
  const Decision decision = a_decision("sub_1").retake("BLUR").because("OTHER", "五个字的说明");
  const auto after = given_reasons_from_json(bytes_of(given_reasons_to_json(decision.reasons)));
  REQUIRE(after);
  CHECK(*after == decision.reasons);
  CHECK(given_reasons_to_json({}) == "[]");
  CHECK(given_reasons_from_json(bytes_of("[]"))->empty());
}

TEST_CASE("a damaged decision is refused and says where") {
  const std::string good = decision_to_json(a_decision("sub_1").doubt());
  const auto damaged = [&](std::string_view what, std::string_view with) {
    return problem(decision_from_json(bytes_of(replaced(good, what, with))));
  };
  CHECK(damaged("\"round\":\"first\"", "\"round\":\"third\"") == "round: not a round");
  CHECK(damaged("\"identity_doubt\"", "\"shrug\"").starts_with("outcome: unknown value \"shrug\""));
  CHECK(damaged("\"state\":\"held\"", "\"state\":\"kept\"").starts_with("state: unknown value \"kept\""));
  CHECK(damaged("\"first\":2", "\"first\":9").starts_with("identity.first: out of range"));
  CHECK(damaged("\"photo\":\"", "\"photo\":\"0") == "photo: not 64 hex digits");
}

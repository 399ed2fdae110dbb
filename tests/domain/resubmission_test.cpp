#include "domain/resubmission.h"

#include <catch2/catch.hpp>

#include "support/sample_standard.h"

using namespace zhaojian;
using namespace zhaojian::domain;

namespace {

Finding a_finding(const std::string& id, Verdict verdict, std::optional<double> value = std::nullopt, Band band = {}) {
  Finding finding;
  finding.id = FindingId(id);
  finding.verdict = verdict;
  finding.value = value;
  finding.band = band;
  return finding;
}

OldReason state_of(const std::string& code, std::vector<Finding> findings,
                   const ReasonCatalogue& catalogue = test::some_reasons()) {
  Assessment now;
  now.findings = std::move(findings);
  const std::vector<GivenReason> old = {{ReasonCode(code), "", std::nullopt}};
  const auto states = compare_with_old(old, now, catalogue);
  REQUIRE(states.size() == 1);
  CHECK(states[0].code == ReasonCode(code));
  return states[0].state;
}

}  // namespace

TEST_CASE("an old reason is cleared when its check passes and still there when it fails") {
  CHECK(state_of("BLUR", {a_finding("qual.sharp", Verdict::pass)}) == OldReason::cleared);
  CHECK(state_of("BLUR", {a_finding("qual.sharp", Verdict::fail)}) == OldReason::still_there);
}

TEST_CASE("nobody claims to know when the check doubts, could not be made, is missing or never existed") {
  CHECK(state_of("BLUR", {a_finding("qual.sharp", Verdict::warn)}) == OldReason::unknown);
  CHECK(state_of("BLUR", {a_finding("qual.sharp", Verdict::not_assessable)}) == OldReason::unknown);
  CHECK(state_of("BLUR", {a_finding("eyes.open", Verdict::pass)}) == OldReason::unknown);
  CHECK(state_of("BG_EDGE", {a_finding("qual.sharp", Verdict::pass)}) == OldReason::unknown);
  CHECK(state_of("GONE_FROM_CATALOGUE", {a_finding("qual.sharp", Verdict::pass)}) == OldReason::unknown);
}

TEST_CASE("with two checks both must pass, and one failure is enough") {
  ReasonCatalogue catalogue = test::some_reasons();
  catalogue.reasons[3].suggested_by.emplace_back("qual.compress");
  const Finding good = a_finding("qual.sharp", Verdict::pass), bad = a_finding("qual.compress", Verdict::fail);
  CHECK(state_of("BLUR", {good, bad}, catalogue) == OldReason::still_there);
  CHECK(state_of("BLUR", {good}, catalogue) == OldReason::unknown);
  CHECK(state_of("BLUR", {good, a_finding("qual.compress", Verdict::pass)}, catalogue) == OldReason::cleared);
}

TEST_CASE("a head that was too large and is too small now has a new fault, not the old one") {
  ReasonCatalogue catalogue = test::some_reasons();
  catalogue.reasons[3].suggested_by = {FindingId("geom.face_width")};
  catalogue.reasons[3].side = Side::above;
  const Band band{186, 294, 180, 300};
  CHECK(state_of("BLUR", {a_finding("geom.face_width", Verdict::fail, 150, band)}, catalogue) == OldReason::cleared);
  CHECK(state_of("BLUR", {a_finding("geom.face_width", Verdict::fail, 320, band)}, catalogue) ==
        OldReason::still_there);
}

TEST_CASE("a photo sent back for its file alone may come again as it is") {
  ReasonCatalogue catalogue = test::some_reasons();
  catalogue.reasons[2].level = catalogue.reasons[3].level = ReasonLevel::machine;  // EYES_CLOSED and BLUR stand for files
  const auto alone = [&](Outcome outcome, std::vector<GivenReason> reasons) {
    Decision decision;
    decision.outcome = outcome;
    decision.reasons = std::move(reasons);
    return sent_back_for_the_file(decision, catalogue);
  };
  const GivenReason size{ReasonCode("BLUR"), "", {}}, format{ReasonCode("EYES_CLOSED"), "", {}}, edge{ReasonCode("BG_EDGE"), "", {}};
  CHECK(alone(Outcome::retake, {size}));
  CHECK(alone(Outcome::retake, {size, format}));
  CHECK_FALSE(alone(Outcome::retake, {size, edge}));
  CHECK_FALSE(alone(Outcome::retake, {edge}));
  CHECK_FALSE(alone(Outcome::retake, {}));
  CHECK_FALSE(alone(Outcome::reprocess, {size}));
  CHECK_FALSE(alone(Outcome::retake, {{ReasonCode("GONE_FROM_CATALOGUE"), "", {}}}));
}

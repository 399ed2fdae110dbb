#include "domain/decision_rules.h"

#include <catch2/catch.hpp>
#include <string>

#include "support/builders.h"

using namespace zhaojian;
using namespace zhaojian::domain;
using namespace zhaojian::test;

namespace {

std::string text(const Done& done) { return done ? "ok" : std::string(done.error().text); }

// What the rules say about a decision on an ordinary leased case of op_1.
std::string on_a_case(const Decision& decision, bool reference = true, bool identity_pass = true) {
  auto submission = a_submission();
  if (!reference) submission.without_references();
  StandardProfile profile = a_profile();
  profile.identity_pass = identity_pass;
  return text(may_decide(an_operator(), a_case(submission).leased_by("op_1"), decision, profile, some_reasons()));
}

constexpr auto no_answer = std::nullopt;

// The standard's file facts decide; the checks said this of one finding.
StandardProfile deciding_on_files() {
  StandardProfile profile = a_profile();
  profile.rules["file.decode"].decides = true;
  profile.rules["file.bytes"].decides = true;
  profile.rules["light.under"].decides = false;
  return profile;
}

Assessment measured(const std::string& check, Verdict verdict) {
  Assessment assessment;
  assessment.findings.emplace_back();
  assessment.findings.back().id = FindingId(check);
  assessment.findings.back().verdict = verdict;
  return assessment;
}

std::string on_measured(const Decision& decision, const Assessment& assessment, Role role = Role::reviewer) {
  const bool supervisor = role == Role::supervisor;
  auto review_case = a_case().leased_by("op_1", supervisor ? Round::supervisor : Round::first);
  return text(may_decide(an_operator("op_1", role), review_case, decision, deciding_on_files(), some_reasons(),
                         {{}, &assessment}));
}

}  // namespace

TEST_CASE("who may decide, by role, round and outcome") {
  const auto role = GENERATE(Role::reviewer, Role::supervisor, Role::administrator, Role::customer_service);
  const auto round = GENERATE(Round::first, Round::second, Round::supervisor);
  for (const int which : {0, 1, 2, 3}) {
    auto decision = a_decision().in_round(round);
    if (which == 1) decision.retake("BLUR");
    if (which == 2) decision.doubt();
    if (which == 3) decision.reprocess();
    const auto done =
        may_decide(an_operator("op_1", role), a_case().leased_by("op_1", round), decision, a_profile(), some_reasons());
    INFO(name(role) << " " << name(round) << " " << which);
    std::string expected = "ok";
    if (role == Role::administrator || role == Role::customer_service) {
      expected = "error.decide.role";
    } else if (round == Round::supervisor && role == Role::reviewer) {
      expected = "error.decide.supervisor";
    }
    CHECK(text(done) == expected);
  }
}

TEST_CASE("who may take a case, by role and stage") {
  const auto role = GENERATE(Role::reviewer, Role::supervisor, Role::administrator, Role::customer_service);
  for (int i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    const auto done = may_claim(an_operator("op_1", role), a_case().at(stage));
    INFO(name(role) << " " << name(stage));
    std::string expected = "ok";
    if (role == Role::administrator || role == Role::customer_service) {
      expected = "error.decide.role";
    } else if (!is_claimable(stage)) {
      expected = "error.decide.not_claimable";
    } else if (stage == Stage::escalated && role == Role::reviewer) {
      expected = "error.decide.supervisor";
    }
    CHECK(text(done) == expected);
  }
}

TEST_CASE("nobody judges a case twice") {
  const auto second = a_case().leased_by("op_1", Round::second).judged_by("op_0");
  CHECK(may_decide(an_operator("op_1"), second, a_decision().in_round(Round::second), a_profile(), some_reasons()));
  const auto same = a_case().leased_by("op_1", Round::second).judged_by("op_0").judged_by("op_1");
  CHECK(text(may_decide(an_operator("op_1"), same, a_decision().in_round(Round::second), a_profile(),
                        some_reasons())) == "error.decide.same_person");
  CHECK(text(may_claim(an_operator("op_1"), a_case().at(Stage::second_opinion).judged_by("op_1"))) ==
        "error.decide.same_person");
}

TEST_CASE("an account that is switched off neither takes nor decides") {
  Operator gone = an_operator();
  gone.active = false;
  CHECK(text(may_claim(gone, a_case())) == "error.decide.inactive");
  CHECK(text(may_decide(gone, a_case().leased_by("op_1"), a_decision(), a_profile(), some_reasons())) ==
        "error.decide.inactive");
}

TEST_CASE("a decision made in one round does not count in another") {
  const auto done =
      may_decide(an_operator(), a_case().leased_by("op_1", Round::second), a_decision(), a_profile(), some_reasons());
  REQUIRE_FALSE(done);
  CHECK(done.error().code == Errc::conflict);
}

TEST_CASE("each outcome has its own reasons") {
  CHECK(on_a_case(a_decision()) == "ok");
  CHECK(on_a_case(a_decision().because("BLUR")) == "error.decide.approve_reasons");

  CHECK(on_a_case(a_decision().with_outcome(Outcome::retake)) == "error.decide.no_reason");
  CHECK(on_a_case(a_decision().retake("BLUR").because("EYES_CLOSED").because("BG_EDGE")) == "ok");
  CHECK(
      on_a_case(a_decision().retake("BLUR").because("EYES_CLOSED").because("BG_EDGE").because("OTHER", "说明说明说")) ==
      "error.decide.many_reasons");
  CHECK(on_a_case(a_decision().retake("BLUR").because("BLUR")) == "error.decide.repeated_reason");
  CHECK(on_a_case(a_decision().retake("NOPE")) == "error.decide.unknown_reason");
  CHECK(on_a_case(a_decision().retake("OTHER")) == "error.decide.note");

  CHECK(on_a_case(a_decision().doubt()) == "ok");
  CHECK(on_a_case(a_decision().with_outcome(Outcome::identity_doubt)) == "error.decide.no_reason");
  CHECK(on_a_case(a_decision().doubt().because("BLUR")) == "error.decide.doubt_reasons");

  CHECK(on_a_case(a_decision().reprocess()) == "ok");
  CHECK(on_a_case(a_decision().reprocess().because("BLUR")) == "ok");
  CHECK(on_a_case(a_decision().reprocess("BLUR")) == "error.decide.system_fault");
}

TEST_CASE("identity reasons need a photo to compare with") {
  const bool without_reference = false;
  CHECK(on_a_case(a_decision().retake("MATCH_UNCERTAIN")) == "ok");
  CHECK(on_a_case(a_decision().retake("MATCH_UNCERTAIN"), without_reference) == "error.decide.no_reference");
  CHECK(on_a_case(a_decision().doubt(), without_reference) == "error.decide.no_reference");
  CHECK(on_a_case(a_decision().retake("BLUR").with_identity(no_answer), without_reference) == "ok");
}

TEST_CASE("the identity question must be answered where it is asked") {
  CHECK(on_a_case(a_decision().with_identity(no_answer)) == "error.decide.identity_answer");
  CHECK(on_a_case(a_decision().retake("BLUR").with_identity(no_answer)) == "error.decide.identity_answer");
  CHECK(on_a_case(a_decision().with_identity(no_answer), true, false) == "ok");
  CHECK(on_a_case(a_decision().with_identity(no_answer), false, true) == "ok");
}

TEST_CASE("a reference photo that cannot be had asks no identity question") {
  const Submission submission = a_submission();
  const auto said = [&](const Decision& decision, PhotoState references) {
    std::vector<PhotoState> photos;
    for (const PhotoRef& photo : submission.photos)
      photos.push_back(is_reference(photo.role) ? references : PhotoState::present);
    return text(may_decide(an_operator(), a_case(submission).leased_by("op_1"), decision, a_profile(), some_reasons(),
                           {photos, nullptr}));
  };
  const auto lost = GENERATE(PhotoState::missing, PhotoState::broken);
  CHECK(said(a_decision().with_identity(no_answer), PhotoState::present) == "error.decide.identity_answer");
  CHECK(said(a_decision().with_identity(no_answer), lost) == "ok");
  CHECK(said(a_decision().doubt(), lost) == "error.decide.no_reference");
}

TEST_CASE("a photo that cannot be opened is neither approved nor compared") {
  const Assessment opened = measured("file.decode", Verdict::pass), unreadable = measured("file.decode", Verdict::fail);
  CHECK(on_measured(a_decision(), opened) == "ok");
  CHECK(on_measured(a_decision(), unreadable) == "error.decide.unreadable");
  CHECK(on_measured(a_decision().in_round(Round::supervisor), unreadable, Role::supervisor) == "error.decide.unreadable");
  CHECK(on_measured(a_decision().retake("BLUR").with_identity(no_answer), unreadable) == "ok");
  CHECK(on_measured(a_decision().doubt(), unreadable) == "error.decide.no_reference");
  const Submission submission = a_submission();
  CHECK(needs_identity(submission, a_profile(), {{}, &opened}));
  CHECK_FALSE(needs_identity(submission, a_profile(), {{}, &unreadable}));

  const auto gone = GENERATE(PhotoState::missing, PhotoState::broken);
  std::vector<PhotoState> photos;
  for (const PhotoRef& photo : submission.photos)
    photos.push_back(photo.role == PhotoRole::submission ? gone : PhotoState::present);
  CHECK_FALSE(needs_identity(submission, a_profile(), {photos, nullptr}));
  CHECK(text(may_decide(an_operator(), a_case(submission).leased_by("op_1"), a_decision(), a_profile(), some_reasons(),
                        {photos, nullptr})) == "error.decide.unreadable");
}

TEST_CASE("what fails a file fact is approved by a supervisor only; every other check advises") {
  const Assessment too_big = measured("file.bytes", Verdict::fail);
  CHECK(on_measured(a_decision(), too_big) == "error.decide.file_fact");
  CHECK(on_measured(a_decision().retake("BLUR"), too_big) == "ok");
  CHECK(on_measured(a_decision().in_round(Round::supervisor), too_big, Role::supervisor) == "ok");
  CHECK(on_measured(a_decision(), measured("file.bytes", Verdict::warn)) == "ok");
  CHECK(on_measured(a_decision(), measured("file.bytes", Verdict::not_assessable)) == "ok");
  CHECK(on_measured(a_decision(), measured("light.under", Verdict::fail)) == "ok");
  CHECK(on_measured(a_decision(), measured("unknown.check", Verdict::fail)) == "ok");
}

TEST_CASE("a photo the platform may have replaced is approved by a supervisor only") {
  const auto with = [](const Decision& decision, Role role) {
    const auto held = a_case().leased_by("op_1", decision.round);
    Known known;
    known.other_photo = true;
    return text(may_decide(an_operator("op_1", role), held, decision, a_profile(), some_reasons(), known));
  };
  CHECK(with(a_decision(), Role::reviewer) == "error.decide.other_photo");
  CHECK(with(a_decision(), Role::supervisor) == "error.decide.other_photo");  // nobody escalated it
  CHECK(with(a_decision().retake("BLUR"), Role::reviewer) == "ok");
  CHECK(with(a_decision().in_round(Round::supervisor), Role::supervisor) == "ok");
}

TEST_CASE("an approval may not contradict the last identity answer") {
  for (int answer = 1; answer <= 7; ++answer) {
    CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{answer, no_answer})) ==
          (answer <= 3 ? "error.decide.identity_contradiction" : "ok"));
    CHECK(on_a_case(a_decision().retake("BLUR").with_identity(IdentityAnswer{answer, no_answer})) == "ok");
  }
  CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{2, 6})) == "ok");
  CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{6, 2})) == "error.decide.identity_contradiction");
  CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{0, no_answer})) == "error.decide.identity_scale");
  CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{8, no_answer})) == "error.decide.identity_scale");
  CHECK(on_a_case(a_decision().with_identity(IdentityAnswer{5, 9})) == "error.decide.identity_scale");
}

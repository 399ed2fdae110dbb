#include "workflow/profiles.h"

#include "room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using store::ProfileRelease;
using store::ProfileStep;
using workflow::VerdictStep;

namespace {

const ProfileId kId("chsi-99-2017");
const domain::Operator kAdmin = an_operator("admin", domain::Role::administrator);

domain::StandardProfile ruled(domain::Band band = {55, 105, 50, 110}) {
  domain::StandardProfile profile = a_profile();
  profile.rules["geom.head_top"] = {band, domain::Unit::px, "四.2", false, {{"shape_tolerance", 0.05}}};
  profile.clauses = {{"四.2", "头顶", "Head top", domain::Coverage::automatic, {FindingId("geom.head_top")}}};
  return profile;
}

// A room where 99号 is shipped with one rule, and photos were measured under it.
struct RuledRoom : Room {
  RuledRoom() { profiles[kId] = std::make_shared<const domain::StandardProfile>(ruled()); }
  void measured(const std::string& id, double head_top, int profile_version = 1) {
    domain::Assessment made;
    made.submission = SubmissionId(id);
    made.version = 1;
    made.profile = kId;
    made.profile_version = profile_version;
    made.engine = "e";
    domain::Finding finding;
    finding.id = FindingId("geom.head_top");
    finding.value = head_top;
    finding.unit = domain::Unit::px;
    finding.band = ruled().rules.at("geom.head_top").band;
    finding.verdict = domain::judge(head_top, finding.band);
    made.findings = {finding};
    REQUIRE(store->submissions().put_assessment(made));
  }
  int drafted(const domain::StandardProfile& profile) {
    const auto made = workflow::draft_profile(services, kAdmin, profile, "");
    INFO((made ? "" : made.error().message));
    REQUIRE(made);
    return made->profile->version;
  }
  [[nodiscard]] domain::Band in_force() const {
    return services.profile(kId).value()->rules.at("geom.head_top").band;
  }
};

const domain::Band kStrict{65, 95, 60, 100}, kWide{45, 115, 40, 120};

}  // namespace

TEST_CASE("a draft gets the next number and judges nobody until it is published") {
  RuledRoom room;
  CHECK(room.drafted(ruled(kStrict)) == 2);
  CHECK(room.last_entry().kind == domain::AuditKind::profile_drafted);
  CHECK(room.last_entry().actor == kAdmin.id);
  CHECK(room.last_entry().outcome == "chsi-99-2017 2");
  CHECK(room.drafted(ruled(kWide)) == 3);
  CHECK(room.in_force() == ruled().rules.at("geom.head_top").band);
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 2));
  CHECK(room.last_entry().kind == domain::AuditKind::profile_published);
  CHECK(room.in_force() == kStrict);
  CHECK(room.audited().clean());
}

TEST_CASE("a roll-back goes to what was in force before, step by step, down to what is shipped") {
  RuledRoom room;
  room.drafted(ruled(kStrict));
  room.drafted(ruled(kWide));
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 2));
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 3));
  REQUIRE(workflow::roll_back_profile(room.services, kAdmin, kId, std::nullopt));
  CHECK(room.in_force() == kStrict);
  CHECK(room.last_entry().kind == domain::AuditKind::profile_rolled_back);
  REQUIRE(workflow::roll_back_profile(room.services, kAdmin, kId, std::nullopt));
  CHECK(room.in_force() == ruled().rules.at("geom.head_top").band);
  const auto further = workflow::roll_back_profile(room.services, kAdmin, kId, std::nullopt);
  REQUIRE_FALSE(further);
  CHECK(further.error().text == "error.profile.nothing_before");
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 3));
  CHECK(room.in_force() == kWide);
}

TEST_CASE("a roll-back to a named version takes only one that was in force") {
  RuledRoom room;
  room.drafted(ruled(kStrict));
  room.drafted(ruled(kWide));
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 3));
  const auto never = workflow::roll_back_profile(room.services, kAdmin, kId, 2);
  REQUIRE_FALSE(never);
  CHECK(never.error().text == "error.profile.version");
  REQUIRE(workflow::roll_back_profile(room.services, kAdmin, kId, 0));
  const auto again = workflow::roll_back_profile(room.services, kAdmin, kId, 0);
  REQUIRE_FALSE(again);
  CHECK(again.error().text == "error.profile.in_force");
}

TEST_CASE("the path back is the path of what was published, without what was taken back") {
  const auto step = [](int version, ProfileStep what) {
    return ProfileRelease{kId, version, what, OperatorId("admin"), kSomeDay};
  };
  using enum ProfileStep;
  CHECK(workflow::before_present({}) == std::nullopt);
  const std::vector one = {step(2, published)};
  CHECK(workflow::before_present(one) == 0);
  const std::vector back = {step(2, published), step(3, published), step(2, rolled_back)};
  CHECK(workflow::before_present(back) == 0);
  const std::vector forth = {step(2, published), step(3, published), step(2, rolled_back), step(4, published)};
  CHECK(workflow::before_present(forth) == 2);
}

TEST_CASE("only an administrator changes a profile, and nothing is written otherwise") {
  RuledRoom room;
  room.drafted(ruled(kStrict));
  const std::size_t records = room.log().size();
  for (const auto role : {domain::Role::reviewer, domain::Role::supervisor, domain::Role::customer_service}) {
    const auto who = an_operator("x", role);
    const auto draft = workflow::draft_profile(room.services, who, ruled(), "");
    REQUIRE_FALSE(draft);
    CHECK(draft.error().code == Errc::denied);
    CHECK(draft.error().text == "error.profile.role");
    CHECK_FALSE(workflow::publish_profile(room.services, who, kId, 2));
    CHECK_FALSE(workflow::roll_back_profile(room.services, who, kId, 0));
  }
  CHECK(room.log().size() == records);
  CHECK(room.store->profiles().of(kId)->size() == 1);
}

TEST_CASE("a draft with a rule no check measures, and a version that is not there, are refused") {
  RuledRoom room;
  domain::StandardProfile profile = ruled();
  profile.rules["geom.head_topp"] = profile.rules["geom.head_top"];
  const auto draft = workflow::draft_profile(room.services, kAdmin, profile, "");
  REQUIRE_FALSE(draft);
  CHECK(draft.error().message.find("did you mean \"geom.head_top\"?") != std::string::npos);
  const auto missing = workflow::publish_profile(room.services, kAdmin, kId, 5);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().text == "error.profile.version");
}

TEST_CASE("a draft is compared with every kept value: which verdicts would change, and where") {
  RuledRoom room;
  for (const auto& [id, value] : {std::pair("a", 80.0), std::pair("b", 58.0), std::pair("c", 57.0),
                                  std::pair("d", 52.0), std::pair("e", 20.0), std::pair("f", 56.0)})
    room.measured(id, value);
  const auto comparison = workflow::compare_profile(room.services, ruled(kStrict));
  REQUIRE(comparison);
  CHECK(comparison->photos == 6);
  CHECK(comparison->changed == 4);
  CHECK(comparison->to_check == 0);
  const auto& row = comparison->findings.at(FindingId("geom.head_top"));
  CHECK(row.judged == 6);
  const VerdictStep pass_to_fail{domain::Verdict::pass, domain::Verdict::fail},
      warn_to_fail{domain::Verdict::warn, domain::Verdict::fail};
  CHECK(row.steps == std::map<VerdictStep, std::int64_t>{{pass_to_fail, 3}, {warn_to_fail, 1}});
  CHECK(row.examples.at(warn_to_fail) == std::vector<workflow::ChangedExample>{{SubmissionId("d"), 1, 52.0}});
  CHECK(row.examples.at(pass_to_fail).size() == 3);
}

TEST_CASE("where more than a band changed the comparison says how many photos need a new check") {
  RuledRoom room;
  room.measured("a", 80);
  room.measured("b", 20, 77);  // under a version nobody has
  domain::StandardProfile draft = ruled();
  draft.rules["geom.head_top"].parameters["shape_tolerance"] = 0.1;
  const auto comparison = workflow::compare_profile(room.services, draft);
  REQUIRE(comparison);
  CHECK(comparison->photos == 2);
  CHECK(comparison->changed == 0);
  CHECK(comparison->to_check == 2);
}

TEST_CASE("after a publication a case opens with its kept values under the new bands") {
  RuledRoom room;
  room.fill(2);
  room.measured("1", 58);
  room.drafted(ruled(kStrict));
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 2));
  const auto files = room.claim(an_operator("op_1"), 2);
  REQUIRE(files.size() == 2);
  CHECK(files[0]->profile->version == 2);
  REQUIRE(files[0]->assessment);
  CHECK(files[0]->assessment->profile_version == 2);
  CHECK(files[0]->assessment->findings[0].verdict == domain::Verdict::fail);
}

TEST_CASE("after a publication that needs a new look a case opens without its old checks") {
  RuledRoom room;
  room.fill(1);
  room.measured("1", 58);
  domain::StandardProfile draft = ruled();
  draft.backgrounds = {{255, 255, 255}};
  room.drafted(draft);
  REQUIRE(workflow::publish_profile(room.services, kAdmin, kId, 2));
  CHECK_FALSE(room.claim_one(an_operator("op_1"))->assessment);
}

TEST_CASE("what was ticked goes into the decision and into the audit log") {
  RuledRoom room;
  room.fill(1);
  const auto who = an_operator("op_1");
  domain::Decision decision = room.judging(room.claim_one(who)).built();
  decision.ticks = {TickId("own_recent")};
  const auto decided = room.decide(who, decision);
  CHECK(room.stored(decided).ticks == decision.ticks);
  CHECK(room.last_entry().ticks == decision.ticks);
  CHECK(room.audited().clean());
}

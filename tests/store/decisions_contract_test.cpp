#include "fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::DecisionState;
using domain::Round;

namespace {

Ids ids_of(const Result<std::vector<domain::Decision>>& found) {
  REQUIRE(found);
  Ids ids;
  for (const auto& one : *found) ids.push_back(one.id.value);
  return ids;
}

}  // namespace

TEST_CASE("a decision comes back as it was made, by its id and by its key press") {
  Fixture f(GENERATE(false, true));
  domain::Decision made = a_decision("sub_1").retake("GLASSES_GLARE").because("OTHER", "帽子");
  made.reasons[0].region = domain::Region{10.5, 20, 30, 40.25};
  made.identity = domain::IdentityAnswer{3, 5};
  made.ticks = {TickId("own_recent"), TickId("no_make_up")};
  made.reverses = DecisionId("dec_0");
  REQUIRE(f.decisions().add(made));
  CHECK(*f.decisions().find(made.id) == made);
  CHECK(*f.decisions().find_op(made.op) == made);
  CHECK_FALSE(f.decisions().find(DecisionId("x"))->has_value());
  CHECK_FALSE(f.decisions().find_op(OpId("x"))->has_value());
}

TEST_CASE("the same key press, the same id or a second decision in a round is a conflict and leaves no trace") {
  Fixture f(GENERATE(false, true));
  REQUIRE(f.decisions().add(a_decision("sub_1")));
  const auto refused = [&](const domain::Decision& another) {
    const auto added = f.decisions().add(another);
    REQUIRE_FALSE(added);
    CHECK(added.error().code == Errc::conflict);
    CHECK(added.error().text == "error.store.decided_already");
    CHECK(f.decisions().of(another.submission)->size() <= 1);
  };
  refused(a_decision("sub_2").with_op("op_sub_1"));
  refused(a_decision("sub_2").with_id("dec_sub_1").with_op("x"));
  refused(a_decision("sub_1").with_id("another").because("OTHER", "note"));
  // Another round, another version, or after the first was undone: no conflict.
  CHECK(f.decisions().add(a_decision("sub_1").with_id("round").in_round(Round::second)));
  CHECK(f.decisions().add(a_decision(a_submission("sub_1").with_version(2)).with_id("version")));
  REQUIRE(f.decisions().set_state(DecisionId("dec_sub_1"), DecisionState::undone));
  CHECK(f.decisions().add(a_decision("sub_1").with_id("again")));
  // Taking the undo back would make two of them.
  const auto two = f.decisions().set_state(DecisionId("dec_sub_1"), DecisionState::held);
  REQUIRE_FALSE(two);
  CHECK(two.error().code == Errc::conflict);
}

TEST_CASE("a decision is reversed once") {
  Fixture f(GENERATE(false, true));
  REQUIRE(f.decisions().add(a_decision("sub_1").in_state(DecisionState::released)));
  domain::Decision back = a_decision("sub_1").with_id("back").by("boss").in_state(DecisionState::released);
  back.reverses = DecisionId("dec_sub_1");
  REQUIRE(f.decisions().add(back));
  back.id = DecisionId("back again");
  back.op = OpId("op again");
  const auto twice = f.decisions().add(back);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == Errc::conflict);
}

TEST_CASE("state and identity answer of a decision can change, those of an unknown one cannot") {
  Fixture f(GENERATE(false, true));
  REQUIRE(f.decisions().add(a_decision("sub_1").with_identity(std::nullopt)));
  REQUIRE(f.decisions().set_identity(DecisionId("dec_sub_1"), {6, std::nullopt}));
  CHECK((*f.decisions().find(DecisionId("dec_sub_1")))->identity == domain::IdentityAnswer{6, std::nullopt});
  REQUIRE(f.decisions().set_identity(DecisionId("dec_sub_1"), {6, 2}));
  CHECK((*f.decisions().find(DecisionId("dec_sub_1")))->identity == domain::IdentityAnswer{6, 2});
  REQUIRE(f.decisions().set_state(DecisionId("dec_sub_1"), DecisionState::released));
  CHECK((*f.decisions().find(DecisionId("dec_sub_1")))->state == DecisionState::released);
  CHECK(f.decisions().set_state(DecisionId("x"), DecisionState::undone).error().code == Errc::not_found);
  CHECK(f.decisions().set_identity(DecisionId("x"), {1, std::nullopt}).error().code == Errc::not_found);
}

TEST_CASE("decisions are listed by case, by person, and by the end of their undo time") {
  Fixture f(GENERATE(false, true));
  const auto at = [](int minute) { return kSomeDay + minutes(minute); };
  REQUIRE(f.decisions().add(a_decision("a").decided_at(at(3)).by("op_1")));
  REQUIRE(f.decisions().add(a_decision("b").decided_at(at(1)).by("op_1")));
  REQUIRE(f.decisions().add(a_decision("c").decided_at(at(2)).by("op_2").retake("OTHER")));
  REQUIRE(f.decisions().add(a_decision("a").with_id("a2").in_round(Round::second).decided_at(at(4)).by("op_2")));
  CHECK(ids_of(f.decisions().of(SubmissionId("a"))) == Ids{"dec_a", "a2"});
  CHECK(ids_of(f.decisions().recent(OperatorId("op_1"), 10)) == Ids{"dec_a", "dec_b"});
  CHECK(ids_of(f.decisions().recent(OperatorId("op_2"), 1)) == Ids{"a2"});

  CHECK(ids_of(f.decisions().due(at(1) + seconds(14), 10)).empty());
  CHECK(ids_of(f.decisions().due(at(2) + seconds(15), 10)) == Ids{"dec_b", "dec_c"});
  CHECK(ids_of(f.decisions().due(at(9), 2)) == Ids{"dec_b", "dec_c"});
  REQUIRE(f.decisions().set_state(DecisionId("dec_b"), DecisionState::undone));
  CHECK(ids_of(f.decisions().due(at(9), 2)) == Ids{"dec_c", "dec_a"});

  Ids all;
  REQUIRE(f.decisions().read([&](const domain::Decision& one) {
    if (one.id.value == "dec_c") CHECK(one.reasons.size() == 1);
    all.push_back(one.id.value);
    return all.size() < 3;
  }));
  CHECK(all == Ids{"dec_a", "dec_b", "dec_c"});
}

TEST_CASE("what was put aside is kept with its kind and reason, oldest first") {
  Fixture f(GENERATE(false, true));
  using domain::AsideKind;
  const domain::Aside skipped{AsideKind::skip, SubmissionId("a"), 1, OperatorId("op_1"), "参考照太暗", kSomeDay};
  const domain::Aside sent_up{AsideKind::escalate, SubmissionId("a"), 2, OperatorId("op_2"), "identity", kSomeDay + seconds(1)};
  const domain::Aside other{AsideKind::reverse, SubmissionId("b"), 1, OperatorId("op_1"), "slip", kSomeDay};
  for (const domain::Aside& one : {sent_up, skipped, other}) REQUIRE(f.decisions().add_aside(one));
  CHECK(*f.decisions().asides_of(SubmissionId("a")) == std::vector{skipped, sent_up});
  CHECK(*f.decisions().asides_of(SubmissionId("b")) == std::vector{other});
  CHECK(f.decisions().asides_of(SubmissionId("c"))->empty());
}

TEST_CASE("the reasons given most in a batch come first; what was undone, taken back or is of another batch does not count") {
  Fixture f(GENERATE(false, true));
  int n = 0;
  const auto decide = [&](const std::string& batch, const std::string& reason, DecisionState state, Instant at) {
    const std::string id = "sub_" + std::to_string(n++);
    domain::ReviewCase one = a_case(id);
    one.submission.batch.id = BatchId(batch);
    REQUIRE(f.store->submissions().add(one));
    REQUIRE(f.decisions().add(a_decision(id).retake(reason).in_state(state).decided_at(at)));
  };
  decide("ours", "BLUR", DecisionState::released, kSomeDay);
  decide("ours", "BLUR", DecisionState::held, kSomeDay);
  decide("ours", "OTHER", DecisionState::released, kSomeDay);
  for (int i = 0; i < 3; ++i) decide("ours", "BG_EDGE", DecisionState::undone, kSomeDay);
  for (int i = 0; i < 3; ++i) decide("ours", "BG_COLOUR", DecisionState::reversed, kSomeDay);
  for (int i = 0; i < 3; ++i) decide("theirs", "HEAD_TILT", DecisionState::released, kSomeDay);
  for (int i = 0; i < 3; ++i) decide("ours", "NOISE", DecisionState::released, kSomeDay - hours(30));
  const auto most = [&](std::int64_t limit) {
    return *f.decisions().frequent_reasons(BatchId("ours"), kSomeDay - hours(24), limit);
  };
  CHECK(most(9) == std::vector{ReasonCode("BLUR"), ReasonCode("OTHER")});
  CHECK(most(1) == std::vector{ReasonCode("BLUR")});
}

TEST_CASE("what was decided is counted by the Beijing day, by outcome and by reason") {
  Fixture f(GENERATE(false, true));
  const Instant midnight = *instant_from_rfc3339("2023-10-21T00:00:00+08:00");
  const Instant now = midnight + hours(10);
  int n = 0;
  const auto decide = [&](Instant at, const std::string& who, const std::string& reason, DecisionState state) {
    auto made = a_decision("sub_" + std::to_string(n++)).by(who).decided_at(at).in_state(state);
    if (!reason.empty()) made.retake(reason);
    REQUIRE(f.decisions().add(made));
  };
  decide(midnight - milliseconds(1), "op_1", "", DecisionState::released);
  decide(midnight, "op_1", "", DecisionState::held);
  decide(midnight + hours(9), "op_2", "OTHER", DecisionState::released);
  decide(midnight + hours(9) + minutes(1), "op_1", "OTHER", DecisionState::held);
  decide(midnight + hours(9) + minutes(2), "op_1", "BG_COLOUR", DecisionState::undone);
  const auto counts = f.store->statistics().counts(now);
  REQUIRE(counts);
  CHECK(counts->decided_today == 3);
  CHECK(counts->decided_last_hour == 2);
  CHECK(counts->first_of_last_hour == midnight + hours(9));
  CHECK(*f.store->statistics().decided_today(OperatorId("op_1"), now) == 2);
  using Tally = std::map<std::string, std::int64_t>;
  CHECK(*f.store->statistics().outcomes(midnight) == Tally{{"approve", 1}, {"retake", 2}});
  CHECK(*f.store->statistics().reasons(midnight - hours(1)) == Tally{{"OTHER", 2}});
}

TEST_CASE("operators and their settings are kept and replaced") {
  Fixture f(GENERATE(false, true));
  auto& people = f.store->people();
  REQUIRE(people.put_operator(an_operator("b", domain::Role::supervisor)));
  REQUIRE(people.put_operator(an_operator("a")));
  auto gone = an_operator("b", domain::Role::customer_service);
  gone.active = false;
  REQUIRE(people.put_operator(gone));
  CHECK(*people.operators() == std::vector{an_operator("a"), gone});
  REQUIRE(people.set_setting(OperatorId("a"), "theme", "dark"));
  REQUIRE(people.set_setting(OperatorId("a"), "theme", "light"));
  CHECK(*people.setting(OperatorId("a"), "theme") == "light");
  CHECK_FALSE(people.setting(OperatorId("b"), "theme")->has_value());
}

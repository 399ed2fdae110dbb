#include <catch2/catch.hpp>

#include "desk/commands.h"
#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::DecisionState;
using domain::Outcome;

namespace {

// Two photos decided, a third on the desk.
struct Busy {
  Busy() {
    desk.claim({checked(a_file("sub_2")), checked(a_file("sub_3"))});
    desk.photos_arrive();
    older = desk.decide_and_save(Outcome::approve);
    desk.ask(desk::AnswerIdentity{desk.sequence(), 7});
    newer = desk.decide_and_save(Outcome::approve);
  }
  // The store answers with what it has of a decision.
  void answer(const desk::Effects& effects) {
    const auto* load = first<desk::LoadPast>(effects);
    REQUIRE(load);
    for (const desk::RecentDecision& recent : desk.model.recent) {
      if (recent.decision.id != load->decision) continue;
      auto file = std::make_shared<domain::CaseFile>(*checked(a_file(recent.decision.submission.value)));
      file->lease = {};
      desk.hear(desk::PastLoaded{{recent.decision, domain::EventState::held}, file});
      desk.photos_arrive();
    }
  }
  DeskTester desk = DeskTester::reviewing("sub_1");
  DecisionId older, newer;
};

}  // namespace

TEST_CASE("comma goes back along the strip, full stop comes forward to the present photo") {
  Busy b;
  REQUIRE(b.desk.on_desk() == "sub_3");
  b.answer(b.desk.ask(desk::StepBack{1}));
  REQUIRE(desk::looked_back(b.desk.model));
  CHECK(desk::looked_back(b.desk.model)->decision.id == b.newer);
  CHECK(b.desk.ahead().front() == "sub_3");  // it waits for us
  b.answer(b.desk.ask(desk::StepBack{1}));
  CHECK(desk::looked_back(b.desk.model)->decision.id == b.older);
  CHECK(first<desk::LoadPast>(b.desk.ask(desk::StepBack{1})) == nullptr);
  CHECK(b.desk.told("notice.oldest_decision"));
  b.answer(b.desk.ask(desk::StepBack{-1}));
  CHECK(desk::looked_back(b.desk.model)->decision.id == b.newer);
  b.desk.ask(desk::StepBack{-1});
  CHECK_FALSE(desk::looked_back(b.desk.model));
  CHECK(b.desk.on_desk() == "sub_3");
}

TEST_CASE("nothing is decided or changed on a photo that is only looked at, and each key says so") {
  Busy b;
  b.answer(b.desk.ask(desk::StepBack{1}));
  const auto n = b.desk.sequence();
  const auto intent = GENERATE_COPY(
      desk::Intent{desk::Decide{n, Outcome::approve}}, desk::Intent{desk::Escalate{n, "other"}},
      desk::Intent{desk::Skip{n, "other"}}, desk::Intent{desk::PickReason{n, ReasonCode("BLUR")}},
      desk::Intent{desk::AnswerIdentity{n, 3}}, desk::Intent{desk::TickClause{n, TickId("undistorted")}});
  const auto effects = b.desk.ask(intent);
  CHECK(effects.empty());
  CHECK(b.desk.told("notice.past_is_read_only"));
  CHECK(desk::looked_back(b.desk.model));
}

TEST_CASE("a photo that is looked at holds no lease and none is given back for it") {
  Busy b;
  const auto before = desk::held_leases(b.desk.model).size();
  b.answer(b.desk.ask(desk::StepBack{1}));
  CHECK(desk::held_leases(b.desk.model).size() == before);
  for (const domain::Lease& lease : desk::held_leases(b.desk.model)) CHECK(lease.epoch > 0);
}

TEST_CASE("Ctrl-Z takes back the decision that is looked at, not the newest") {
  Busy b;
  b.answer(b.desk.ask(desk::StepBack{1}));
  b.answer(b.desk.ask(desk::StepBack{1}));
  const auto effects = b.desk.ask(desk::Undo{});
  REQUIRE(first<desk::UndoDecision>(effects));
  CHECK(first<desk::UndoDecision>(effects)->decision == b.older);
}

TEST_CASE("a released decision is reversed with a reason, once, and comes back with its reasons but not its identity") {
  Busy b;
  b.desk.hear(desk::Released{{b.newer}});
  b.answer(b.desk.ask(desk::StepBack{1}));
  const auto n = b.desk.sequence();
  const auto effects = b.desk.ask(desk::Reverse{n, "slip"});
  REQUIRE(first<desk::ReverseDecision>(effects));
  CHECK(first<desk::ReverseDecision>(effects)->decision == b.newer);
  CHECK(first<desk::ReverseDecision>(effects)->reason == "slip");
  CHECK(b.desk.ask(desk::Reverse{n, "slip"}).empty());  // the first is on its way
  b.desk.hear(desk::ReversalRecorded{b.newer, checked(a_file("sub_2"))});
  b.desk.photos_arrive();
  CHECK(b.desk.on_desk() == "sub_2");
  CHECK_FALSE(desk::looked_back(b.desk.model));
  CHECK_FALSE(b.desk.shown()->identity);
  CHECK(b.desk.model.recent.front().decision.state == DecisionState::reversed);
  CHECK(b.desk.told("notice.reversed"));
}

TEST_CASE("a held decision is not reversed but undone; a late key reverses nothing") {
  Busy b;
  b.answer(b.desk.ask(desk::StepBack{1}));
  CHECK(b.desk.ask(desk::Reverse{b.desk.sequence(), "slip"}).empty());
  CHECK(b.desk.told("error.reverse.held"));
  CHECK(b.desk.ask(desk::Reverse{b.desk.sequence() - 1, "slip"}).empty());
  CHECK(b.desk.told("notice.late_key"));
}

TEST_CASE("what the store says late about another decision is not shown") {
  Busy b;
  b.desk.ask(desk::StepBack{1});
  b.desk.ask(desk::StopLooking{});
  auto file = std::make_shared<domain::CaseFile>(*a_file("sub_2"));
  b.desk.hear(desk::PastLoaded{{b.desk.model.recent.front().decision, {}}, file});
  CHECK_FALSE(desk::looked_back(b.desk.model));
  CHECK(b.desk.on_desk() == "sub_3");
}

TEST_CASE("new cases arriving while one looks back wait their turn") {
  Busy b;
  b.answer(b.desk.ask(desk::StepBack{1}));
  b.desk.claim({checked(a_file("sub_4"))});
  CHECK(desk::looked_back(b.desk.model));
  b.desk.ask(desk::Continue{});
  CHECK(b.desk.on_desk() == "sub_3");
}

TEST_CASE("a deciding key where nothing can be decided says why instead of doing nothing") {
  DeskTester desk = DeskTester::signed_in();
  const desk::KeyPress approve{{desk::Key::a, false, false, false}, false, 0};
  const auto press = [&](const desk::KeyPress& key) {
    const auto action = desk::action_for(desk.model, key);
    REQUIRE(action);
    CHECK(desk.ask(std::get<desk::Intent>(*action)).empty());
  };
  press(approve);
  CHECK(desk.told("notice.nothing_on_desk"));
  desk.claim({checked(a_file("sub_1"))});
  press(approve);
  CHECK(desk.told("notice.still_loading"));
  desk::KeyPress held = approve;
  held.repeat = true;
  CHECK_FALSE(desk::action_for(desk.model, held));
}

TEST_CASE("who answers the phone reads a student's decision, and sees no photo but the one that was judged") {
  DeskTester desk = DeskTester::signed_in(domain::Role::customer_service);
  const auto asked = desk.ask(desk::OpenCase{SubmissionId("sub_1")});  // Enter in the list
  REQUIRE(first<desk::FindStudent>(asked));
  CHECK(first<desk::FindStudent>(asked)->typed == "sub_1");
  CHECK_FALSE(first<desk::ClaimCases>(asked));

  domain::Decision decision = a_decision("sub_1");
  decision.id = DecisionId("dec_1");
  const auto load = desk.hear(desk::StudentFound{"sub_1", "张三", domain::Stage::receipted, decision.id, true});
  REQUIRE(first<desk::LoadPast>(load));
  CHECK(desk.told("notice.lookup_came_again"));
  auto file = std::make_shared<domain::CaseFile>(*checked(a_file("sub_1")));
  file->lease = {};
  desk.hear(desk::PastLoaded{{decision, domain::EventState::delivered}, file});
  desk.photos_arrive();
  REQUIRE(desk::looked_back(desk.model));
  REQUIRE(desk.shown());
  REQUIRE(desk.shown()->panes.size() == 1);
  CHECK(desk.shown()->panes.front().role == domain::PhotoRole::submission);
  CHECK_FALSE(desk::find_command("review.reverse")->enabled(desk.model));
  desk.ask(desk::Continue{});
  CHECK(std::holds_alternative<desk::Idle>(desk.model.review));  // and waits for no photo that will not come
}

TEST_CASE("of a student without a decision it is said where the photo stands") {
  DeskTester desk = DeskTester::signed_in(domain::Role::customer_service);
  CHECK(desk.hear(desk::StudentFound{"2021", "", {}, {}, false}).empty());
  CHECK(desk.told("notice.lookup_nobody"));
  desk.hear(desk::StudentFound{"2021", "张三", domain::Stage::leased, {}, false});
  CHECK(desk.told("notice.lookup_waits"));
  desk.hear(desk::StudentFound{"2021", "张三", domain::Stage::withdrawn, {}, false});
  CHECK(desk.told("notice.lookup_gone"));
}

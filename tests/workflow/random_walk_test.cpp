#include <map>
#include <random>

#include "workflow/reverse_decision.h"
#include "workflow/room.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::DecisionState;
using domain::EventState;
using domain::Happening;
using domain::Stage;

// Three hundred calls by people who press anything at any time, on screens that may be long out of date.
namespace {

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed) { room.fill(12); }

  void step() {
    using Step = void (Walk::*)();
    constexpr Step steps[] = {&Walk::claim,     &Walk::claim,     &Walk::claim,      &Walk::decide,  &Walk::decide,
                              &Walk::decide,    &Walk::decide,    &Walk::decide,     &Walk::undo,    &Walk::undo,
                              &Walk::put_aside, &Walk::give_back, &Walk::renew,      &Walk::release, &Walk::release,
                              &Walk::note,      &Walk::student,   &Walk::time_passes, &Walk::reverse,   &Walk::told};
    (this->*steps[below(std::size(steps))])();
  }

  Room room;
  std::map<std::string, int> done;  // how often what happened

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  const domain::Operator& somebody() { return people_[below(people_.size())]; }

  void claim() {
    const domain::Operator& who = somebody();
    std::optional<SubmissionId> this_one;
    if (chance(20)) this_one = SubmissionId(std::to_string(1 + below(12)));
    const auto files = workflow::claim(room.services, who, static_cast<int>(1 + below(3)), this_one);
    REQUIRE(files);
    for (const auto& file : *files) {
      CHECK(room.get(file->review_case.submission.id.value).holder == who.id);
      screens_.emplace_back(who, file);
    }
    done["claimed"] += static_cast<int>(files->size());
  }

  domain::Decision some_decision(const domain::CaseFilePtr& file) {
    auto wish = room.judging(file);
    if (chance(10) && !presses_.empty()) wish.with_op(presses_[below(presses_.size())]);
    switch (below(6)) {
      case 0: wish.retake("BLUR"); break;
      case 1: wish.doubt(); break;
      case 2: wish.doubt("MATCH_UNCERTAIN"); break;
      case 3: wish.reprocess(); break;
      case 4: wish.with_identity(domain::IdentityAnswer{4, std::nullopt}); break;
      default: break;
    }
    domain::Decision decision = wish.built();
    if (chance(5)) decision.version = 2;
    if (chance(3)) decision.identity.reset();
    presses_.push_back(decision.op.value);
    return decision;
  }

  void decide() {
    if (screens_.empty()) return;
    const auto [who, file] = screens_[chance(60) ? screens_.size() - 1 : below(screens_.size())];
    const auto before = room.get(file->review_case.submission.id.value);
    const auto outcome = workflow::decide(room.services, chance(95) ? who : somebody(), some_decision(file));
    if (!outcome) {
      CHECK(outcome.error().code != Errc::internal);
      ++done["refused"];
      return;
    }
    const auto* decided = std::get_if<workflow::Decided>(&*outcome);
    if (!decided) {
      CHECK(room.get(before.submission.id.value) == before);
      ++done["too late"];
      return;
    }
    ++done[decided->replayed ? "replayed" : "decided"];
    made_.push_back(decided->decision.id);
    if (!decided->replayed) CHECK(before.epoch == file->lease.epoch);
  }

  void undo() {
    if (made_.empty()) return;
    const auto decision = room.store->decisions().find(made_[chance(70) ? made_.size() - 1 : below(made_.size())]);
    REQUIRE(decision);
    const auto by = std::ranges::find(people_, (*decision)->by, &domain::Operator::id);
    const domain::Operator& who = by == people_.end() || chance(10) ? somebody() : *by;
    const auto file = workflow::undo_decision(room.services, who, (*decision)->id);
    ++done[file ? "undone" : "undo refused"];
    if (file) screens_.emplace_back(who, *file);
  }

  // Takes a decision back that was released; whoever is not allowed to changes nothing.
  void reverse() {
    if (made_.empty()) return;
    const auto decision = *room.store->decisions().find(made_[below(made_.size())]);
    const auto by = std::ranges::find(people_, decision->by, &domain::Operator::id);
    const domain::Operator& who = chance(50) || by == people_.end() ? somebody() : *by;
    const auto before = room.get(decision->submission.value);
    const auto events = room.events().size();
    const bool again = chance(10) && !presses_.empty();
    const OpId op(again ? presses_[below(presses_.size())] : "back_" + std::to_string(random_()));
    const auto reversal = workflow::reverse_decision(room.services, who, decision->id, op, "slip");
    ++done[!reversal ? "reversal refused" : reversal->replayed ? "reversal replayed" : "reversed"];
    if (!reversal) {
      CHECK(reversal.error().code != Errc::internal);
      CHECK(room.get(before.submission.id.value) == before);
      CHECK(room.events().size() == events);
      return;
    }
    if (reversal->replayed) {  // the very press that took it back before
      CHECK(room.events().size() == events);
      if (reversal->file) screens_.emplace_back(who, reversal->file);
      return;
    }
    CHECK(before.decision == decision->id);
    CHECK((who.role == domain::Role::supervisor || decision->by == who.id));
    CHECK(room.events().size() == events + 1);
    presses_.push_back(op.value);
    screens_.emplace_back(who, reversal->file);
  }

  // The back end takes an event, or says that the student got it.
  void told() {
    const std::string id = std::to_string(1 + below(12));
    domain::ReviewCase one = room.get(id);
    const auto place = domain::advance(one.place, chance(50) ? Happening::event_taken : Happening::receipt_came);
    if (!place) return;
    one.place = *place;
    REQUIRE(room.store->submissions().save(one));
  }

  void put_aside() {
    if (screens_.empty()) return;
    const auto [who, file] = screens_[below(screens_.size())];
    const OpId op("aside_" + std::to_string(random_()));
    const auto outcome = chance(50) ? workflow::escalate(room.services, who, file->lease, 1, op, "identity")
                                    : workflow::skip(room.services, who, file->lease, 1, op, "hard");
    if (outcome && std::holds_alternative<workflow::Ended>(*outcome)) ++done["put aside"];
  }

  void give_back() {
    if (screens_.empty()) return;
    REQUIRE(workflow::give_back(room.services, {screens_[below(screens_.size())].second->lease}));
  }

  void renew() {
    std::vector<domain::Lease> held;
    for (const auto& [who, file] : screens_) held.push_back(file->lease);
    const auto lost = workflow::renew(room.services, held);
    REQUIRE(lost);
    std::erase_if(screens_, [&](const auto& screen) {
      return chance(50) && std::ranges::find(*lost, screen.second->lease) != lost->end();
    });
  }

  void release() {
    const auto released = workflow::release_due(room.services);
    REQUIRE(released);
    done["released"] += static_cast<int>(released->size());
  }

  void note() {
    if (screens_.empty()) return;
    const auto [who, file] = screens_[below(screens_.size())];
    const auto& submission = file->review_case.submission;
    REQUIRE(workflow::note_identity_change(room.services, who, submission, file->lease.epoch, {2, 6}));
  }

  // Withdraws a photo, as the feed would tell it; now and then, and never all of them.
  void student() {
    const std::string id = std::to_string(1 + below(3));
    if (!chance(15) || domain::is_final(room.get(id).place.stage)) return;
    room.happens(id, Happening::student_withdrew);
    ++done["withdrawn"];
  }

  void time_passes() { room.clock.advance(seconds(static_cast<std::int64_t>(1 + below(chance(20) ? 400 : 20)))); }

  std::mt19937 random_;
  const std::vector<domain::Operator> people_{an_operator("ann"), an_operator("bob"), an_operator("cat"), kSupervisor,
                                              an_operator("boss_2", domain::Role::supervisor)};
  std::vector<std::pair<domain::Operator, domain::CaseFilePtr>> screens_;
  std::vector<DecisionId> made_;
  std::vector<std::string> presses_;
};

// What the student may hear belongs to exactly one decision in force, and the other way round.
void check_events(const Room& room) {
  std::map<DecisionId, domain::OutboxEvent> events;
  for (const auto& event : room.events()) REQUIRE(events.emplace(event.decision, event).second);
  std::map<SubmissionId, int> in_force;
  for (const auto& decision : room.decisions()) {
    INFO("decision " << decision.id.value);
    const auto event = events.find(decision.id);
    CHECK((event == events.end()) == (decision.state == DecisionState::opinion));
    if (event == events.end()) continue;
    const bool counts = decision.state == DecisionState::held || decision.state == DecisionState::released;
    const EventState expected = decision.state == DecisionState::held       ? EventState::held
                                : decision.state == DecisionState::released ? EventState::ready
                                : decision.state == DecisionState::reversed ? EventState::ready  // and its correction
                                                                            : EventState::cancelled;
    CHECK(event->second.state == expected);
    if (counts) CHECK(++in_force[decision.submission] == 1);
    events.erase(event);
  }
  CHECK(events.empty());
}

void check_cases(const Room& room) {
  for (int i = 1; i <= 12; ++i) {
    const auto one = room.get(std::to_string(i));
    INFO("case " << i << " in stage " << domain::name(one.place.stage));
    CHECK(one.holder.has_value() == (one.place.stage == Stage::leased));
    const bool has_decision = one.place.stage == Stage::held || one.place.stage == Stage::released ||
                              one.place.stage == Stage::notified || one.place.stage == Stage::receipted;
    if (one.place.stage != Stage::withdrawn) CHECK(one.decision.has_value() == has_decision);
    std::set<OperatorId> judges(one.judged_by.begin(), one.judged_by.end());
    CHECK(judges.size() == one.judged_by.size());
    if (one.decision) CHECK_FALSE(judges.contains(room.store->decisions().find(*one.decision).value()->by));
  }
}

}  // namespace

TEST_CASE("whatever people do, the audit log adds up and every event has its decision") {
  static const unsigned fresh = std::random_device()();
  const unsigned seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U, fresh);
  static int reversed = 0;
  INFO("seed " << seed);
  Walk walk(seed);
  for (int i = 0; i < 300; ++i) {
    INFO("step " << i);
    walk.step();
    if (i % 10 == 0) {
      check_events(walk.room);
      check_cases(walk.room);
    }
  }
  check_events(walk.room);
  check_cases(walk.room);
  const auto report = walk.room.audited();
  for (const auto& problem : report.problems) UNSCOPED_INFO(audit::name(problem.trouble) << " " << problem.about);
  CHECK(report.clean());
  CHECK(report.records >= report.decisions);
  // The walk went somewhere.
  CHECK(walk.done["claimed"] > 5);
  CHECK(walk.done["decided"] > 5);
  reversed += walk.done["reversed"];
  if (seed == 6) CHECK(reversed > 5);
}

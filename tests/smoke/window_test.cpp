#include <catch2/catch.hpp>
#include <iostream>
#include <random>
#include <set>

#include "smoke/desk_window.h"

using namespace zhaojian;
using namespace zhaojian::test;
using domain::EventState;
using domain::Outcome;

namespace {

// True when the tools for a screen of our own are not here: said, and then nothing is tested.
bool skipped() {
  const std::string missing = XDisplay::missing();
  if (!missing.empty()) std::cout << "SKIPPED: not installed:" << missing << "; ./dev setup installs it\n";
  return !missing.empty();
}

bool on_its_way(const domain::OutboxEvent& event) {
  return event.state == EventState::held || event.state == EventState::ready || event.state == EventState::inflight;
}

// What has not arrived yet and why, for whoever reads a failed test.
std::string left_behind(const Workplace& workplace) {
  std::string text;
  for (const domain::OutboxEvent& event : workplace.events())
    if (on_its_way(event))
      text += event.id.value + " " + std::string(domain::name(event.state)) + ", attempt " +
              std::to_string(event.attempts) + ", next " + rfc3339(event.next_at) + " " + event.last_problem + "\n";
  return text;
}

std::string type_of(Outcome outcome) {
  return outcome == Outcome::approve ? "photo.approved" : "photo.retake_requested";
}

// Every decision stands for one photo that was shown, and no photo has two in force.
void check_decisions(const Workplace& workplace) {
  std::set<SubmissionId> in_force;
  std::set<OpId> presses;
  for (const domain::Decision& one : workplace.decisions()) {
    CAPTURE(one.id.value, one.submission.value, static_cast<int>(one.state));
    CHECK(presses.insert(one.op).second);
    if (one.state == domain::DecisionState::undone) continue;
    CHECK(in_force.insert(one.submission).second);
    const domain::ReviewCase decided = workplace.review_case(one.submission);
    CHECK(decided.decision == one.id);
    const auto shown =
        std::ranges::find(decided.submission.photos, domain::PhotoRole::submission, &domain::PhotoRef::role);
    REQUIRE(shown != decided.submission.photos.end());
    CHECK(one.photo == shown->sha256);
  }
}

}  // namespace

TEST_CASE("ten photos are decided by keyboard while the program is killed twice: ten events arrive, once each") {
  if (skipped()) return;
  Workplace workplace({"--count", "90", "--receipts", "30000", "--lose", "100"});
  XDisplay display(workplace.folder());
  DeskWindow desk(workplace, display);
  desk.sign_in();
  std::mt19937 random{std::random_device{}()};
  const auto decided = [&] { return workplace.decisions().size(); };
  const auto next = [&] { return decided() % 3 == 1 ? Outcome::retake : Outcome::approve; };

  REQUIRE(desk.decide(next()));
  REQUIRE(desk.decide(next()));
  // The back end takes the first events but its answers are lost. From then on it answers, and they come again long
  // before a receipt could tell that they need not.
  REQUIRE(wait_until(seconds(30), [&] { return !workplace.taken().empty(); }));
  workplace.behave("lose=0");
  const auto again = [](const TakenEvent& event) { return event.count > 1; };
  REQUIRE(wait_until(seconds(25), [&] { return std::ranges::any_of(workplace.taken(), again); }));

  // The first kill: while the decision is being written, or just before, or just after.
  const Outcome outcome = next();
  desk.prepare(outcome);
  XDisplay::hold(DeskWindow::key_of(outcome));
  pause(milliseconds(static_cast<std::int64_t>(random() % 40)));
  desk.kill();
  XDisplay::let_go(DeskWindow::key_of(outcome));
  CHECK(decided() <= 3);
  desk.start_and_sign_in();
  while (decided() < 5) REQUIRE(desk.decide(next()));

  // The second: the event is on the wire, the back end is about to take it, nobody will hear the answer.
  workplace.behave("slow=500");
  const auto sending = [&] {
    return std::ranges::any_of(workplace.events(), [](const auto& e) { return e.state == EventState::inflight; });
  };
  REQUIRE(wait_until(seconds(30), sending));
  pause(milliseconds(static_cast<std::int64_t>(random() % 200)));
  desk.kill();
  workplace.behave("slow=0");
  desk.start_and_sign_in();
  while (decided() < 10) REQUIRE(desk.decide(next()));

  // A receipt, too, tells that an event has arrived: what was on the wire need not be sent again. An event whose
  // request never left waits for the end of its claim.
  wait_until(seconds(180), [&] { return left_behind(workplace).empty(); });
  CHECK(left_behind(workplace) == "");
  CHECK(desk.close() == "ended with 0");

  check_decisions(workplace);
  const auto decisions = workplace.decisions();
  REQUIRE(decisions.size() == 10);
  // Seven were to be approved; of the first ten of the demo few may not be.
  CHECK(std::ranges::count(decisions, Outcome::approve, &domain::Decision::outcome) >= 4);
  const auto taken = workplace.taken();
  CHECK(taken.size() == 10);
  std::set<std::string> ids;
  for (const TakenEvent& event : taken) {
    CAPTURE(event.id, event.submission);
    CHECK(ids.insert(event.id).second);
    const auto of = std::ranges::find(decisions, DecisionId(event.decision), &domain::Decision::id);
    REQUIRE(of != decisions.end());
    CHECK(of->submission.value == event.submission);
    CHECK(type_of(of->outcome) == event.type);
  }
  for (const domain::OutboxEvent& event : workplace.events()) {
    CAPTURE(event.id.value, event.last_problem);
    CHECK((event.state == EventState::accepted || event.state == EventState::delivered ||
           event.state == EventState::refused));
  }
  const audit::Report audit = workplace.audit();
  CHECK(audit.clean());
  CHECK(audit.decisions == 10);
  CHECK(audit.events == 10);
}

TEST_CASE("a window opens with something in it and closes when it is told to, giving back what it held") {
  if (skipped()) return;
  Workplace workplace({"--count", "60"});
  XDisplay display(workplace.folder());
  DeskWindow desk(workplace, display);
  CHECK(desk.title().find("照鉴") != std::string::npos);

  constexpr int pixels = XDisplay::width * XDisplay::height;
  const int background = theme_colour(workplace, "background");
  CHECK(wait_until(seconds(10), [&] {  // the operators to choose from
    auto colours = colours_of(display.picture());
    return colours.size() > 50 && colours[background] > pixels / 2 && colours[background] < pixels * 99 / 100;
  }));
  desk.sign_in();
  CHECK(desk.wait_for_photos());
  CHECK(colours_of(display.picture()).size() > 1000);
  CHECK(workplace.in_stage(domain::Stage::leased) > 0);
  CHECK(desk.close() == "ended with 0");
  CHECK(workplace.in_stage(domain::Stage::leased) == 0);
  CHECK(workplace.decisions().empty());

  // Before anybody has signed in, too.
  desk.start();
  CHECK(desk.close() == "ended with 0");
}

TEST_CASE("keys typed faster than frames are drawn decide the photo on screen once, or are refused") {
  if (skipped()) return;
  Workplace workplace({"--count", "90"});
  XDisplay display(workplace.folder());
  DeskWindow desk(workplace, display);
  desk.sign_in();
  // There is something to decide without waiting for checks, and a key that cannot act says so.
  REQUIRE(wait_until(seconds(60), [&] { return workplace.in_stage(domain::Stage::queued) > 20; }));
  REQUIRE(desk.wait_for_photos());
  const double before = desk.share("warn") + desk.share("fail");
  XDisplay::press("r");
  CHECK(wait_until(seconds(5), [&] { return desk.share("warn") + desk.share("fail") > before + 0.0001; }));
  CHECK(workplace.decisions().empty());

  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random{seed};
  const std::vector<std::string> keys = {"a", "a", "a", "a", "7", "7", "7", "6", "5",   "1",    "r",         "r",
                                         "2", "e", "g", "t", "q", "w", "m", "x", "Tab", "Down", "BackSpace", "ctrl+z"};
  std::size_t deciding = 0;
  std::string script;
  for (int i = 0; i < 200; ++i) {
    const std::string& key = keys[random() % keys.size()];
    deciding += key == "a" || key == "r" ? 1 : 0;
    const auto rest = [&](unsigned most) { return "sleep 0.0" + std::to_string(10 + random() % most) + "\n"; };
    script += "keydown " + key + "\n" + rest(20) + "keyup " + key + "\n" + rest(80);
  }
  display.script(script);

  // It is done with them when nothing new comes for a while.
  std::size_t last = 0;
  wait_until(seconds(30), [&] {
    const std::size_t before_pause = workplace.decisions().size();
    pause(seconds(2));
    last = workplace.decisions().size();
    return last == before_pause;
  });
  CHECK(last > 0);
  CHECK(last <= deciding);
  CHECK(desk.state() == "running");
  CHECK(desk.close() == "ended with 0");
  check_decisions(workplace);
  CHECK(workplace.audit().clean());
}

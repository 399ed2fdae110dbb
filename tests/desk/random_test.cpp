#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>
#include <tuple>

#include "desk/commands.h"
#include "desk/desk_fixture.h"

// Thirty thousand steps of an operator who presses anything at any time, and of a world that answers late, twice,
// wrongly or not at all.
using namespace zhaojian;
using namespace zhaojian::test;

namespace {

class Chaos {
 public:
  explicit Chaos(unsigned seed) : random_(seed) {}

  void step() {
    const std::uint64_t before = desk.sequence();
    shown_before_ = before;
    if (chance(55)) {
      const desk::Intent intent = some_intent();
      named_ = sequence_of(intent);
      sheet_before_ = desk.model.sheet.sequence;
      sheet_named_ = std::holds_alternative<desk::SheetDecide>(intent);
      take(desk.ask(intent));
    } else {
      named_.reset();
      take(desk.hear(some_event()));
    }
    check_model();
  }

  DeskTester desk;
  int decisions = 0, undone = 0, failures = 0;

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool chance(int percent) { return below(100) < percent; }

  static std::optional<std::uint64_t> sequence_of(const desk::Intent& intent) {
    if (const auto* i = std::get_if<desk::Decide>(&intent)) return i->sequence;
    if (const auto* i = std::get_if<desk::Escalate>(&intent)) return i->sequence;
    if (const auto* i = std::get_if<desk::Skip>(&intent)) return i->sequence;
    if (const auto* i = std::get_if<desk::SheetDecide>(&intent)) return i->sequence;
    return {};
  }

  std::uint64_t some_sequence() {
    return chance(80) ? desk.sequence() : static_cast<std::uint64_t>(below(static_cast<int>(desk.sequence()) + 3));
  }

  std::uint64_t sheet_sequence() {
    return chance(80) ? desk.model.sheet.sequence : static_cast<std::uint64_t>(below(50));
  }

  ReasonCode some_reason() {
    const auto& reasons = desk.model.reasons->reasons;
    return chance(95) ? reasons[static_cast<std::size_t>(below(static_cast<int>(reasons.size())))].code
                      : ReasonCode("NO_SUCH");
  }

  SubmissionId some_submission() { return SubmissionId("sub_" + std::to_string(below(made_ + 1))); }

  desk::Intent some_intent() {
    switch (below(43)) {
      case 0: return desk::SignIn{OperatorId(chance(50) ? "op_1" : "op_2")};
      case 1: return chance(10) ? desk::Intent{desk::SignOut{}} : desk::Intent{desk::Start{}};
      case 2: return desk::Go{static_cast<desk::Screen>(below(7))};
      case 3: return desk::OpenCase{some_submission()};
      case 4: return desk::FilterQueue{"2021"};
      case 5: return desk::ScrollQueue{below(100) - 20};
      case 6: return desk::ShowPass{chance(50) ? desk::Pass::identity : desk::Pass::standard};
      case 7:
      case 8:
      case 9: return desk::AnswerIdentity{some_sequence(), chance(60) ? 7 : below(10) - 1};
      case 10:
      case 11: return desk::PickReason{some_sequence(), some_reason()};
      case 12: return desk::ClearReasons{};
      case 13: return desk::SetNote{"请取下耳机后重拍"};
      case 14: return desk::PinReason{some_reason(), domain::Region{1, 2, 3, 4}};
      case 15: return desk::StepFinding{chance(50) ? 1 : -1};
      case 16: return desk::ShowFinding{FindingId("qual.sharp")};
      case 17: return desk::TogglePassed{};
      case 18: return desk::Escalate{some_sequence(), "identity"};
      case 19: return desk::Skip{some_sequence(), "unclear"};
      case 20: return desk::Undo{};
      case 21: return desk::Continue{};
      case 22: return chance(5) ? desk::Intent{desk::Quit{}} : desk::Intent{desk::Refresh{}};
      case 32: return desk::StepBack{chance(60) ? 1 : -1};
      case 33: return desk::StopLooking{};
      case 34: return desk::Reverse{some_sequence(), "slip"};
      case 35: return chance(30) ? desk::Intent{desk::Go{desk::Screen::sheet}} : desk::Intent{desk::Go{desk::Screen::review}};
      case 36: return desk::SheetShown{sheet_sequence(), {0, 1, 2, 3}, 3, 12};
      case 37: return desk::SheetMark{sheet_sequence(), static_cast<std::size_t>(below(5))};
      case 38: return desk::SheetDecide{sheet_sequence(), domain::Outcome::approve};
      case 39: return chance(30) ? desk::Intent{desk::SheetOpen{sheet_sequence()}} : desk::Intent{desk::SheetMarkAll{sheet_sequence()}};
      case 41: return desk::TogglePreview{};
      case 40: return desk::MovePin{4, 0, 0, 0};
      default: return desk::Decide{some_sequence(), static_cast<domain::Outcome>(chance(50) ? 0 : below(4))};
    }
  }

  desk::CaseFilePtr new_file() {
    const std::string id = "sub_" + std::to_string(++made_);
    auto file = std::make_shared<domain::CaseFile>(*a_file(id));
    if (desk.model.me) file->lease.holder = desk.model.me->id;
    return chance(70) ? checked(file, {chance(50) ? "qual.sharp" : "eyes.open"}) : desk::CaseFilePtr(file);
  }

  // One that suits a contact sheet.
  desk::CaseFilePtr plain_file() {
    const std::string id = "sub_" + std::to_string(++made_);
    domain::Submission submission = a_submission(id);
    std::erase_if(submission.photos, [](const domain::PhotoRef& p) { return domain::is_reference(p.role); });
    auto file = std::make_shared<domain::CaseFile>(*checked(a_file(id, submission)));
    if (desk.model.me) file->lease.holder = desk.model.me->id;
    return file;
  }

  desk::Event some_past() {
    if (!desk.model.looking) return desk::PastFailed{DecisionId("x"), {Errc::not_found, "x", {}}};
    domain::Decision decision;
    decision.id = *desk.model.looking;
    decision.state = chance(50) ? domain::DecisionState::held : domain::DecisionState::released;
    auto file = std::make_shared<domain::CaseFile>(*checked(a_file("past_" + std::to_string(below(9)))));
    file->lease = {};
    return desk::PastLoaded{{decision, {}}, file};
  }

  // Something else is known of a case we hold, or held a moment ago.
  desk::Event some_news() {
    const auto held = desk::held_files(desk.model);
    if (held.empty()) return desk::CaseRefreshed{new_file()};
    auto file = std::make_shared<domain::CaseFile>(*held[static_cast<std::size_t>(below(static_cast<int>(held.size())))]);
    if (chance(10)) ++file->lease.epoch;
    if (chance(40)) file->review_case.submission.flags.push_back({FindingId("bg.colour"), domain::FlagVerdict::fail, {}, "", ""});
    if (chance(40) && !file->photo_states.empty()) file->photo_states.back() = chance(50) ? domain::PhotoState::missing : domain::PhotoState::present;
    if (chance(20)) file->assessment.reset();
    return desk::CaseRefreshed{file};
  }

  desk::Event some_event() {
    switch (below(18)) {
      case 17: return some_news();
      case 0:
      case 1: return desk::Tick{desk.model.now + milliseconds(below(4'000) - 20)};
      case 2: return desk::SignedIn{an_operator(chance(50) ? "op_1" : "op_2"), {}, {}};
      case 3:
      case 4: {
        std::vector<desk::CaseFilePtr> files;
        for (int i = below(4); i > 0; --i) files.push_back(new_file());
        return desk::CasesClaimed{files, chance(20)};
      }
      case 5:
      case 6:
      case 7: return some_photo();
      case 8:
        if (chance(60)) return desk::StoreRecovered{};
        return desk::ClaimRefused{{Errc::unavailable, "busy", {}}};
      case 9: return desk::CaseChanged{some_submission(), static_cast<desk::GoneWhy>(below(4))};
      case 10: return desk::AssessmentFailed{some_submission(), 1, {Errc::internal, "x", {}}};
      case 11:
        return chance(10) ? desk::Event{desk::StoreFailed{{Errc::io, "disk", {}}}}
                          : desk::Event{desk::StoreRecovered{}};
      case 12: return some_undo_answer();
      case 14: return some_past();
      case 15:
        if (desk.model.reversing && chance(50) && !desk.model.recent.empty())
          return desk::ReversalRecorded{desk.model.recent.front().decision.id, new_file()};
        return desk::ReversalRefused{DecisionId("x"), OpId("x"), {Errc::stale, "x", {}}};
      case 16: {
        std::vector<desk::CaseFilePtr> files;
        for (int i = below(4); i > 0; --i) files.push_back(plain_file());
        return desk::SheetClaimed{files};
      }
      default: return some_answer();
    }
  }

  desk::Event some_photo() {
    const std::vector<desk::PaneState>* panes = nullptr;
    if (const auto* opening = std::get_if<desk::Opening>(&desk.model.review)) panes = &opening->panes;
    if (!panes && !desk.model.prefetched.empty()) panes = &desk.model.prefetched.front().panes;
    if (!panes) return desk::PhotoArrived{hash_of("nobody's"), desk::PhotoPhase::ready, {}, 1, 1, 1, {}};
    const auto phase = chance(90) ? desk::PhotoPhase::ready : desk::PhotoPhase::broken;
    return desk::PhotoArrived{
        (*panes)[static_cast<std::size_t>(below(static_cast<int>(panes->size())))].sha256, phase, {}, 480, 640, 1, {}};
  }

  // What the store says of one of the writes that wait: done, not done, never; sometimes twice.
  desk::Event some_answer() {
    if (desk.model.pending.empty()) return desk::Recorded{OpId("nobody's")};
    const auto& pending =
        desk.model.pending[static_cast<std::size_t>(below(static_cast<int>(desk.model.pending.size())))];
    if (chance(15)) {
      ++failures;
      return desk::DecisionNotSaved{SubmissionId("x"), pending.op, {Errc::io, "disk", {}}};
    }
    if (chance(10)) return desk::DecisionRefused{SubmissionId("x"), pending.op, {Errc::stale, "late", {}}};
    const auto* record = std::get_if<desk::RecordDecision>(&pending.again);
    if (!record) return desk::Recorded{pending.op};
    domain::Decision saved = record->decision;
    saved.id = DecisionId("dec-" + saved.op.value);
    return desk::DecisionRecorded{saved};
  }

  desk::Event some_undo_answer() {
    if (desk.model.recent.empty()) return desk::UndoRefused{DecisionId("x"), {Errc::conflict, "x", {}}};
    const domain::Decision& decision = desk.model.recent.front().decision;
    if (chance(30)) return desk::Released{{decision.id}};
    if (chance(30)) return desk::UndoRefused{decision.id, {Errc::conflict, "x", {}}};
    ++undone;
    return desk::Undone{decision.id, new_file()};
  }

  void take(const desk::Effects& effects) {
    for (const desk::Effect& effect : effects) {
      if (const auto* record = std::get_if<desk::RecordDecision>(&effect)) took(record->decision.op, record->decision);
      if (const auto* claim = std::get_if<desk::ClaimCases>(&effect)) REQUIRE((claim->count >= 1 && claim->count <= 6));
    }
  }

  // A decision is either new, and then it is for the photo on the screen; or it is word for word one sent before.
  void took(const OpId& op, const domain::Decision& decision) {
    const auto known = sent_.find(op);
    if (known != sent_.end()) {
      REQUIRE(known->second == decision);
      return;
    }
    REQUIRE(named_);
    if (sheet_named_) {  // one key, several photos, each once
      REQUIRE(*named_ == sheet_before_);
      REQUIRE(on_sheet_.insert({decision.submission, decision.epoch, decision.op}).second);
      sent_.emplace(op, decision);
      ++decisions;
      return;
    }
    REQUIRE(*named_ == shown_before_);
    REQUIRE(decided_.insert(shown_before_).second);
    sent_.emplace(op, decision);
    ++decisions;
  }

  void check_model() const {
    REQUIRE(desk.model.prefetched.size() <= (desk::looked_back(desk.model) ? 6 : 5));
    REQUIRE(desk.model.recent.size() <= 20);
    REQUIRE(desk.model.notices.size() <= 4);
    std::set<std::string> ids;
    for (const std::string& id : desk.ahead()) REQUIRE(ids.insert(id).second);
    if (!desk.on_desk().empty()) REQUIRE(ids.insert(desk.on_desk()).second);
    for (const desk::Tile& tile : desk.model.sheet.tiles)
      if (tile.state == desk::TileState::open) REQUIRE(ids.insert(tile.file->review_case.submission.id.value).second);
    if (!desk.model.me) REQUIRE(ids.empty());
    if (const desk::Reviewing* shown = desk::reviewing(desk.model)) {
      REQUIRE(shown->reasons.size() <= 3);
      REQUIRE(shown->revealed == shown->identity.has_value());
      if (shown->past) REQUIRE(shown->file->lease.epoch == 0);
      REQUIRE(std::ranges::none_of(
          shown->panes, [](const desk::PaneState& pane) { return pane.phase == desk::PhotoPhase::loading; }));
    }
    for (const desk::Command& command : desk::commands())
      if (command.enabled(desk.model)) static_cast<void>(command.make(desk.model, desk.sequence()));
  }

  std::mt19937 random_;
  int made_ = 0;
  std::uint64_t shown_before_ = 0;
  std::optional<std::uint64_t> named_;
  std::uint64_t sheet_before_ = 0;
  bool sheet_named_ = false;
  std::set<std::uint64_t> decided_;
  std::set<std::tuple<SubmissionId, std::int64_t, OpId>> on_sheet_;
  std::map<OpId, domain::Decision> sent_;
};

}  // namespace

TEST_CASE("whatever is pressed and whatever happens, a photo is decided at most once and only while it is shown") {
  int decisions = 0, undone = 0, failures = 0;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Chaos chaos(seed);
    for (int i = 0; i < 3'000; ++i) chaos.step();
    decisions += chaos.decisions;
    undone += chaos.undone;
    failures += chaos.failures;
  }
  // Otherwise the walk never came to what it is about.
  CHECK(decisions > 100);
  CHECK(undone > 50);
  CHECK(failures > 20);
}

#include "desk/commands.h"

#include <catch2/catch.hpp>

#include <set>

#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;
using desk::KeyPress;

namespace {

std::optional<desk::Intent> intent_of(const std::optional<desk::Action>& action) {
  if (!action) return {};
  const auto* intent = std::get_if<desk::Intent>(&*action);
  return intent ? std::optional(*intent) : std::nullopt;
}

}  // namespace

TEST_CASE("every command has its own name and its own keys") {
  std::set<std::string_view> ids;
  std::set<std::pair<desk::Where, std::string>> chords;
  for (const desk::Command& command : desk::commands()) {
    CAPTURE(command.id);
    CHECK(ids.insert(command.id).second);
    // A key of one screen must not be one that works everywhere; another screen may give it another meaning.
    const std::string chord = desk::spell(command.default_chord);
    for (const desk::Where where : {desk::Where::anywhere, desk::Where::review, desk::Where::sheet})
      if (desk::meet(where, command.where)) CHECK_FALSE(chords.contains({where, chord}));
    chords.insert({command.where, chord});
    CHECK(command.enabled);
    CHECK(command.make);
    CHECK(desk::find_command(command.id) == &command);
  }
  CHECK(desk::find_command("no.such") == nullptr);
}

TEST_CASE("keys are spelled, read back and labelled") {
  for (int key = 0; key <= static_cast<int>(Key::f12); ++key) {
    for (const bool ctrl : {false, true}) {
      const Chord chord{static_cast<Key>(key), ctrl, !ctrl, false};
      CHECK(desk::chord_from(desk::spell(chord)) == chord);
      CHECK_FALSE(desk::label(chord).empty());
    }
  }
  CHECK(desk::label(Chord{Key::k, true}) == "Ctrl K");
  CHECK(desk::label(Chord{Key::slash, false, true}) == "?");
  CHECK_FALSE(desk::chord_from("ctrl+"));
  CHECK_FALSE(desk::chord_from("hyper+x"));
}

TEST_CASE("a held key never decides, answers or picks; it may only move") {
  DeskTester desk = DeskTester::reviewing();
  desk.ask(desk::ShowPass{desk::Pass::identity});
  for (const desk::Command& command : desk::commands()) {
    const auto action = desk::action_for(desk.model, KeyPress{command.default_chord, true, desk.sequence()});
    if (!action) continue;
    CAPTURE(command.id);
    CHECK(command.repeats);
    const auto intent = intent_of(action);
    CHECK((!intent || std::holds_alternative<desk::StepFinding>(*intent) || std::holds_alternative<desk::MovePin>(*intent)));
  }
}

TEST_CASE("a decision names the case that was on screen when the key went down") {
  DeskTester desk = DeskTester::reviewing();
  const auto a = intent_of(desk::action_for(desk.model, KeyPress{Chord{Key::a}, false, 41}));
  CHECK(a == desk::Intent{desk::Decide{41, domain::Outcome::approve}});
  // To put it aside asks why first; the answer names the photo the question was opened for.
  const auto s = desk::action_for(desk.model, KeyPress{Chord{Key::s}, false, 41});
  CHECK(s == desk::Action{desk::ViewAction::escalate_menu});
}

TEST_CASE("digits answer in the identity pass and pick reasons in the standard pass") {
  DeskTester desk = DeskTester::reviewing("sub_1", false);
  const auto digit = [&](Key key) {
    return intent_of(desk::action_for(desk.model, KeyPress{Chord{key}, false, desk.sequence()}));
  };
  CHECK(digit(Key::d6) == desk::Intent{desk::AnswerIdentity{desk.sequence(), 6}});
  CHECK(digit(Key::d8) == desk::Intent{desk::Refuse{}});  // there is no eighth answer, and that is said
  desk.ask(desk::ShowPass{desk::Pass::standard});
  CHECK(digit(Key::d1) == desk::Intent{desk::PickReason{desk.sequence(), ReasonCode("EYES_CLOSED")}});
  CHECK(digit(Key::d9) == desk::Intent{desk::Refuse{}});  // fewer than nine are offered
}

TEST_CASE("the keys of the review screen do nothing on the others") {
  DeskTester desk = DeskTester::reviewing();
  desk.ask(desk::Go{desk::Screen::history});
  for (const desk::Command& command : desk::commands()) {
    CAPTURE(command.id);
    const desk::Command* found = desk::command_for(desk.model, command.default_chord);
    CHECK((found != nullptr) == (command.where == desk::Where::anywhere));
  }
}

TEST_CASE("without a photo, without a session or without a store the deciding keys are off") {
  const auto off = [](const DeskTester& desk) {
    for (const char* id : {"review.approve", "review.retake", "review.identity_doubt", "review.reprocess",
                           "review.escalate", "review.skip"}) {
      CAPTURE(id);
      CHECK_FALSE(desk::find_command(id)->enabled(desk.model));
      const auto said = desk::action_for(desk.model, KeyPress{desk::find_command(id)->default_chord, false, desk.sequence()});
      CHECK(intent_of(said) == desk::Intent{desk::Refuse{}});  // it says why
    }
  };
  DeskTester nobody;
  nobody.model.screen = desk::Screen::review;
  CHECK_FALSE(desk::action_for(nobody.model, KeyPress{Chord{Key::a}, false, 0}));
  off(DeskTester::signed_in());
  DeskTester broken = DeskTester::reviewing();
  broken.hear(desk::StoreFailed{{Errc::io, "disk", {}}});
  off(broken);
}

TEST_CASE("Enter goes on only where there is nothing to decide") {
  DeskTester desk = DeskTester::reviewing("sub_1");
  CHECK_FALSE(desk::action_for(desk.model, KeyPress{Chord{Key::enter}, false, desk.sequence()}));
  desk.hear(desk::CaseChanged{SubmissionId("sub_1"), desk::GoneWhy::superseded});
  CHECK(intent_of(desk::action_for(desk.model, KeyPress{Chord{Key::enter}, false, 0})) ==
        desk::Intent{desk::Continue{}});
}

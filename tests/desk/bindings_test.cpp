#include "desk/bindings.h"

#include <catch2/catch.hpp>

#include <set>

#include "desk/commands.h"
#include "desk/desk_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Bindings;
using desk::Chord;
using desk::Key;
using desk::Preset;
using desk::Rebinding;
using Verdict = desk::Rebinding::Verdict;

namespace {

const desk::Command& command(std::string_view id) { return *desk::find_command(id); }

std::vector<std::string_view> names(const std::vector<const desk::Command*>& commands) {
  std::vector<std::string_view> ids;
  for (const desk::Command* one : commands) ids.push_back(one->id);
  return ids;
}

bool left_hand_reaches(const Chord& chord) {
  static const std::set<Key> keys{Key::d1, Key::d2, Key::d3, Key::d4, Key::d5, Key::q,   Key::w,     Key::e,
                                  Key::r,  Key::t,  Key::a,  Key::s,  Key::d,  Key::f,   Key::g,     Key::z,
                                  Key::x,  Key::c,  Key::v,  Key::b,  Key::tab, Key::space, Key::f1, Key::f2,
                                  Key::f3, Key::f4, Key::f5};
  return keys.contains(chord.key);
}

}  // namespace

TEST_CASE("in no preset do two commands that meet on a screen share a key") {
  for (const Preset preset : {Preset::standard, Preset::left_hand}) {
    const Bindings bindings{preset, {}};
    for (const desk::Command& one : desk::commands()) {
      CAPTURE(static_cast<int>(preset), one.id, desk::spell(desk::chord_of(bindings, one)));
      CHECK(names(desk::sharing(bindings, one, desk::chord_of(bindings, one))).empty());
    }
  }
}

TEST_CASE("with the left-hand preset every decision, answer and reason is under the left hand") {
  const Bindings bindings{Preset::left_hand, {}};
  for (const desk::Command& one : desk::commands()) {
    if (!one.id.starts_with("review.")) continue;
    CAPTURE(one.id, desk::spell(desk::chord_of(bindings, one)));
    CHECK(left_hand_reaches(desk::chord_of(bindings, one)));
  }
}

TEST_CASE("a command given a free key works by it and no longer by the old one") {
  DeskTester desk = DeskTester::reviewing();
  const Rebinding made = desk::rebind({}, command("review.approve"), Chord{Key::f12});
  CHECK(made.verdict == Verdict::free);
  desk.model.preferences.bindings = made.after;
  REQUIRE(desk::command_for(desk.model, Chord{Key::f12}));
  CHECK(desk::command_for(desk.model, Chord{Key::f12})->id == "review.approve");
  CHECK_FALSE(desk::command_for(desk.model, Chord{Key::a}));
  CHECK(desk::rebind(made.after, command("review.approve"), Chord{Key::f12}).verdict == Verdict::same);
}

TEST_CASE("a key somebody else has is named and exchanged") {
  const Rebinding made = desk::rebind({}, command("review.approve"), Chord{Key::r});
  CHECK(made.verdict == Verdict::swaps);
  CHECK(names(made.with) == std::vector<std::string_view>{"review.retake"});
  CHECK(desk::chord_of(made.after, "review.approve") == Chord{Key::r});
  CHECK(desk::chord_of(made.after, "review.retake") == Chord{Key::a});
  CHECK(desk::restore(made.after, command("review.retake")).after == Bindings{});
}

TEST_CASE("Escape, the keys of lists and typing keys cannot be had where they are needed") {
  CHECK(desk::rebind({}, command("review.approve"), Chord{Key::escape}).verdict == Verdict::reserved);
  CHECK(desk::rebind({}, command("app.palette"), Chord{Key::enter}).verdict == Verdict::reserved);
  CHECK(desk::rebind({}, command("app.palette"), Chord{Key::down, true}).verdict == Verdict::reserved);
  CHECK(desk::rebind({}, command("app.palette"), Chord{Key::k}).verdict == Verdict::plain);
  CHECK(desk::rebind({}, command("app.palette"), Chord{Key::f12}).verdict == Verdict::free);
}

TEST_CASE("an exchange that would only move the clash is refused") {
  // The palette works on every screen and cannot take the bare letter it would get in exchange.
  const Rebinding made = desk::rebind({}, command("review.approve"), Chord{Key::k, true});
  CHECK(made.verdict == Verdict::taken);
  CHECK(names(made.with) == std::vector<std::string_view>{"app.palette"});
  CHECK(made.after == Bindings{});
}

TEST_CASE("whatever is rebound, nothing clashes and every command keeps a key") {
  Bindings bindings;
  unsigned state = 20261128;
  const auto any = [&](unsigned below) { return (state = state * 1664525U + 1013904223U) / 65536U % below; };
  for (int round = 0; round < 2000; ++round) {
    const auto all = desk::commands();
    const Chord chord{static_cast<Key>(any(static_cast<unsigned>(Key::f12) + 1)), any(3) == 0, any(3) == 0, any(5) == 0};
    bindings = desk::rebind(bindings, all[any(static_cast<unsigned>(all.size()))], chord).after;
    if (any(200) == 0) bindings = {any(2) == 0 ? Preset::standard : Preset::left_hand, {}};
    CHECK(desk::bindings_from("en dark " + desk::spell(bindings) + " 125") == bindings);
    for (const desk::Command& one : all) REQUIRE(desk::sharing(bindings, one, desk::chord_of(bindings, one)).empty());
  }
}

TEST_CASE("bindings come back from the preferences; what is unreadable is left out") {
  CHECK(desk::bindings_from("zh-CN dark 125") == Bindings{});
  CHECK(desk::bindings_from("en light keys:left_hand;review.skip=alt+n 0") ==
        Bindings{Preset::left_hand, {{"review.skip", Chord{Key::n, false, false, true}}}});
  CHECK(desk::bindings_from("keys:standard;no.such=x;review.skip=hyper+x;review.skip;app.palette=escape 0") ==
        Bindings{});
}

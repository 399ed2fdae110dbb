#include <catch2/catch.hpp>

#include "desk/bindings.h"
#include "ui/pinyin.h"
#include "ui/screens/palette_entries.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

namespace {

desk::Bindings& bindings(UiHarness& desk) { return desk.model.preferences.bindings; }

void show_settings(UiHarness& desk) {
  show(desk, "settings-ready");
  desk.resize({1920, 6000}, 1);  // every line in sight
  desk.settle();
  desk.live = true;
}

}  // namespace

TEST_CASE("a key is changed in the settings, kept, and acts at once") {
  UiHarness desk(assets());
  show_settings(desk);
  desk.click("keys/review.approve");
  CHECK(desk.find("keys/prompt"));
  desk.press(Key::f12);
  CHECK(desk::chord_of(bindings(desk), "review.approve") == Chord{Key::f12});
  CHECK(desk.find("keys/review.approve")->text == "F12");
  REQUIRE(desk.effects().size() == 1);  // SavePreferences
  CHECK(desk.view.key_change.command.empty());
  const desk::Bindings kept = bindings(desk);
  desk.resize({1280, 800}, 1);
  show(desk, "review-ready");
  bindings(desk) = kept;
  desk.live = false;
  desk.press(Key::a);
  CHECK(desk.taken().empty());
  desk.press(Key::f12);
  CHECK(desk.taken() == desk::Intents{desk::Decide{1, domain::Outcome::approve}});
}

TEST_CASE("a key that is taken names its command and is exchanged only when told to") {
  UiHarness desk(assets());
  show_settings(desk);
  desk.click("keys/review.approve");
  desk.press(Key::r);
  REQUIRE(desk.find("keys/prompt"));
  CHECK(desk.find("keys/prompt")->text.find("退回重拍") != std::string::npos);
  CHECK(bindings(desk) == desk::Bindings{});
  desk.press(Key::escape);
  CHECK(bindings(desk) == desk::Bindings{});
  CHECK(desk.view.key_change.command.empty());
  desk.click("keys/review.approve");
  desk.press(Key::r);
  desk.press(Key::enter);
  CHECK(desk::chord_of(bindings(desk), "review.approve") == Chord{Key::r});
  CHECK(desk::chord_of(bindings(desk), "review.retake") == Chord{Key::a});
  CHECK(desk.view.key_change.command.empty());  // Enter ended it and did not begin anew
  desk.press(Key::del);
  CHECK(bindings(desk) == desk::Bindings{});
}

TEST_CASE("while a line waits for its key no key does anything else") {
  UiHarness desk(assets());
  show_settings(desk);
  desk.click("keys/app.palette");
  for (const Chord& chord : {Chord{Key::x}, Chord{Key::down}, Chord{Key::enter}}) {
    desk.press(chord);
    CHECK(bindings(desk) == desk::Bindings{});
    CHECK_FALSE(desk.view.palette.open);
    CHECK(desk.view.key_change.command == "app.palette");
  }
  CHECK(desk.taken().empty());
}

TEST_CASE("a preset is one choice, and choosing it again puts every key back") {
  UiHarness desk(assets());
  show_settings(desk);
  desk.click("settings/preset/1");
  CHECK(bindings(desk) == desk::Bindings{desk::Preset::left_hand, {}});
  CHECK(desk.find("keys/review.identity_doubt")->text == "D");
  desk.click("keys/review.approve");
  desk.press(Key::f12);
  CHECK(bindings(desk).own.size() == 1);
  desk.click("settings/preset/1");
  CHECK(bindings(desk) == desk::Bindings{desk::Preset::left_hand, {}});
}

TEST_CASE("buttons, identity answers, reasons and the help show the keys in force") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  bindings(desk).preset = desk::Preset::left_hand;
  desk.press(Chord{Key::f1, false, true});
  REQUIRE(desk.view.help);
  REQUIRE(desk.find("help/review.identity_doubt"));
  CHECK(desk.find("help/review.identity_doubt")->text.starts_with("D "));
  CHECK_FALSE(desk.find("help/review.continue")->enabled);
  desk.press(Chord{Key::f1, false, true});
  CHECK_FALSE(desk.view.help);
  desk.press(Key::d);
  CHECK(desk.taken() == desk::Intents{desk::Decide{1, domain::Outcome::identity_doubt}});
}

TEST_CASE("pinyin initials: both readings, letters as they are, unknown characters left out") {
  CHECK(ui::pinyin_initials("退回重拍") == std::vector<std::string>{"t", "h", "zc", "p"});
  CHECK(ui::pinyin_initials("A1 · 啊") == std::vector<std::string>{"a", "1", "a"});
  CHECK(ui::pinyin_initials("座𠮷") == std::vector<std::string>{"z"});
  CHECK(ui::fit_initials("THCP", "退回重拍") == 3);
  CHECK(ui::fit_initials("zp", "退回重拍") == 2);
  CHECK(ui::fit_initials("tp", "退回重拍") == 0);
  CHECK(ui::fit_initials("re", "Retake") == 0);
}

TEST_CASE("the palette finds commands by pinyin initials") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  for (const auto& [typed, id] : {std::pair{"thcp", "review.retake"}, {"sfcy", "review.identity_doubt"}, {"fjx", "app.outbox"}}) {
    desk.press(Chord{Key::k, true});
    desk.type(typed);
    CAPTURE(typed);
    CHECK(desk.find(std::string("palette/") + id));
    desk.press(Key::escape);
  }
}

// Every command in every state: by its key it asks for something, changes what is seen, is refused visibly — or is said
// to be off wherever it is shown.
TEST_CASE("every command in every scene acts, or is shown as one that cannot be had") {
  UiHarness desk(assets());
  for (Scene& one : scenes(shipped(assets()), domain::Language::zh_cn)) {
    for (const desk::Command& command : desk::commands()) {
      INFO(one.name << ": " << command.id);
      const desk::Reviewing* shown = std::get_if<desk::Reviewing>(&one.model.review);
      const desk::KeyPress press{desk::chord_of(one.model.preferences.bindings, command), false, shown ? shown->sequence : 0};
      if (!desk::works_on(command.where, one.model.screen)) continue;
      CHECK(desk::command_for(one.model, press.chord) == &command);
      const auto action = desk::action_for(one.model, press);
      if (!command.enabled(one.model)) {
        CHECK((!action || *action == desk::Action{desk::Intent{desk::Refuse{}}}));
        CHECK((action.has_value() == (command.decides && one.model.me.has_value())));
        continue;
      }
      if (!action) {
        // Fewer reasons are offered than there are digits; whatever else decides always has something to say.
        CHECK((!command.decides || command.id.starts_with("review.digit_")));
        continue;
      }
      const auto* intent = std::get_if<desk::Intent>(&*action);
      if (!intent) continue;
      desk::Model after = one.model;
      after.notices.clear();
      const desk::Effects effects = desk::update(after, *intent, OpId("op"));
      const auto* decision = std::get_if<desk::Decide>(intent);
      if (!decision) continue;
      CHECK(decision->sequence == press.sequence);
      CHECK((!effects.empty() || !after.notices.empty()));  // taken, or refused in words
    }
  }
}

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "desk/bindings.h"
#include "ui/command_promises.h"
#include "ui/screens/palette_entries.h"
#include "ui/ui_fixture.h"

// Every command of the table, by its real key, on every screen in every state: it does what it promises, or the screen
// says why not, or it is not offered there. Never nothing. With the left-hand keys as well, in some of the states.

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Command;
using desk::Model;
using desk::Screen;

namespace {

class Unseen final : public ui::Pictures {
 public:
  ui::Picture get(const Sha256&, int) override { return {ui::Picture::State::ready, 1, {}}; }
};

// Beside the states of the screenshots those that only a decision under way or a tool in hand makes.
std::vector<Scene> states() {
  const Shipped material = shipped(assets());
  std::vector<Scene> all = scenes(material, domain::Language::zh_cn);
  std::vector<Scene> more;
  const auto add = [&](const std::string& from, const std::string& name, auto change) {
    Scene one = scene(material, from);
    one.name = name;
    change(one.model);
    more.push_back(std::move(one));
  };
  const auto the = [](Model& m) -> desk::Reviewing& { return std::get<desk::Reviewing>(m.review); };
  add("review-ready", "review, ruler in hand", [&](Model& m) { the(m).tool = desk::Tool::ruler; });
  add("review-ready", "review, a place chosen", [&](Model& m) { the(m).pin = the(m).reasons.front().code; });
  add("review-ready", "review, three reasons", [&](Model& m) {
    the(m).reasons = {{ReasonCode("BLUR"), "", {}}, {ReasonCode("EARS"), "", {}}, {ReasonCode("LIGHT_UNEVEN"), "", {}}};
  });
  add("review-ready", "review, answer changed once", [&](Model& m) {
    the(m).pass = desk::Pass::identity;
    the(m).identity->changed_to = 5;
  });
  add("review-identity", "review, no reference to be had", [&](Model& m) {
    for (desk::PaneState& pane : the(m).panes)
      if (domain::is_reference(pane.role)) pane.phase = desk::PhotoPhase::missing;
  });
  add("review-ready", "review, no raw capture", [&](Model& m) { the(m).panes.pop_back(); });
  add("review-ready", "review, for the supervisor", [&](Model& m) {
    auto file = std::make_shared<domain::CaseFile>(*the(m).file);
    file->review_case.place.round = domain::Round::supervisor;
    the(m).file = file;
  });
  add("review-ready", "review, checks running", [&](Model& m) {
    auto file = std::make_shared<domain::CaseFile>(*the(m).file);
    file->assessment.reset();
    the(m).file = file;
  });
  add("review-ready", "review, a decision being saved", [&](Model& m) {
    m.pending = {{OpId("op-7"), desk::PollNow{}, "李*", "2021040203", false}};
  });
  add("review-past", "past, being reversed", [&](Model& m) { m.reversing = OpId("op-1"); });
  add("review-past", "past, still held", [&](Model& m) { the(m).past->decision.state = domain::DecisionState::held; });
  add("review-past", "past, store away", [&](Model& m) { m.store_failure = Error{Errc::io, "disk", "error.store.io"}; });
  add("review-idle", "idle, claim under way", [&](Model& m) { m.claim_pending = true; });
  add("review-idle", "idle, nothing decided", [&](Model& m) { m.recent.clear(); });
  add("review-empty", "empty, claim under way", [&](Model& m) { m.claim_pending = true; });
  add("sheet-shown", "sheet, store away", [&](Model& m) { m.store_failure = Error{Errc::io, "disk", "error.store.io"}; });
  add("sheet-shown", "sheet, nothing marked", [&](Model& m) { for (desk::Tile& t : m.sheet.tiles) t.marked = false; });
  // What can be decided where the reasons and the time on screen allow it.
  add("review-ready", "review, a doubt of the identity", [&](Model& m) { the(m).reasons = {{ReasonCode("MATCH_UNCERTAIN"), "", {}}}; });
  add("review-ready", "review, a fault of the system", [&](Model& m) {
    const auto fault = std::ranges::find_if(m.reasons->reasons, &domain::Reason::system_fault);
    REQUIRE(fault != m.reasons->reasons.end());
    the(m).reasons = {{fault->code, "", {}}};
  });
  const auto seen_long = [](Model& m) {
    m.sheet.selected = m.sheet.tiles.size() - 1;
    for (desk::Tile& tile : m.sheet.tiles) {
      auto file = std::make_shared<domain::CaseFile>(*tile.file);
      auto assessment = *file->assessment;
      for (domain::Finding& finding : assessment.findings) finding.verdict = domain::Verdict::pass;
      file->assessment = assessment;
      tile.file = file;
      tile.identity = domain::IdentityAnswer{7, {}};
      tile.seen = seconds(60);
      tile.seen_since = m.now;
      tile.state = desk::TileState::open;
    }
  };
  add("sheet-shown", "sheet, seen long, to be sent back", seen_long);
  add("sheet-shown", "sheet, seen long, without a fault", [&](Model& m) { seen_long(m), m.sheet.reasons.clear(); });
  add("review-ready", "review, a pane nudged", [](Model&) {});
  more.back().view.compare.sequence = the(more.back().model).sequence;  // else the case would begin anew
  more.back().view.compare.nudges[0][static_cast<std::size_t>(domain::PhotoRole::submission)] = {0.1, 0};
  for (Scene& one : more) all.push_back(std::move(one));
  return all;
}

bool something_over_it(const ui::ViewState& view) {
  return view.help || view.notices || view.palette.open || view.finder.open || view.aside_menu || !view.key_change.command.empty();
}

// Notices that are there now but were not, or that were said once more.
bool told(const Press& p) {
  return std::ranges::any_of(p.after.model.notices, [&](const desk::Notice& now) {
    return std::ranges::none_of(p.before.model.notices, [&](const desk::Notice& then) { return then.id == now.id; });
  });
}

// A number for the picture: every corner of every triangle and its texture.
std::uint64_t picture() {
  std::uint64_t sum = 1469598103934665603ULL;
  const auto mix = [&](const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < size; ++i) sum = (sum ^ bytes[i]) * 1099511628211ULL;
  };
  const ImDrawData* drawn = ImGui::GetDrawData();
  for (const ImDrawList* list : drawn->CmdLists) mix(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
  return sum;
}

class Keyboard {
 public:
  Keyboard() : desk_(assets(), {1920, 1080}) { desk_.live = true; }

  void lay_out(const Scene& state) {
    desk_.forget();
    desk_.model = state.model;
    desk_.model.notices.clear();
    desk_.view = state.view;
    desk_.frame(2);
  }
  Press press(const Command& command) {
    Press p;
    p.before = {desk_.model, desk_.view};
    static_cast<void>(desk_.effects());
    static_cast<void>(desk_.taken());
    before_ = picture();
    desk_.press(desk::chord_of(desk_.model.preferences.bindings, command));
    p.after = {desk_.model, desk_.view};
    p.effects = desk_.effects();
    return p;
  }
  [[nodiscard]] bool picture_changed() const { return picture() != before_; }
  UiHarness& desk() { return desk_; }

  // What the list of all keys offers in this state: absent, grey, or ready.
  std::map<std::string, bool> offered_by_help(const Scene& state) {
    lay_out(state);
    desk_.view.help = true;
    desk_.settle();
    std::map<std::string, bool> offered;
    for (const auto& [id, item] : desk_.probe().items)
      if (id.starts_with("help/")) offered[id.substr(5)] = item.enabled;
    return offered;
  }
  std::map<std::string, bool> offered_by_palette(const Scene& state) {
    lay_out(state);
    Unseen pictures;
    const ui::UiContext context{desk_.theme(), desk_.texts(), desk_.fonts(), 1, pictures, desk_.model.preferences.bindings};
    std::map<std::string, bool> offered;
    for (const ui::PaletteEntry& entry : ui::palette_entries(desk_.model, context, "")) offered[entry.id] = entry.enabled;
    return offered;
  }

 private:
  UiHarness desk_;
  std::uint64_t before_ = 0;
};

// Where the screen may show already what the key asks for: a pass, a view, the last photo of the row.
bool may_be_so_already(std::string_view id) {
  constexpr std::string_view kinds[] = {"review.identity_pass", "review.standard_pass", "view.fit_", "view.actual_size", "view.zoom_",
                                        "view.pan_", "view.reset_nudges", "review.panel_", "sheet.left", "sheet.right", "sheet.up", "sheet.down", "pin.next"};
  return std::ranges::any_of(kinds, [&](std::string_view kind) { return id.starts_with(kind); });
}

std::optional<Screen> screen_of(std::string_view id) {
  const std::pair<std::string_view, Screen> tabs[] = {{"app.review", Screen::review}, {"app.sheet", Screen::sheet}, {"app.settings", Screen::settings}};
  for (const auto& [command, screen] : tabs)
    if (command == id) return screen;
  return {};
}

bool ready_in(const std::map<std::string, bool>& offered, const Command& command) {
  const auto at = offered.find(std::string(command.id));
  return at != offered.end() && at->second;
}

desk::Chord key_of(const Scene& state, const Command& command) { return desk::chord_of(state.model.preferences.bindings, command); }

struct Count {
  std::size_t kept = 0, refused = 0, absent = 0;
  std::set<std::string_view> acted;  // so that it could be seen
};

// Presses the key in force of every command, each in this state anew.
void press_all(Keyboard& keyboard, const Scene& state, Count& count) {
  // While Space is held the raw capture hides the rest; that is its promise.
  if (something_over_it(state.view) || state.view.compare.flicker) return;
  const auto help = keyboard.offered_by_help(state), palette = keyboard.offered_by_palette(state);
  for (const Command& command : desk::commands()) {
    INFO(state.name << ": " << command.id);
    const bool here = desk::works_on(command.where, state.model.screen);
    const bool can = here && command.enabled(state.model);
    const bool is_digit = command.id.starts_with("review.digit_");
    // What the lists offer is what can be had, no more and no less.
    if (!is_digit) CHECK(ready_in(help, command) == can);
    if (!is_digit && command.id != "app.palette") CHECK(ready_in(palette, command) == can);

    // On another screen its key may be another command's, which has its own turn here.
    if (!here && desk::command_for(state.model, key_of(state, command))) continue;
    keyboard.lay_out(state);
    const Press press = keyboard.press(command);
    const bool said = told(press);
    if (can) {
      const bool done = promises().at(command.id)(press);
      CHECK((done || said));
      // Seen at once, or asked of the world, which answers by itself.
      CHECK((said || keyboard.picture_changed() || !press.effects.empty() || may_be_so_already(command.id) || screen_of(command.id) == state.model.screen));
      if (done && (keyboard.picture_changed() || !press.effects.empty())) count.acted.insert(command.id);
      ++(done ? count.kept : count.refused);
    } else {
      CHECK_FALSE(press.effect<desk::RecordDecision>());
      if (here) CHECK(press.effects.empty());
      if (here && command.decides && state.model.me) CHECK(said);
      ++count.absent;
    }
  }
}

}  // namespace

TEST_CASE("every command has a promise, and every promise a command") {
  for (const Command& command : desk::commands()) {
    CAPTURE(command.id);
    CHECK(promises().contains(command.id));
  }
  for (const auto& [id, promise] : promises()) CHECK(desk::find_command(id) != nullptr);
}

TEST_CASE("every command in every state keeps its promise, says why not, or is not offered") {
  Keyboard keyboard;
  Count count;
  for (const Scene& state : states()) press_all(keyboard, state, count);
  // Whatever a key may leave as it is in one state, in another it acts.
  for (const Command& command : desk::commands()) {
    CAPTURE(command.id);
    CHECK(count.acted.contains(command.id));
  }
  CHECK(count.kept > 1000);
  CHECK(count.refused > 50);
  CHECK(count.absent > 1000);
}

// What a command does cannot depend on its key; a key can be lost or do something else on the way. For that a few states
// are enough.
TEST_CASE("with the left-hand keys every command keeps its promise as well") {
  constexpr std::string_view chosen[] = {"review-ready", "review-identity", "review-past", "review-idle", "review-loading", "review, a doubt of the identity",
                                          "review, a fault of the system", "review-photos_alone", "sheet-shown", "sheet, seen long, without a fault"};
  Keyboard keyboard;
  Count count;
  std::size_t states_seen = 0;
  for (Scene& state : states()) {
    if (std::ranges::find(chosen, state.name) == std::end(chosen)) continue;
    ++states_seen;
    state.model.preferences.bindings.preset = desk::Preset::left_hand;
    press_all(keyboard, state, count);
  }
  CHECK(states_seen == std::size(chosen));
  // Every key that the preset moved acts somewhere among them.
  for (const Command& command : desk::commands()) {
    if (desk::chord_in(desk::Preset::left_hand, command) == command.default_chord) continue;
    CAPTURE(command.id);
    CHECK(count.acted.contains(command.id));
  }
  CHECK(count.kept > 200);
  CHECK(count.absent > 100);
}

TEST_CASE("what lies over a screen takes the keys: no command decides below it") {
  Keyboard keyboard;
  std::size_t pressed = 0;
  const auto press_over = [&](const Scene& state) {
    for (const Command& command : desk::commands()) {
      INFO(state.name << ": " << command.id);
      keyboard.lay_out(state);
      const Press press = keyboard.press(command);
      CHECK_FALSE(press.effect<desk::RecordDecision>());
      CHECK((press.after.model.screen == state.model.screen || key_of(state, command).key == desk::Key::enter));
      ++pressed;
    }
  };
  std::size_t left_handed = 0;
  for (Scene& state : states()) {
    if (!something_over_it(state.view)) continue;
    press_over(state);
    if (state.name != "review-help" && state.name != "review-notices" && state.name != "review-palette" && state.name != "review-reason_finder") continue;
    state.model.preferences.bindings.preset = desk::Preset::left_hand;
    press_over(state);
    ++left_handed;
  }
  CHECK(pressed > 500);
  CHECK(left_handed == 4);
}

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

#include "desk/desk_fixture.h"
#include "ui/draw.h"
#include "ui/ui_fixture.h"

// Two hundred presses at random moments, several between two frames, many while photos, checks or the store are still
// on their way: every one does one thing to the photo that was drawn last, or the screen says why not.
using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

namespace {

// The desk, drawn frame by frame, and a world that answers some frames later.
class HurriedDesk {
 public:
  explicit HurriedDesk(unsigned seed) : random_(seed), ui_(assets(), {1366, 768}) {
    ui_.model = DeskTester::signed_in().model;
    ui_.model.reasons = std::make_shared<domain::ReasonCatalogue>(some_reasons());
    ui_.live = true;
    carry_out({desk::ClaimCases{6, {}}});
    draw();
  }

  int decided = 0, refused = 0, between_frames = 0, while_loading = 0, others = 0;

  // One press, at a moment of its own.
  void press() {
    if (below(100) < 45) {
      for (int frames = below(5); frames >= 0; --frames) draw();
    } else {
      ++between_frames;
    }
    static constexpr Key keys[] = {Key::a, Key::a, Key::a, Key::r, Key::r, Key::i, Key::p,
                                   Key::d7, Key::d7, Key::d7, Key::d6, Key::d4, Key::d1, Key::d2};
    const Key key = keys[static_cast<std::size_t>(below(static_cast<int>(std::size(keys))))];
    const bool decides = key == Key::a || key == Key::r || key == Key::i || key == Key::p;
    if (!desk::reviewing(ui_.model)) ++while_loading;
    take({Chord{key}, false, drawn_}, decides);
  }

  // Held down: the system repeats the key, and no repeat may decide.
  void repeat(Key key) {
    const std::size_t before = photos_.size();
    for (int i = 0; i < 5; ++i) {
      const desk::KeyPress press{Chord{key}, true, drawn_};
      for (const desk::Intent& intent : ui::take_keys(ui_.model, ui_.view, {&press, 1}, false)) carry_out(ask(intent));
      draw();
    }
    CHECK(photos_.size() == before);
  }

  void rest() {
    for (int i = 0; i < 12; ++i) draw();
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  void take(const desk::KeyPress& press, bool decides) {
    const auto seen = on_screen_.find(press.sequence);
    const desk::Model before = ui_.model;
    desk::Effects made;
    const desk::Intents asked = ui::take_keys(ui_.model, ui_.view, {&press, 1}, false);
    REQUIRE(asked.size() <= 1);
    for (const desk::Intent& intent : asked) {
      const desk::Effects some = ask(intent);
      made.insert(made.end(), some.begin(), some.end());
    }
    if (const auto* record = first<desk::RecordDecision>(made)) {
      REQUIRE(decides);
      REQUIRE(count<desk::RecordDecision>(made) == 1);
      REQUIRE(seen != on_screen_.end());
      CHECK(record->decision.submission == seen->second.first);
      CHECK(record->decision.photo == seen->second.second);
      CHECK(photos_.insert(record->decision.photo).second);
      ++decided;
    } else if (decides && ui_.view.finder.open) {
      // It laid out the reasons it wants, of the photo that was drawn; the finger goes for another key.
      ++others;
      CHECK(ui_.view.finder.sequence == press.sequence);
      draw();
      CHECK(ui_.find("finder/typed"));
      ui_.view.finder.open = false;
    } else if (decides) {
      ++refused;
      draw_and_read_refusal();
    } else if (desk::reviewing(before) && desk::reviewing(before)->sequence == press.sequence) {
      // Not a decision: it answered, picked or took back something, or says why it could not.
      const bool did = !asked.empty() && (before.review.index() != ui_.model.review.index() || changed(before));
      if (!did && !asked.empty()) draw_and_read_refusal();
      ++others;
    }
    carry_out(made);
  }

  bool changed(const desk::Model& before) const {
    const desk::Reviewing *was = desk::reviewing(before), *is = desk::reviewing(ui_.model);
    return was && is && (was->identity != is->identity || was->reasons != is->reasons || was->pass != is->pass);
  }

  void draw_and_read_refusal() {
    draw();
    const bool said = std::ranges::any_of(ui_.probe().items, [](const auto& item) {
      return item.first.starts_with("notice/") && !item.second.text.empty();
    });
    CHECK(said);
  }

  desk::Effects ask(const desk::Intent& intent) {
    return desk::update(ui_.model, intent, OpId("press-" + std::to_string(++ops_)));
  }

  void later(desk::Event event, int most) { answers_.emplace(frame_ + 1 + below(most), std::move(event)); }

  void carry_out(const desk::Effects& effects) {
    for (const desk::Effect& effect : effects) {
      if (const auto* claim = std::get_if<desk::ClaimCases>(&effect)) {
        std::vector<desk::CaseFilePtr> files;
        for (int i = 0; i < claim->count; ++i) {
          const auto file = a_file("sub_" + std::to_string(++made_));
          files.push_back(below(2) == 0 ? checked(file) : file);
        }
        later(desk::CasesClaimed{files}, below(3) == 0 ? 60 : 5);
      }
      if (const auto* fetch = std::get_if<desk::FetchPhoto>(&effect))
        later(desk::PhotoArrived{fetch->sha256, desk::PhotoPhase::ready, {}, 480, 640, 31'000, {}}, below(4) == 0 ? 60 : 7);
      if (const auto* assess = std::get_if<desk::AssessCase>(&effect)) {
        const auto& submission = assess->file->review_case.submission;
        later(desk::AssessmentArrived{submission.id, submission.version, checked(assess->file)}, 9);
      }
      if (const auto* record = std::get_if<desk::RecordDecision>(&effect)) {
        domain::Decision saved = record->decision;
        saved.id = DecisionId("dec-" + saved.op.value);
        later(desk::DecisionRecorded{saved}, 4);
      }
    }
  }

  void draw() {
    ++frame_;
    carry_out(desk::update(ui_.model, desk::Event{desk::Tick{ui_.model.now + milliseconds(17)}}));
    while (!answers_.empty() && answers_.begin()->first <= frame_) {
      const desk::Event event = answers_.begin()->second;
      answers_.erase(answers_.begin());
      carry_out(desk::update(ui_.model, event));
    }
    ui_.frame();
    carry_out(ui_.effects());
    const desk::Reviewing* shown = desk::reviewing(ui_.model);
    drawn_ = shown ? shown->sequence : 0;
    if (!shown) return;
    const domain::Submission& submission = shown->file->review_case.submission;
    const auto photo = std::ranges::find(submission.photos, domain::PhotoRole::submission, &domain::PhotoRef::role);
    REQUIRE(photo != submission.photos.end());
    on_screen_[drawn_] = {submission.id, photo->sha256};
  }

  std::mt19937 random_;
  UiHarness ui_;
  std::multimap<int, desk::Event> answers_;
  std::map<std::uint64_t, std::pair<SubmissionId, Sha256>> on_screen_;
  std::set<Sha256> photos_;  // that have a decision
  std::uint64_t drawn_ = 0;
  int frame_ = 0, ops_ = 0, made_ = 0;
};

}  // namespace

TEST_CASE("two hundred hurried presses: each acts once on the photo that was drawn, or the screen says why not") {
  int while_loading = 0;
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    HurriedDesk desk(seed);
    for (int i = 0; i < 200; ++i) desk.press();
    // Otherwise the presses never came to what they are about.
    CHECK(desk.decided > 15);
    CHECK(desk.refused > 15);
    CHECK(desk.others > 15);
    CHECK(desk.between_frames > 50);
    while_loading += desk.while_loading;
  }
  CHECK(while_loading > 20);
}

TEST_CASE("a key that is held down decides nothing") {
  HurriedDesk desk(4);
  desk.rest();
  for (const Key key : {Key::a, Key::r, Key::i, Key::p}) desk.repeat(key);
  desk.press();
}

#include <catch2/catch.hpp>

#include "ui/screens/compare_panes.h"
#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

namespace {

constexpr Chord kPreview{Key::p, false, true, false};

}  // namespace

TEST_CASE("one key puts the preview beside the submission, in every layout, and takes it away") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  for (const desk::Arrangement layout : {desk::Arrangement::references, desk::Arrangement::pair, desk::Arrangement::everything}) {
    desk.model.preferences.compare.arrangement = layout;
    the_case(desk).preview.reset();
    const auto before = ui::shown_photos(the_case(desk), desk.model.preferences.compare, desk.view.compare).size();
    desk.press(kPreview);
    REQUIRE(desk.find("pane/preview"));
    CHECK(desk.find("pane/preview")->min.x >= desk.find("pane/submission")->max.x);
    const auto photos = ui::shown_photos(the_case(desk), desk.model.preferences.compare, desk.view.compare);
    CHECK(photos.size() == before + 1);
    CHECK(photos[1]->preview);
    CHECK(desk.misplaced_panels().empty());
    desk.press(kPreview);
    CHECK_FALSE(desk.find("pane/preview"));
  }
  const desk::Effects effects = desk.effects();
  CHECK(std::ranges::count_if(effects, [](const desk::Effect& e) { return std::holds_alternative<desk::MakePreview>(e); }) == 3);
}

TEST_CASE("while it is made its pane says how far that is, and what cannot be made says why") {
  UiHarness desk(assets());
  show(desk, "review-preview_making");
  REQUIRE(desk.find("preview/progress"));
  CHECK(desk.find("preview/progress")->text == desk.texts().format("preview.making", {"2", "4"}));
  show(desk, "review-preview_failed");
  CHECK_FALSE(desk.find("preview/progress"));
  REQUIRE(desk.find("preview/problem"));
  CHECK(desk.find("preview/problem")->text == desk.texts()("error.standardise.no_room"));
}

TEST_CASE("every pane in turn is shown alone, the preview among them") {
  UiHarness desk(assets());
  show(desk, "review-preview");
  const auto all = ui::shown_photos(the_case(desk), desk.model.preferences.compare, desk.view.compare).size();
  bool alone = false;
  for (std::size_t i = 0; i < all; ++i) {
    desk.press(Key::tab);
    const auto photos = ui::shown_photos(the_case(desk), desk.model.preferences.compare, desk.view.compare);
    REQUIRE(photos.size() == 1);
    alone = alone || photos.front()->preview;
  }
  CHECK(alone);
  desk.press(Key::tab);
  CHECK(ui::shown_photos(the_case(desk), desk.model.preferences.compare, desk.view.compare).size() == all);
}

TEST_CASE("the identity pass never shows a preview") {
  UiHarness desk(assets());
  show(desk, "review-preview");
  CHECK(desk.find("pane/preview"));
  the_case(desk).pass = desk::Pass::identity;
  desk.settle();
  CHECK_FALSE(desk.find("pane/preview"));
  CHECK_FALSE(desk.find("view.preview"));
}

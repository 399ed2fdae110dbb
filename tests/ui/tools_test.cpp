#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

// The row of tools above the photos.
using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("tools that do not fit are counted in their row, and stand first in the list of commands") {
  for (const float width : {1280.0F, 1366.0F, 1920.0F}) {
    CAPTURE(width);
    UiHarness desk(assets(), {width, 800});
    show(desk, "review-ready");
    desk.live = true;
    REQUIRE(desk.find("tools/more"));
    CHECK_FALSE(desk.find("view.zebra"));  // the last of them
    const ui::Probe::Item *more = desk.find("tools/more"), *state = desk.find("tools/shown_as");
    CHECK(more->max.x <= state->min.x);
    desk.click("tools/more");
    desk.settle();
    REQUIRE(desk.view.palette.open);
    CHECK(desk.find("palette/view.zebra"));
    desk.press(desk::Key::escape);
  }
  UiHarness roomy(assets(), {3840, 1080});
  show(roomy, "review-ready");
  CHECK(roomy.find("view.zebra"));
  CHECK_FALSE(roomy.find("tools/more"));
}

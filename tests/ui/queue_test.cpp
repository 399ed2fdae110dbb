#include <catch2/catch.hpp>

#include "ui/ui_fixture.h"

using namespace zhaojian;
using namespace zhaojian::test;
using desk::Chord;
using desk::Key;

namespace {

constexpr Chord kFilter{Key::f, true};

}  // namespace

TEST_CASE("the queue is searched and a photo opened without the mouse") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  desk.press(kFilter);
  REQUIRE(desk.view.queue_field);
  desk.type("2021");
  CHECK(desk.model.queue.filter == "2021");
  static_cast<void>(desk.taken());

  desk.press(Key::down);
  desk.press(Key::enter);
  CHECK(desk.taken().empty());  // the list is still the old one
  desk.model.queue.shown = desk.model.queue.ticket;
  desk.frame();
  CHECK(desk.taken() == desk::Intents{desk::OpenCase{SubmissionId("sub_2021040203")}});
  CHECK_FALSE(desk.view.queue_field);  // the keys are commands again
}

TEST_CASE("Escape empties the queue's field, then leaves it, and touches nothing else") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  std::get<desk::Reviewing>(desk.model.review).tool = desk::Tool::ruler;
  desk.press(kFilter);
  desk.type("张");
  CHECK(desk.model.queue.filter == "张");
  desk.press(Key::escape);
  CHECK(desk.model.queue.filter.empty());
  desk.press(Key::escape);
  desk.frame();
  CHECK_FALSE(desk.view.queue_field);
  CHECK(the_case(desk).tool == desk::Tool::ruler);
}

TEST_CASE("the field shows what the list is narrowed to, wherever that was asked for") {
  UiHarness desk(assets());
  show(desk, "review-ready");
  desk.live = true;
  desk.press(Chord{Key::k, true});
  desk.type("2019888888");
  desk.press(Key::enter);
  desk.settle();
  REQUIRE(desk.find("queue/filter"));
  CHECK(desk.find("queue/filter")->text == "2019888888");
}

TEST_CASE("the queue in every state says what it is in words") {
  UiHarness desk(assets());
  show(desk, "review-failed");
  desk.click("queue/retry");
  CHECK(desk.taken() == desk::Intents{desk::Refresh{}});
  show(desk, "review-offline");
  REQUIRE(desk.find("queue/present"));
  CHECK(desk.find("queue/present")->text.find('1') != std::string::npos);
}

TEST_CASE("where the window has no room for the queue its key opens the palette, which finds numbers too") {
  UiHarness desk(assets(), {1280, 800}, 1.5F);
  show(desk, "review-ready");
  CHECK_FALSE(desk.find("queue/filter"));
  desk.press(kFilter);
  CHECK(desk.view.palette.open);
}

TEST_CASE("which attempt a photo is can be read at every width") {
  for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
    CAPTURE(size.x);
    UiHarness desk(assets(), size);
    show(desk, "review-ready");
    int seen = 0;
    auto& rows = std::get<std::vector<domain::QueueItem>>(desk.model.queue.rows);
    for (domain::QueueItem& item : rows) item.attempt = 2, item.due_at = desk.model.now - hours(27);
    desk.frame(2);
    for (const domain::QueueItem& item : rows) {
      const auto* attempt = desk.find("queue/" + item.id.value + "/attempt");
      if (!attempt) continue;  // below the fold
      ++seen;
      CHECK(attempt->text.find('2') != std::string::npos);
      CHECK(attempt->max.x <= desk.find("queue/" + item.id.value)->max.x);
    }
    CHECK(seen > 1);
  }
}

#include <catch2/catch.hpp>

#include <string_view>

#include "desk/notices.h"
#include "ui/ui_fixture.h"

// What the desk says for four seconds lies over nothing that is read to decide and nothing that is pressed.
using namespace zhaojian;
using namespace zhaojian::test;

namespace {

struct View {
  ImVec2 size;
  float scale;
};
constexpr View kViews[] = {{{1280, 800}, 1.5F}, {{1366, 768}, 1}, {{1920, 1080}, 1.5F}, {{3840, 2160}, 2}};

bool overlap(const ui::Probe::Item& a, const ui::Probe::Item& b) {
  return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

// Longest notices of a language, and how long they are with the name and number of a student put in.
std::vector<std::string> said_at_the_desk(const domain::Texts& texts) {
  std::vector<std::string> keys;
  for (const auto& [key, text] : texts.all())
    if (key.starts_with("notice.") && key != "notice.of") keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("a notice at the desk covers no photo, no reason, no card and no button, at any size and scale") {
  for (const auto language : {domain::Language::zh_cn, domain::Language::en}) {
    for (const View& as : kViews) {
      UiHarness desk(assets(), as.size, as.scale);
      desk.model.preferences.language = language;
      for (const char* scene : {"review-ready", "review-identity", "review-photos_alone"}) {
        show(desk, scene);
        for (const std::string& key : said_at_the_desk(desk.texts())) {
          desk.model.notices = {{desk::NoticeKind::error, "notice.undone", {}, desk.model.now + seconds(9), 1},
                                {desk::NoticeKind::error, key, {"欧阳晓明", "2021040117"}, desk.model.now + seconds(9), 2}};
          desk.frame();
          const ui::Probe::Item* notice = desk.find("notice/" + key);
          REQUIRE(notice);
          CHECK((notice->min.x >= 0 && notice->max.y <= as.size.y));
          for (const auto& [id, item] : desk.probe().items) {
            if (id.starts_with("notice/") || id.starts_with("status/")) continue;
            if (!overlap(*notice, item)) continue;
            FAIL_CHECK(key << " covers " << id << " of " << scene << " at " << as.size.x << ", scale " << as.scale);
          }
        }
      }
    }
  }
}

TEST_CASE("the newest notice is shown, with how many wait behind it; put away, the one before it comes back") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  desk.live = true;
  desk.model.notices = {{desk::NoticeKind::error, "error.store.stale", {}, desk.model.now + days(1), 1},
                        {desk::NoticeKind::done, "notice.undone", {}, desk.model.now + days(1), 2}};
  desk.settle();
  CHECK(desk.find("notice/notice.undone"));
  CHECK_FALSE(desk.find("notice/error.store.stale"));
  desk.click("notice/notice.undone");
  desk.settle();
  CHECK(desk.find("notice/error.store.stale"));
  desk.press(desk::Key::escape);
  desk.settle();
  CHECK(desk.model.notices.empty());
}

TEST_CASE("beside a notice the status line says whole words or nothing") {
  UiHarness desk(assets(), {1280, 800}, 1.5F);
  show(desk, "review-ready");
  desk.model.notices = {{desk::NoticeKind::error, "notice.past_is_read_only", {}, desk.model.now + days(1), 1}};
  desk.settle();
  const ui::Probe::Item* notice = desk.find("notice/notice.past_is_read_only");
  REQUIRE(notice);
  for (const auto& [id, item] : desk.probe().items) {
    CAPTURE(id);
    if (id.starts_with("status/")) CHECK(item.max.x <= notice->min.x);
  }
}

TEST_CASE("what stood behind the newest notice, and what has gone, is read by one key and put away by Escape") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  desk.live = true;
  desk::notify(desk.model, desk::NoticeKind::info, "notice.lookup_waits", {"张*"});
  desk::notify(desk.model, desk::NoticeKind::error, "error.store.stale");
  desk.settle();
  CHECK_FALSE(desk.find("notice/notice.lookup_waits"));  // only counted there
  desk.press(desk::Key::f8);
  desk.settle();
  const ui::Probe::Item *newest = desk.find("told/error.store.stale"), *older = desk.find("told/notice.lookup_waits");
  REQUIRE(newest);
  REQUIRE(older);
  CHECK(newest->max.y <= older->min.y);
  CHECK(older->text.find("张*") != std::string::npos);
  desk.press(desk::Key::escape);
  desk.settle();
  CHECK_FALSE(desk.find("told/box"));
  CHECK_FALSE(desk.model.notices.empty());  // Escape closed the box, and dismissed nothing behind it
}

TEST_CASE("fifty notices do not fit, and the keyboard reaches the last of them") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-notices");
  desk.model.told.clear();
  for (int i = 0; i < 60; ++i) desk::notify(desk.model, desk::NoticeKind::info, "notice.lookup_nobody", {std::to_string(i)});
  CHECK(desk.model.told.size() == 50);
  CHECK(desk.model.told.front().values.front() == "59");
  desk.settle();
  const ui::Probe::Item* last = desk.find("told/notice.lookup_nobody");  // of the same id the one drawn last
  const ui::Probe::Item* box = desk.find("told/box");
  REQUIRE((last && box));
  const float before = last->min.y;
  desk.press(desk::Key::end);
  desk.settle();
  const ui::Probe::Item* after = desk.find("told/notice.lookup_nobody");
  REQUIRE(after);
  CHECK(after->min.y < before);
  CHECK(after->max.y <= desk.find("told/box")->max.y);
}

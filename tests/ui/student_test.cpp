#include <catch2/catch.hpp>

#include "ui/layout.h"
#include "ui/ui_fixture.h"

// Whose photo it is, at the left below the queue.
using namespace zhaojian;
using namespace zhaojian::test;

TEST_CASE("a photo handed in again whose return is not on record here says so, a first one says nothing") {
  UiHarness desk(assets(), {1366, 768});
  show(desk, "review-ready");
  CHECK_FALSE(desk.find("student/old_none"));  // the old reasons stand there
  auto file = std::make_shared<domain::CaseFile>(*the_case(desk).file);
  REQUIRE(file->review_case.submission.attempt > 1);
  file->old_reasons.clear();
  the_case(desk).file = file;
  desk.settle();
  CHECK(desk.find("student/old_none"));
  auto first = std::make_shared<domain::CaseFile>(*file);
  first->review_case.submission.attempt = 1;
  the_case(desk).file = first;
  desk.settle();
  CHECK_FALSE(desk.find("student/old_none"));
}

TEST_CASE("however low the panel, the old reasons and the last word of a colleague stand in it whole") {
  for (const auto language : {domain::Language::zh_cn, domain::Language::en}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      CAPTURE(size.x, static_cast<int>(language));
      UiHarness desk(assets(), size);
      desk.model.preferences.language = language;
      show(desk, "review-ready");
      auto file = std::make_shared<domain::CaseFile>(*the_case(desk).file);
      file->old_reasons.clear();
      for (const char* code : {"LIGHT_UNEVEN", "BLUR", "HAIR_BROW"})
        file->old_reasons.push_back({ReasonCode(code), domain::OldReason::unknown});
      domain::Aside aside;
      aside.kind = domain::AsideKind::escalate;
      aside.by = OperatorId("op_9");
      aside.reason = "other";
      file->asides = {aside, aside, aside};
      the_case(desk).file = file;
      desk.model.lease_until = desk.model.now + minutes(3);
      desk.settle();
      const float bottom = ui::lay_out(desk.size(), desk.scale()).student.max.y;
      for (const char* id : {"student/lease", "student/aside", "student/old/LIGHT_UNEVEN", "student/old/BLUR", "student/old/HAIR_BROW"}) {
        CAPTURE(id);
        const ui::Probe::Item* item = desk.find(id);
        REQUIRE(item);
        CHECK(item->max.y <= bottom);
        CHECK(item->max.y - item->min.y >= 16);
      }
    }
  }
}

#include <catch2/catch.hpp>

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

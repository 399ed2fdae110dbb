#include "workflow/framing.h"

#include <catch2/catch.hpp>

using namespace zhaojian;
using namespace zhaojian::workflow;

namespace {

const Bands kBands{{.warn_min = 55, .warn_max = 105, .fail_min = 50, .fail_max = 110},
                   {.warn_min = 205, .warn_max = 295, .fail_min = 200, .fail_max = 300},
                   {.warn_min = 186, .warn_max = 294, .fail_min = 180, .fail_max = 300},
                   480,
                   640};

// Where a y or a width of the capture comes out in the finished picture.
double finished(const imaging::Box& crop, double y) {
  return (y - static_cast<double>(crop.y)) * 480 / static_cast<double>(crop.w);
}

}  // namespace

TEST_CASE("a head of the usual shape comes to the middle of every band") {
  // Top to eyes 170 and face 240 of the finished picture, twice as large here.
  const HeadPlace head{400, 740, 1000, 480};
  const auto crop = framing_of(head, kBands, {2000, 2600, true, true});
  REQUIRE(crop);
  CHECK(static_cast<double>(crop->w) == Approx(960).epsilon(0.01));
  CHECK(static_cast<double>(crop->h) == Approx(1280).epsilon(0.01));
  CHECK(finished(*crop, 400) == Approx(80).margin(1));
  CHECK(finished(*crop, 740) == Approx(250).margin(1));
  CHECK(static_cast<double>(crop->x + crop->w / 2) == Approx(1000));
}

TEST_CASE("a long head is shared out between the bands") {
  const HeadPlace head{400, 800, 1000, 440};  // eyes 218 below the top at a face of 240
  const auto crop = framing_of(head, kBands, {2000, 2600, true, true});
  REQUIRE(crop);
  const double width = 440 * 480 / static_cast<double>(crop->w);
  CHECK((finished(*crop, 400) > 55 && finished(*crop, 400) < 80));
  CHECK((finished(*crop, 800) > 250 && finished(*crop, 800) < 295));
  CHECK((width > 186 && width < 240));
}

TEST_CASE("a crop never ends a person in mid-air, but may reach above the capture") {
  const HeadPlace head{100, 440, 500, 480};
  const auto above = framing_of(head, kBands, {1000, 1280, false, false});
  REQUIRE(above);
  CHECK(above->y < 0);
  CHECK(above->y + above->h <= 1280);
  const HeadPlace aside{400, 740, 300, 480};  // the crop would begin left of the capture
  CHECK(framing_of(aside, kBands, {2000, 2600, false, true}));
  const auto confined = framing_of(aside, kBands, {2000, 2600, true, true});
  CHECK_FALSE(confined);  // not even the largest face leaves 300 px to the left
  CHECK_FALSE(framing_of(head, kBands, {1000, 900, false, false}));  // no chest in the capture
}

#include <catch2/catch.hpp>

#include <functional>
#include <numeric>

#include "vision/engines.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

FaceParts parts_in(const imaging::Pixels& photo) {
  const auto analyser = an_analyser();
  const auto parts = analyser->analyse(photo).parts;
  REQUIRE(parts);
  return *parts;
}

// Middle of a part in pixels of the photo, and how many labels it has.
struct Seen {
  Point middle;
  int labels = 0;
};
Seen seen(const FaceParts& parts, Part part) {
  double x = 0, y = 0;
  Seen result;
  const double step = static_cast<double>(parts.area.w) / parts.side;
  for (int row = 0; row < parts.side; ++row) {
    for (int column = 0; column < parts.side; ++column) {
      if (parts.at(column, row) != part) continue;
      x += static_cast<double>(parts.area.x) + (column + 0.5) * step;
      y += static_cast<double>(parts.area.y) + (row + 0.5) * step;
      ++result.labels;
    }
  }
  if (result.labels > 0) result.middle = {static_cast<float>(x / result.labels), static_cast<float>(y / result.labels)};
  return result;
}

TEST_CASE("hair lies over the face, skin and nose in it, neck and clothes below") {
  for (const char* person : {"p001_submission", "p003_submission", "p009_submission"}) {
    CAPTURE(person);
    const FaceParts parts = parts_in(portrait(person));
    REQUIRE(parts.labels.size() == static_cast<std::size_t>(parts.side * parts.side));
    CHECK(parts.area.w == parts.area.h);
    const float hair = seen(parts, Part::hair).middle.y, nose = seen(parts, Part::nose).middle.y,
                lip = seen(parts, Part::lip).middle.y, clothes = seen(parts, Part::clothes).middle.y;
    CHECK(hair < nose);
    CHECK(nose < lip);
    CHECK(lip < clothes);
    CHECK(seen(parts, Part::hat).labels < seen(parts, Part::hair).labels / 4);
  }
}

TEST_CASE("a cap and glasses are found where they are worn") {
  const FaceParts cap = parts_in(portrait("p019_flaw_hat"));
  CHECK(seen(cap, Part::hat).labels > seen(cap, Part::hair).labels);
  CHECK(seen(cap, Part::hat).middle.y < seen(cap, Part::nose).middle.y);

  const FaceParts glasses = parts_in(portrait("p003_submission")), none = parts_in(portrait("p001_submission"));
  CHECK(seen(glasses, Part::glasses).labels > 500);
  CHECK(seen(none, Part::glasses).labels < 50);
}

TEST_CASE("parts are those of the photo whatever its size") {
  const imaging::Pixels photo = portrait("p003_submission");
  imaging::Pixels twice{photo.width * 2, photo.height * 2, {}};
  for (int y = 0; y < twice.height; ++y)
    for (int x = 0; x < twice.width; ++x)
      for (int c = 0; c < 3; ++c)
        twice.rgb.push_back(photo.rgb[static_cast<std::size_t>(3 * (y / 2 * photo.width + x / 2) + c)]);
  const Seen small = seen(parts_in(photo), Part::nose), large = seen(parts_in(twice), Part::nose);
  CHECK(large.middle.x == Approx(2 * small.middle.x).margin(6));
  CHECK(large.middle.y == Approx(2 * small.middle.y).margin(6));
}

}  // namespace
}  // namespace zhaojian::vision

#include <catch2/catch.hpp>

#include <cstdlib>

#include "support/photos.h"
#include "vision/portraits.h"

namespace zhaojian::vision {
namespace {

// The submissions stand before one plain colour: whatever differs from the corner is the person.
bool is_person(const imaging::Pixels& photo, std::size_t pixel) {
  int difference = 0;
  for (std::size_t channel = 0; channel < 3; ++channel)
    difference += std::abs(photo.rgb[3 * pixel + channel] - photo.rgb[channel]);
  return difference > 60;
}

// Shared part of the union of two masks.
double agreement(const imaging::Pixels& photo, const PersonMask& mask) {
  int both = 0, either = 0;
  for (std::size_t pixel = 0; pixel < mask.alpha.size(); ++pixel) {
    const bool truth = is_person(photo, pixel);
    const bool found = mask.alpha[pixel] > 127;
    both += truth && found;
    either += truth || found;
  }
  return static_cast<double>(both) / either;
}

TEST_CASE("the mask covers the person and leaves the plain background out") {
  const auto analyser = an_analyser();
  for (const char* person : {"p001", "p003", "p005", "p008", "p009"}) {
    CAPTURE(person);
    const imaging::Pixels photo = portrait(std::string(person) + "_submission");
    const auto mask = analyser->analyse(photo).person;
    REQUIRE(mask);
    REQUIRE((mask->width == photo.width && mask->height == photo.height));
    CHECK(agreement(photo, *mask) > 0.97);
    CHECK(mask->at(5, 5) < 10);
    CHECK(mask->at(photo.width / 2, photo.height / 2) > 245);
    CHECK(mask->at(photo.width / 2, photo.height - 5) > 245);
  }
}

TEST_CASE("the mask is decided: only a thin edge is neither person nor background") {
  const auto analyser = an_analyser();
  const auto mask = analyser->analyse(portrait("p005_submission")).person;
  REQUIRE(mask);
  const auto undecided =
      std::ranges::count_if(mask->alpha, [](std::uint8_t alpha) { return alpha > 25 && alpha < 230; });
  CHECK(static_cast<double>(undecided) / static_cast<double>(mask->alpha.size()) < 0.03);
}

TEST_CASE("a picture of nobody has next to no person in it") {
  const auto analyser = an_analyser();
  const auto mask = analyser->analyse(support::a_plain(480, 640, 67, 142, 219)).person;
  REQUIRE(mask);
  const auto person = std::ranges::count_if(mask->alpha, [](std::uint8_t alpha) { return alpha > 127; });
  CHECK(static_cast<double>(person) / static_cast<double>(mask->alpha.size()) < 0.05);
}

}  // namespace
}  // namespace zhaojian::vision

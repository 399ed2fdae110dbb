#include "imaging/cut_out.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

using namespace zhaojian::imaging;

namespace {

constexpr int kWide = 320, kHigh = 640;
constexpr Rgb kHair{30, 24, 22}, kWall{206, 198, 180}, kBlue{100, 197, 255};

double share_at(int x, int y) {  // of hair: an edge at x 160 with strands across it, as wide as three pixels
  const double strand = y % 8 < 3 ? 172 : 160;
  return std::clamp((strand - x) / 3 + 0.5, 0.0, 1.0);
}

std::uint8_t mixed(int hair, int wall, double share) {
  return static_cast<std::uint8_t>(std::lround(hair * share + wall * (1 - share)));
}

template <class Wall> Pixels hair_before(const Wall& wall_at) {
  Pixels pixels{kWide, kHigh, {}};
  for (int y = 0; y < kHigh; ++y) {
    const Rgb wall = wall_at(y);
    for (int x = 0; x < kWide; ++x) {
      const double share = share_at(x, y);
      pixels.rgb.push_back(mixed(kHair.r, wall.r, share));
      pixels.rgb.push_back(mixed(kHair.g, wall.g, share));
      pixels.rgb.push_back(mixed(kHair.b, wall.b, share));
    }
  }
  return pixels;
}

Pixels hair_before(const Rgb& wall) {
  return hair_before([&](int) { return wall; });
}

// As a network sees it: one soft edge, no strands.
std::vector<std::uint8_t> coarse_mask() {
  std::vector<std::uint8_t> mask;
  for (int y = 0; y < kHigh; ++y) {
    for (int x = 0; x < kWide; ++x) {
      mask.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp((166.0 - x) / 12 + 0.5, 0.0, 1.0))));
    }
  }
  return mask;
}

}  // namespace

TEST_CASE("hair before a wall lies before blue as if it had been photographed there") {
  const Pixels laid = laid_on(cut_out(hair_before(kWall), coarse_mask()), kBlue), wanted = hair_before(kBlue);
  int most = 0;
  for (int y = 40; y < kHigh - 40; ++y) {
    for (std::size_t i = static_cast<std::size_t>(y) * kWide * 3; i < static_cast<std::size_t>(y + 1) * kWide * 3;
         ++i) {
      most = std::max(most, std::abs(static_cast<int>(laid.rgb[i]) - static_cast<int>(wanted.rgb[i])));
    }
  }
  CHECK(most < 24);  // of 255; the wall's own colour would be off by a hundred
}

TEST_CASE("of shelves behind, some as dark as the hair, nothing is left beside it") {
  constexpr Rgb shelves[] = {{42, 34, 30}, {196, 60, 70}, {44, 40, 34}, {70, 160, 90}, {238, 236, 230}};
  const Pixels before = hair_before([&](int y) { return shelves[y / 24 % 5]; });
  const CutOut cut = cut_out(before, coarse_mask());
  int seen_through = 0, hair = 0;
  for (int y = 40; y < kHigh - 40; ++y) {
    const auto row = static_cast<std::size_t>(y) * kWide;
    for (std::size_t x = 175; x < kWide; ++x)
      seen_through = std::max(seen_through, static_cast<int>(cut.alpha[row + x]));
    hair += cut.alpha[row + 150] == 255 ? 1 : 0;
  }
  CHECK(seen_through < 16);
  CHECK(hair == kHigh - 80);
}

TEST_CASE("pixels well inside the person stay exactly as they are") {
  const Pixels picture = hair_before(kWall);
  const CutOut cut = cut_out(picture, coarse_mask());
  for (int x = 0; x < 140; ++x) {
    const auto at = static_cast<std::size_t>(300 * kWide + x);
    CHECK(cut.alpha[at] == 255);
    CHECK(cut.person.rgb[at * 3] == picture.rgb[at * 3]);
  }
  CHECK(cut.alpha[300 * kWide + 300] == 0);
}

TEST_CASE("where person and wall have one colour the mask decides") {
  Pixels plain{kWide, kHigh, std::vector<std::uint8_t>(static_cast<std::size_t>(kWide) * kHigh * 3, 200)};
  const auto mask = coarse_mask();
  const CutOut cut = cut_out(plain, mask);
  for (int x = 0; x < kWide; ++x) {
    const auto at = static_cast<std::size_t>(300 * kWide + x);
    CHECK(std::abs(static_cast<int>(cut.alpha[at]) - static_cast<int>(mask[at])) < 14);
  }
}

TEST_CASE("a mask of another size and an empty picture do no harm") {
  const Pixels picture{2, 1, {1, 2, 3, 4, 5, 6}};
  CHECK(cut_out(picture, std::vector<std::uint8_t>{255}).person == picture);
  CHECK(laid_on(cut_out({}, {}), kBlue).empty());
}

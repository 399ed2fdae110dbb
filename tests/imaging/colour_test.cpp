#include "imaging/colour.h"

#include <catch2/catch.hpp>

namespace zhaojian::imaging {
namespace {

struct Pair {
  Lab first, second;
  double difference;
};

// Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula", 2005, table 1: all 34 pairs.
const Pair published[] = {
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
    {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
    {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, -1, 2}, {50, 0, 0}, 2.3669},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
    {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
    {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
    {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

TEST_CASE("CIEDE2000 gives the published differences of all 34 test pairs") {
  for (const Pair& pair : published) {
    CAPTURE(pair.first.a, pair.first.b, pair.second.a, pair.second.b);
    CHECK(ciede2000(pair.first, pair.second) == Approx(pair.difference).margin(0.00006));
    CHECK(ciede2000(pair.second, pair.first) == Approx(pair.difference).margin(0.00006));
  }
}

TEST_CASE("known colours have their known places in Lab") {
  const auto check = [](const Rgb& rgb, const Lab& expected) {
    const Lab lab = lab_of(rgb);
    CHECK(lab.l == Approx(expected.l).margin(0.01));
    CHECK(lab.a == Approx(expected.a).margin(0.01));
    CHECK(lab.b == Approx(expected.b).margin(0.01));
  };
  check({255, 255, 255}, {100, 0, 0});
  check({0, 0, 0}, {0, 0, 0});
  check({255, 0, 0}, {53.24, 80.09, 67.20});
  check({0, 255, 0}, {87.73, -86.18, 83.18});
  check({0, 0, 255}, {32.30, 79.19, -107.86});
  check({119, 119, 119}, {50.03, 0, 0});
}

TEST_CASE("every 8-bit colour survives the way to Lab and back") {
  int wrong = 0;
  for (int r = 0; r < 256; r += 5) {
    for (int g = 0; g < 256; g += 5) {
      for (int b = 0; b < 256; b += 5) {
        const Rgb colour{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g), static_cast<std::uint8_t>(b)};
        if (rgb_of(lab_of(colour)) != colour) ++wrong;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("every level survives the way to light and back, and light grows with the level") {
  for (int level = 0; level < 256; ++level) {
    CHECK(srgb_of(linear_of(static_cast<std::uint8_t>(level))) == level);
    if (level > 0) CHECK(linear_of(static_cast<std::uint8_t>(level)) > linear_of(static_cast<std::uint8_t>(level - 1)));
  }
  CHECK(linear_of(std::uint8_t{188}) == Approx(0.5029).margin(0.0005));
}

TEST_CASE("a Lab value outside sRGB becomes the nearest end, not a wrapped number") {
  CHECK(rgb_of(Lab{100, 60, 0}).r == 255);
  CHECK(rgb_of(Lab{-5, 0, 0}) == Rgb{0, 0, 0});
}

TEST_CASE("the older difference is the plain distance") {
  CHECK(ciede1976({50, 3, 4}, {50, 0, 0}) == Approx(5));
}

}  // namespace
}  // namespace zhaojian::imaging

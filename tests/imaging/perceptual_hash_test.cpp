#include "imaging/perceptual_hash.h"

#include <catch2/catch.hpp>

#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/orientation.h"
#include "imaging/resize.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

// As a portrait differs from its mirror image: with a parting, turned a little.
Pixels a_scene(unsigned seed) {
  Pixels scene = support::a_portrait(480, 640, {.seed = seed, .head_top = 0.1 + 0.01 * (seed % 5)});
  const Pixels light = support::a_gradient(480, 640);
  for (std::size_t i = 0; i < scene.rgb.size(); ++i) {
    scene.rgb[i] = static_cast<std::uint8_t>((scene.rgb[i] * 2 + light.rgb[i]) / 3);
  }
  return scene;
}

TEST_CASE("the hash stays when a picture is saved again, made smaller or a little brighter") {
  const Pixels photo = a_scene(1);
  const std::uint64_t hash = perceptual_hash(photo);
  const auto poor = encode_jpeg(photo, {.quality = 40});
  REQUIRE(poor);
  const auto reread = decode(*poor);
  REQUIRE(reread);
  CHECK(hamming_distance(hash, perceptual_hash(reread->pixels)) <= 4);
  CHECK(hamming_distance(hash, perceptual_hash(resized(photo, 240, 320))) <= 4);
  Pixels brighter = photo;
  for (auto& value : brighter.rgb) value = static_cast<std::uint8_t>(std::min(255, value + 10));
  CHECK(hamming_distance(hash, perceptual_hash(brighter)) <= 8);
}

TEST_CASE("another picture has another hash") {
  const Pixels wave = [] {
    Pixels pixels = support::a_plain(480, 640, 0, 0, 0);
    for (std::size_t i = 0; i < pixels.rgb.size(); ++i) {
      const auto x = static_cast<double>(i / 3 % 480), y = static_cast<double>(i / 3) / 480;
      pixels.rgb[i] = static_cast<std::uint8_t>(128 + 100 * std::sin(x / 37 + 1) * std::cos(y / 53));
    }
    return pixels;
  }();
  CHECK(hamming_distance(perceptual_hash(a_scene(1)), perceptual_hash(wave)) > 16);
}

TEST_CASE("the eight hashes are those of the picture mirrored and turned") {
  const Pixels photo = a_scene(3);
  const auto hashes = dihedral_hashes(photo);
  CHECK(hashes[0] == perceptual_hash(photo));
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const std::uint64_t turned = perceptual_hash(upright(photo, orientation));
    const std::uint64_t predicted = hashes[static_cast<std::size_t>(orientation - 1)];
    CHECK(hamming_distance(turned, predicted) <= 2);  // rounding may move the value next to the median
    if (orientation > 1) CHECK(hamming_distance(hashes[0], predicted) > 8);
  }
}

TEST_CASE("an empty picture hashes to nothing") {
  CHECK(perceptual_hash(Pixels{}) == 0);
  CHECK(dihedral_hashes(Pixels{})[5] == 0);
}

}  // namespace
}  // namespace zhaojian::imaging

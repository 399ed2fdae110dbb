#include <webp/encode.h>
#include <catch2/catch.hpp>

#include <random>

#include "files.h"
#include "fuzz/damage.h"
#include "imaging/decode.h"
#include "imaging/decode_error.h"
#include "imaging/encode.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

using namespace test;

std::vector<Bytes> seeds() {
  const Pixels photo = support::a_portrait(48, 64);
  std::vector<std::uint8_t> inks(48 * 64 * 4);
  for (std::size_t i = 0; i < inks.size(); ++i) inks[i] = static_cast<std::uint8_t>(i * 7);
  std::uint8_t* out = nullptr;
  const std::size_t size = WebPEncodeRGB(photo.rgb.data(), 48, 64, 48 * 3, 70, &out);
  const auto* webp = reinterpret_cast<const std::byte*>(out);
  std::vector<Bytes> files{
      jpeg_of(48, 64, photo.rgb, {}),
      jpeg_of(48, 64, photo.rgb, {.progressive = true}),
      with_exif(jpeg_of(48, 64, photo.rgb, {}), {6, true, "phone 1.0", "2023:10:21 09:30:00", 300}),
      jpeg_of(48, 64, inks, {.in = JCS_CMYK, .stored = JCS_YCCK}),
      *encode_png(photo),
      Bytes(webp, webp + size)};
  WebPFree(out);
  return files;
}

TEST_CASE("12,000 damaged pictures are opened or refused, and nothing else happens") {
  const std::vector<Bytes> originals = seeds();
  DecodeLimits limits;
  limits.max_pixels = 4'000'000;
  int opened = 0, refused = 0;
  for (unsigned seed = 0; seed < 12'000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Bytes file = zhaojian::test::damaged(originals[seed % originals.size()], random);
    const auto photo = decode_scaled(file, seed % 3 == 0 ? 40 : 0, limits);
    if (photo) {
      ++opened;
      const Pixels& pixels = photo->pixels;
      REQUIRE(pixels.rgb.size() == std::size_t(pixels.width) * std::size_t(pixels.height) * 3);
      REQUIRE(std::int64_t{pixels.width} * pixels.height <= limits.max_pixels);
    } else {
      ++refused;
      REQUIRE(fault_of(photo.error()));
    }
  }
  CHECK(opened > 1000);
  CHECK(refused > 3000);
}

}  // namespace
}  // namespace zhaojian::imaging

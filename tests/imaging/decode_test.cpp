#include "imaging/decode.h"

#include <catch2/catch.hpp>
#include <webp/encode.h>

#include "files.h"
#include "imaging/encode.h"
#include "imaging/orientation.h"
#include "imaging/resize.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

using namespace test;

Pixels decoded(const Bytes& file, int longest_side = 0) {
  auto photo = decode_scaled(file, longest_side);
  INFO((photo ? "" : photo.error().message));
  REQUIRE(photo);
  return std::move(photo->pixels);
}

// The orientation that undoes another one: 6 and 8 undo each other, the others themselves.
int inverse_of(int orientation) { return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation; }

TEST_CASE("all eight EXIF orientations of a picture come out as the same upright picture") {
  const Pixels photo = support::a_gradient(64, 96);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const Pixels stored = upright(photo, inverse_of(orientation));
    const Bytes file = jpeg_of(stored.width, stored.height, stored.rgb, {.quality = 97});
    const auto read = decode(with_exif(file, {.orientation = orientation}));
    REQUIRE(read);
    CHECK(read->pixels.width == 64);
    CHECK(read->pixels.height == 96);
    CHECK(mean_difference(read->pixels, photo) < 2);
    CHECK(read->facts.exif_orientation == orientation);
    CHECK(read->facts.width == stored.width);
    CHECK(mean_difference(decoded(with_exif(file, {.orientation = orientation}), 48), fitted(photo, 48)) < 3);
  }
}

TEST_CASE("turning is undone by its inverse") {
  const Pixels photo = support::a_portrait(37, 75);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CHECK(upright(upright(photo, orientation), inverse_of(orientation)) == photo);
    if (orientation > 1) CHECK_FALSE(upright(photo, orientation) == photo);
  }
}

TEST_CASE("a progressive JPEG gives the same pixels as a baseline one") {
  const Pixels photo = support::a_portrait(120, 160);
  const Bytes baseline = jpeg_of(120, 160, photo.rgb, {});
  const Bytes progressive = jpeg_of(120, 160, photo.rgb, {.progressive = true});
  CHECK(decoded(baseline) == decoded(progressive));
}

TEST_CASE("a grey JPEG becomes RGB with equal channels") {
  std::vector<std::uint8_t> grey(64 * 64);
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint8_t>(i / 16);
  const Pixels read = decoded(jpeg_of(64, 64, grey, {.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE, .quality = 98}));
  for (std::size_t i = 0; i < grey.size(); ++i) {
    REQUIRE(std::abs(read.rgb[i * 3] - grey[i]) <= 3);
    REQUIRE(read.rgb[i * 3] == read.rgb[i * 3 + 2]);
  }
}

TEST_CASE("CMYK and YCCK become RGB, with Adobe's inverted inks and without") {
  // Orange: no cyan, half magenta, all yellow, no black.
  std::vector<std::uint8_t> ink, light;
  for (int i = 0; i < 32 * 32; ++i) {
    for (const int value : {0, 127, 255, 0}) {
      ink.push_back(static_cast<std::uint8_t>(value));
      light.push_back(static_cast<std::uint8_t>(255 - value));
    }
  }
  const Pixels orange = support::a_plain(32, 32, 255, 128, 0);
  const auto cmyk = [&](const auto& samples, J_COLOR_SPACE stored, bool adobe) {
    return decoded(jpeg_of(32, 32, samples, {.in = JCS_CMYK, .stored = stored, .quality = 98, .adobe = adobe}));
  };
  CHECK(worst_difference(cmyk(light, JCS_CMYK, true), orange) <= 4);
  CHECK(worst_difference(cmyk(light, JCS_YCCK, true), orange) <= 4);
  CHECK(worst_difference(cmyk(ink, JCS_CMYK, false), orange) <= 4);
}

TEST_CASE("16 bits a channel are reduced to 8") {
  std::vector<std::uint8_t> raw{0};
  for (const int level : {0, 0x1234, 0x8000, 0xFFFF}) {
    for (int channel = 0; channel < 3; ++channel) {
      raw.push_back(static_cast<std::uint8_t>(level >> 8));
      raw.push_back(static_cast<std::uint8_t>(level & 255));
    }
  }
  const Pixels read = decoded(png_with({.width = 4, .height = 1, .depth = 16, .colour_type = 2}, deflated(raw)));
  CHECK(read.rgb[0] == 0);
  CHECK(read.rgb[3] == 0x12);
  CHECK(read.rgb[6] == 0x80);
  CHECK(read.rgb[9] == 255);
}

TEST_CASE("transparency is laid on white") {
  const std::vector<std::uint8_t> raw{0, 255, 0, 0, 255, 255, 0, 0, 128, 0, 0, 0, 0};  // red, half red, nothing
  const Pixels read = decoded(png_with({.width = 3, .height = 1, .colour_type = 6}, deflated(raw)));
  CHECK(read.rgb == std::vector<std::uint8_t>{255, 0, 0, 255, 127, 127, 255, 255, 255});
  const std::vector<std::uint8_t> grey{0, 0, 255, 0, 0};  // grey with alpha: black, transparent
  const Pixels black = decoded(png_with({.width = 2, .height = 1, .colour_type = 4}, deflated(grey)));
  CHECK(black.rgb == std::vector<std::uint8_t>{0, 0, 0, 255, 255, 255});
}

TEST_CASE("a palette with a transparent entry is expanded") {
  const Bytes palette = bytes_from(std::string("\x10\x20\x30\xFF\x00\x00", 6));
  const Bytes alpha = bytes_from(std::string("\xFF\x00", 2));
  const PngKind kind{.width = 2, .height = 1, .colour_type = 3, .chunks = {{"PLTE", palette}, {"tRNS", alpha}}};
  CHECK(decoded(png_with(kind, deflated({0, 0, 1}))).rgb == std::vector<std::uint8_t>{16, 32, 48, 255, 255, 255});
}

TEST_CASE("one bit a pixel is black and white") {
  const PngKind kind{.width = 3, .height = 1, .depth = 1, .colour_type = 0};
  const Pixels read = decoded(png_with(kind, deflated({0, 0b0100'0000})));
  CHECK(read.rgb == std::vector<std::uint8_t>{0, 0, 0, 255, 255, 255, 0, 0, 0});
}

TEST_CASE("a picture of one pixel opens in every format") {
  const Pixels dot = support::a_plain(1, 1, 200, 100, 50);
  CHECK(worst_difference(decoded(*encode_jpeg(dot, {.quality = 100, .chroma = Chroma::full})), dot) <= 4);
  CHECK(decoded(*encode_png(dot)) == dot);
  CHECK(decoded(*encode_png(dot), 1) == dot);
}

TEST_CASE("WebP opens, with alpha laid on white") {
  const Pixels photo = support::a_portrait(48, 64);
  std::uint8_t* out = nullptr;
  std::size_t size = WebPEncodeLosslessRGB(photo.rgb.data(), 48, 64, 48 * 3, &out);
  const auto opaque = decode(ByteView(reinterpret_cast<const std::byte*>(out), size));
  WebPFree(out);
  REQUIRE(opaque);
  CHECK(opaque->pixels == photo);

  const std::vector<std::uint8_t> rgba(32 * 32 * 4, 0);  // transparent black
  size = WebPEncodeRGBA(rgba.data(), 32, 32, 32 * 4, 80, &out);
  const auto clear = decode(ByteView(reinterpret_cast<const std::byte*>(out), size));
  WebPFree(out);
  REQUIRE(clear);
  CHECK(clear->pixels == support::a_plain(32, 32, 255, 255, 255));
}

TEST_CASE("a thumbnail has the size asked for and shows the same") {
  const Pixels photo = support::a_portrait(1200, 1600, {.noise = 0});
  const Bytes jpeg = *encode_jpeg(photo, {.quality = 95}), png = *encode_png(photo);
  for (const int side : {1600, 1599, 900, 640, 200, 161, 50, 1}) {
    CAPTURE(side);
    const Pixels small = decoded(jpeg, side);
    CHECK(small.height == side);
    CHECK(small.width == std::max(1, static_cast<int>(std::lround(side * 0.75))));
    CHECK(mean_difference(small, fitted(photo, side)) < 3);
    CHECK(mean_difference(decoded(png, side), fitted(photo, side)) < 1);
  }
  CHECK(decoded(jpeg, 5000).height == 1600);  // never enlarged
}

TEST_CASE("garbage behind the end mark, as phones append it, does no harm") {
  const Pixels photo = support::a_gradient(40, 30);
  Bytes file = *encode_jpeg(photo, {});
  const Pixels clean = decoded(file);
  put(file, "MotionPhoto_Data and more");
  CHECK(decoded(file) == clean);
}

}  // namespace
}  // namespace zhaojian::imaging

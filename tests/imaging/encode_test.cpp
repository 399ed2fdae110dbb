#include "imaging/encode.h"

#include <catch2/catch.hpp>

#include "files.h"
#include "imaging/decode.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

TEST_CASE("a written JPEG says its density, has no other metadata and looks the same") {
  const Pixels photo = support::a_portrait(480, 640);
  for (const Chroma chroma : {Chroma::full, Chroma::half}) {
    const auto file = encode_jpeg(photo, {.quality = 92, .dpi = 300, .chroma = chroma});
    REQUIRE(file);
    const auto reread = decode(*file);
    REQUIRE(reread);
    CHECK(reread->facts.dpi_x == 300);
    CHECK(reread->facts.dpi_y == 300);
    CHECK(reread->facts.colour == ColourMode::rgb);
    CHECK(reread->facts.bits_per_channel == 8);
    CHECK_FALSE(reread->facts.progressive);
    CHECK(text_of(*file).find("Exif") == std::string_view::npos);
    CHECK(test::mean_difference(reread->pixels, photo) < 2.5);
  }
}

TEST_CASE("the quality that was asked for is the quality that is found") {
  const Pixels photo = support::a_portrait(240, 320);
  for (int quality = 60; quality <= 95; ++quality) {
    const auto file = encode_jpeg(photo, {.quality = quality});
    REQUIRE(file);
    const auto facts = facts_of(*file);
    REQUIRE(facts);
    REQUIRE(facts->jpeg_quality);
    CHECK(std::abs(*facts->jpeg_quality - quality) <= 2);
  }
}

TEST_CASE("a PNG comes back pixel for pixel") {
  const Pixels photo = support::a_portrait(123, 77);
  const auto file = encode_png(photo, 300);
  REQUIRE(file);
  const auto reread = decode(*file);
  REQUIRE(reread);
  CHECK(reread->pixels == photo);
  CHECK(reread->facts.format == FileFormat::png);
  CHECK(reread->facts.dpi_x == 300);
}

TEST_CASE("a JPEG for registration lands between 20 and 40 KB at the best quality that fits") {
  const Pixels photo = support::a_portrait(480, 640, {.noise = 3});
  const auto sized = encode_jpeg_to_size(photo, 20 * 1024, 40 * 1024, 300);
  REQUIRE(sized);
  CHECK(sized->file.size() >= 20 * 1024);
  CHECK(sized->file.size() <= 40 * 1024);
  CHECK(sized->quality >= 60);
  const auto one_better = encode_jpeg(photo, {sized->quality + 1, 300, sized->chroma});
  CHECK((sized->quality == 100 || one_better->size() > 40 * 1024));
  CHECK(facts_of(sized->file)->dpi_x == 300);
}

TEST_CASE("a picture too busy for the size is refused, one too plain is written as large as it gets") {
  const Pixels busy = support::a_portrait(480, 640, {.noise = 60});
  const auto refused = encode_jpeg_to_size(busy, 20 * 1024, 40 * 1024, 300);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text == "error.encode.too_large");
  const auto plain = encode_jpeg_to_size(support::a_plain(480, 640, 255, 255, 255), 20 * 1024, 40 * 1024, 300);
  REQUIRE(plain);
  CHECK(plain->quality == 100);
}

TEST_CASE("what is no picture is not encoded") {
  CHECK_FALSE(encode_jpeg(Pixels{}, {}));
  CHECK_FALSE(encode_png(Pixels{}));
  Pixels wrong = support::a_plain(4, 4, 0, 0, 0);
  wrong.height = 5;
  CHECK_FALSE(encode_jpeg(wrong, {}));
  CHECK_FALSE(encode_png(wrong));
  CHECK_FALSE(encode_jpeg(support::a_plain(4, 4, 0, 0, 0), {.quality = 101}));
}

}  // namespace
}  // namespace zhaojian::imaging

#include <catch2/catch.hpp>
#include <webp/encode.h>

#include "files.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/exif.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

using namespace test;

Bytes a_jpeg(const JpegKind& kind = {}) { return jpeg_of(40, 30, support::a_gradient(40, 30).rgb, kind); }

TEST_CASE("a JPEG tells its size, colours, density and quality") {
  const Bytes file = a_jpeg({.quality = 75, .density_unit = 1, .density = 300});
  const auto facts = facts_of(file);
  REQUIRE(facts);
  CHECK(facts->format == FileFormat::jpeg);
  CHECK(facts->bytes == static_cast<std::int64_t>(file.size()));
  CHECK(facts->sha256 == sha256(file));
  CHECK(facts->width == 40);
  CHECK(facts->height == 30);
  CHECK(facts->bits_per_channel == 8);
  CHECK(facts->colour == ColourMode::rgb);
  CHECK(facts->dpi_x == 300);
  CHECK(facts->jpeg_quality == 75);
  CHECK_FALSE(facts->progressive);
  CHECK(facts_of(a_jpeg({.progressive = true}))->progressive);
}

TEST_CASE("dots a centimetre become dots an inch, a bare aspect ratio becomes nothing") {
  CHECK(facts_of(a_jpeg({.density_unit = 2, .density = 118}))->dpi_x == Approx(299.72));
  CHECK(facts_of(a_jpeg({.density_unit = 0, .density = 1}))->dpi_x == 0);
}

TEST_CASE("the quality is found over the whole scale") {
  for (int quality = 1; quality <= 100; ++quality) {
    CAPTURE(quality);
    CHECK(std::abs(facts_of(a_jpeg({.quality = quality}))->jpeg_quality.value_or(-100) - quality) <= 2);
  }
}

TEST_CASE("grey, CMYK and YCCK are told apart") {
  const std::vector<std::uint8_t> grey(40 * 30, 128), inks(40 * 30 * 4, 128);
  CHECK(facts_of(jpeg_of(40, 30, grey, {.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE}))->colour == ColourMode::grey);
  CHECK(facts_of(jpeg_of(40, 30, inks, {.in = JCS_CMYK, .stored = JCS_CMYK}))->colour == ColourMode::cmyk);
  CHECK(facts_of(jpeg_of(40, 30, inks, {.in = JCS_CMYK, .stored = JCS_YCCK}))->colour == ColourMode::ycck);
}

TEST_CASE("EXIF is read in both byte orders") {
  for (const bool little : {false, true}) {
    const Bytes file = with_exif(a_jpeg({.density_unit = 0, .density = 1}),
                                 {6, little, "Meitu 9.1 美图秀秀", "2023:10:21 09:30:00", 240});
    const auto facts = facts_of(file);
    REQUIRE(facts);
    CHECK(facts->exif_orientation == 6);
    CHECK(facts->software == "Meitu 9.1 美图秀秀");
    CHECK(facts->exif_date == "2023:10:21 09:30:00");
    CHECK(facts->dpi_x == 240);
    CHECK(facts->width == 40);  // as encoded
  }
}

TEST_CASE("the density of JFIF goes before that of EXIF") {
  CHECK(facts_of(with_exif(a_jpeg({.density_unit = 1, .density = 300}), {.dpi = 72}))->dpi_x == 300);
}

TEST_CASE("EXIF that makes no sense is ignored") {
  CHECK(facts_of(with_exif(a_jpeg(), {.orientation = 9}))->exif_orientation == 1);
  CHECK(facts_of(with_exif(a_jpeg(), {.date = "yesterday, at noon"}))->exif_date.empty());
  const auto loud = facts_of(with_exif(a_jpeg(), {.software = "a\nb\x01\xFF" + std::string(300, 'x')}));
  REQUIRE(loud);
  CHECK(loud->software.find('\n') == std::string::npos);
  CHECK(loud->software.size() <= 64 * 4);
  CHECK(loud->software.starts_with("a b"));
}

TEST_CASE("no truncated or pointing-nowhere EXIF block reads beyond its end") {
  const Bytes whole = exif_of({3, true, "some software", "2023:10:21 09:30:00", 300});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    const Exif exif = read_exif(part);
    CHECK((exif.orientation == 1 || exif.orientation == 3));
  }
  Bytes wild = whole;
  for (std::size_t i = 4; i < 8; ++i) wild[i] = std::byte{0xFF};
  CHECK(read_exif(wild).orientation == 1);
}

TEST_CASE("a PNG tells its depth, colours and density") {
  Bytes density;
  put_u32(density, 11811);
  put_u32(density, 11811);
  density.push_back(std::byte{1});
  const PngKind kind{.width = 2, .height = 1, .depth = 16, .colour_type = 6, .chunks = {{"pHYs", density}}};
  const auto facts = facts_of(png_with(kind, deflated(std::vector<std::uint8_t>(17))));
  REQUIRE(facts);
  CHECK(facts->format == FileFormat::png);
  CHECK(facts->bits_per_channel == 16);
  CHECK(facts->colour == ColourMode::rgba);
  CHECK(facts->dpi_x == 300);
  CHECK_FALSE(facts->jpeg_quality);
}

TEST_CASE("a WebP tells its size, lossy or lossless") {
  const Pixels photo = support::a_portrait(48, 64);
  for (const bool lossless : {false, true}) {
    std::uint8_t* out = nullptr;
    const std::size_t size = lossless ? WebPEncodeLosslessRGB(photo.rgb.data(), 48, 64, 48 * 3, &out)
                                      : WebPEncodeRGB(photo.rgb.data(), 48, 64, 48 * 3, 80, &out);
    const auto* begin = reinterpret_cast<const std::byte*>(out);
    const auto facts = facts_of(ByteView(begin, size));
    WebPFree(out);
    REQUIRE(facts);
    CHECK(facts->format == FileFormat::webp);
    CHECK(facts->width == 48);
    CHECK(facts->height == 64);
    CHECK(facts->colour == ColourMode::rgb);
  }
}

}  // namespace
}  // namespace zhaojian::imaging

#include <catch2/catch.hpp>

#include "files.h"
#include "imaging/decode.h"
#include "imaging/decode_error.h"
#include "imaging/encode.h"
#include "support/photos.h"

namespace zhaojian::imaging {
namespace {

using namespace test;
using namespace std::string_literals;

std::string_view text_when_opening(const Bytes& file, const DecodeLimits& limits = {}) {
  const auto photo = decode(file, limits);
  return photo ? std::string_view("opened") : photo.error().text;
}

TEST_CASE("an empty file is called empty") { CHECK(text_when_opening({}) == "error.decode.empty"); }

TEST_CASE("a file that is no photo is told what it really is, whatever its name") {
  CHECK(text_when_opening(bytes_from("<html><body>404</body></html>\n")) == "error.decode.format.text");
  CHECK(text_when_opening(bytes_from("我不是照片")) == "error.decode.format.text");
  CHECK(text_when_opening(bytes_from("GIF89a\x01\0\x01\0"s)) == "error.decode.format.gif");
  CHECK(text_when_opening(bytes_from("BM\x46\0\0\0\0\0\0\0"s)) == "error.decode.format.bmp");
  CHECK(text_when_opening(bytes_from("\0\0\0\x18"s "ftypheic\0\0\0\0mif1"s)) == "error.decode.format.heic");
  CHECK(text_when_opening(bytes_from("\0\0\0\x1C"s "ftypavif"s)) == "error.decode.format.heic");
  CHECK(text_when_opening(bytes_from("\0\0\0\x14"s "ftypqt  "s)) == "error.decode.format.video");
  CHECK(text_when_opening(bytes_from("%PDF-1.7\n%\xE2\xE3"s)) == "error.decode.format.pdf");
  CHECK(text_when_opening(bytes_from("PK\x03\x04\x14\0"s)) == "error.decode.format.archive");
  CHECK(text_when_opening(bytes_from("II*\0\x08\0\0\0"s)) == "error.decode.format.tiff");
  CHECK(text_when_opening(bytes_from("\x01\x02\x03\x04\x05"s)) == "error.decode.format");
  CHECK(text_when_opening(bytes_from("\xFF"s)) == "error.decode.format");
}

TEST_CASE("a PNG named .jpg opens, and the facts say PNG") {
  const auto photo = decode(*encode_png(support::a_gradient(30, 40)));
  REQUIRE(photo);
  CHECK(photo->facts.format == FileFormat::png);
}

TEST_CASE("a PNG of 900 megapixels in 110 kB is refused before a pixel is allocated") {
  const Bytes bomb = png_with({.width = 30'000, .height = 30'000, .depth = 1, .colour_type = 0},
                              black_rows(30'000, 30'000));
  REQUIRE(bomb.size() < 200'000);
  CHECK(text_when_opening(bomb) == "error.decode.too_many_pixels");
  DecodeLimits generous;
  generous.max_pixels = 2'000'000'000;
  generous.max_side = 40'000;
  CHECK(text_when_opening(bomb, generous) == "error.decode.bomb");
}

TEST_CASE("each limit holds") {
  const Bytes file = *encode_png(support::a_portrait(100, 50));
  CHECK(text_when_opening(file, {.max_bytes = 100}) == "error.decode.too_large");
  CHECK(text_when_opening(file, {.max_pixels = 4'999}) == "error.decode.too_many_pixels");
  CHECK(text_when_opening(file, {.max_side = 99}) == "error.decode.too_many_pixels");
  CHECK(text_when_opening(file, {.max_pixels = 5'000, .max_side = 100}) == "opened");
  CHECK(text_when_opening(*encode_png(support::a_plain(1'000, 1'000, 9, 9, 9)), {.max_pixels_per_byte = 100}) ==
        "error.decode.bomb");
}

TEST_CASE("a JPEG of more than a hundred scans is refused") {
  Bytes file = jpeg_of(16, 16, support::a_gradient(16, 16).rgb, {.progressive = true});
  const std::string_view text = text_of(file);
  const std::size_t last_scan = text.rfind("\xFF\xDA");
  const Bytes scan(file.begin() + static_cast<std::ptrdiff_t>(last_scan), file.end() - 2);
  file.resize(file.size() - 2);
  for (int i = 0; i < 120; ++i) file.insert(file.end(), scan.begin(), scan.end());
  put(file, "\xFF\xD9");
  CHECK(text_when_opening(file) == "error.decode.bomb");
}

TEST_CASE("no truncated JPEG gives half a picture, wherever it ends") {
  const Pixels photo = support::a_portrait(480, 640);
  for (const bool progressive : {false, true}) {
    const Bytes whole = jpeg_of(480, 640, photo.rgb, {.progressive = progressive});
    REQUIRE(text_when_opening(whole) == "opened");
    for (std::size_t part = 1; part < 20; ++part) {
      CAPTURE(progressive, part);
      Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * part / 20));
      const auto read = decode(cut);
      REQUIRE_FALSE(read);
      CHECK(read.error().code == Errc::corrupt);
      CHECK(read.error().text == "error.decode.truncated");
      put(cut, "\xFF\xD9");  // an end mark glued on does not make it whole
      CHECK(text_when_opening(cut) != "opened");
    }
    CHECK(text_when_opening(Bytes(whole.begin(), whole.end() - 1)) == "error.decode.truncated");
  }
}

TEST_CASE("no truncated PNG gives half a picture, wherever it ends") {
  const Bytes whole = *encode_png(support::a_portrait(60, 80));
  for (std::size_t part = 1; part < 20; ++part) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * part / 20));
    CHECK(text_when_opening(cut) == "error.decode.truncated");
  }
}

TEST_CASE("a PNG whose checksum is wrong is broken") {
  Bytes file = *encode_png(support::a_portrait(60, 80));
  const std::size_t data = text_of(file).find("IDAT");
  REQUIRE(data != std::string_view::npos);
  SECTION("in its data") { file[file.size() - 12 - 2] ^= std::byte{1}; }
  SECTION("in its header") { file[30] ^= std::byte{1}; }
  SECTION("because its data was changed") { file[data + 40] ^= std::byte{0x10}; }
  CHECK(text_when_opening(file) == "error.decode.broken");
}

TEST_CASE("a PNG whose rows are missing behind valid checksums is broken") {
  const PngKind kind{.width = 4, .height = 4};
  CHECK(text_when_opening(png_with(kind, deflated(std::vector<std::uint8_t>(13 * 2)))) == "error.decode.broken");
}

TEST_CASE("damage inside a JPEG's coded data never crashes and headers of nonsense are broken") {
  Bytes file = jpeg_of(64, 64, support::a_gradient(64, 64).rgb, {});
  const std::size_t frame = text_of(file).find("\xFF\xC0");
  SECTION("no height") { file[frame + 5] = file[frame + 6] = std::byte{0}; }
  SECTION("two components") { file[frame + 9] = std::byte{2}; }
  SECTION("twelve bits") { file[frame + 4] = std::byte{12}; }
  CHECK(text_when_opening(file) == "error.decode.broken");
}

TEST_CASE("every fault has its own text") {
  for (int fault = 0; fault <= static_cast<int>(DecodeFault::timeout); ++fault) {
    const Error error = decode_error(static_cast<DecodeFault>(fault), "why");
    CHECK(fault_of(error) == static_cast<DecodeFault>(fault));
    CHECK(error.message == "why");
  }
  CHECK_FALSE(fault_of(Error{Errc::io, "disk"}));
}

}  // namespace
}  // namespace zhaojian::imaging

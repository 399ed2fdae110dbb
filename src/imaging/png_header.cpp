#include "imaging/byte_reader.h"
#include "imaging/decode_error.h"
#include "imaging/file_header.h"

namespace zhaojian::imaging {
namespace {

using namespace std::string_view_literals;

std::optional<ColourMode> colour_mode(std::uint32_t type) {
  switch (type) {
    case 0: return ColourMode::grey;
    case 2: return ColourMode::rgb;
    case 3: return ColourMode::palette;
    case 4: return ColourMode::grey_alpha;
    case 6: return ColourMode::rgba;
    default: return std::nullopt;
  }
}

// Chunks other than the header that tell something (PNG 1.2 §11.3; eXIf of the 2017 extensions).
void ancillary_chunk(FileHeader& header, Exif& exif, const ByteReader& type, const ByteReader& body) {
  if (type.has(0, "tRNS")) header.alpha = true;
  if (type.has(0, "eXIf")) exif = read_exif(body.part(0, body.size()));
  if (type.has(0, "pHYs") && body.u8(8) == 1) {  // dots a metre
    header.facts.dpi_x = rounded_dpi(body.u32(0) * 0.0254);
    header.facts.dpi_y = rounded_dpi(body.u32(4) * 0.0254);
  }
  if (type.has(0, "tEXt") && body.has(0, "Software\0"sv)) {
    header.facts.software = std::string(text_of(body.part(9, 192)));
  }
}

}  // namespace

Result<FileHeader> read_png_header(ByteView file) {
  const ByteReader bytes(file);
  if (!bytes.fits(0, 33)) return decode_error(DecodeFault::truncated, "PNG: ends in its header");
  if (bytes.u32(8) != 13 || !bytes.has(12, "IHDR")) return decode_error(DecodeFault::broken, "PNG: no IHDR");
  const auto colour = colour_mode(bytes.u8(25));
  const std::uint32_t width = bytes.u32(16), height = bytes.u32(20);
  if (!colour || width == 0 || height == 0 || width > 0x7FFF'FFFF || height > 0x7FFF'FFFF) {
    return decode_error(DecodeFault::broken, "PNG: impossible IHDR");
  }
  FileHeader header;
  header.facts.width = static_cast<int>(width);
  header.facts.height = static_cast<int>(height);
  header.facts.bits_per_channel = bytes.u8(24) == 16 ? 16 : 8;
  header.facts.colour = *colour;
  header.alpha = *colour == ColourMode::rgba || *colour == ColourMode::grey_alpha;
  header.interlaced = bytes.u8(28) != 0;
  Exif exif;
  for (std::size_t at = 33; bytes.fits(at, 12);) {
    const std::size_t length = bytes.u32(at);
    if (!bytes.fits(at + 12, length)) break;
    const ByteReader type(bytes.part(at + 4, 4));
    if (type.has(0, "IEND")) {
      header.complete = true;
      break;
    }
    ancillary_chunk(header, exif, type, ByteReader(bytes.part(at + 8, length)));
    at += 12 + length;
  }
  take_exif(header.facts, exif);
  return header;
}

}  // namespace zhaojian::imaging

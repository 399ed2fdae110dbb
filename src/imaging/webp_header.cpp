#include "imaging/byte_reader.h"
#include "imaging/decode_error.h"
#include "imaging/file_header.h"

namespace zhaojian::imaging {
namespace {

// RFC 9649: RIFF chunks; the size stands in VP8X, or in the bit stream of the only frame.
class ChunkWalk {
 public:
  explicit ChunkWalk(ByteView file) : bytes_(file, ByteReader::Order::little) {}

  Result<FileHeader> run() {
    if (!bytes_.fits(0, 30)) return decode_error(DecodeFault::truncated, "WebP: ends in its header");
    const std::size_t end = std::size_t{8} + bytes_.u32(4);
    header_.complete = end <= bytes_.size();
    for (std::size_t at = 12; bytes_.fits(at, 8) && at + 8 <= end;) {
      const std::size_t length = bytes_.u32(at + 4);
      chunk(ByteReader(bytes_.part(at, 4)), ByteReader(bytes_.part(at + 8, length), ByteReader::Order::little));
      at += 8 + length + (length & 1);
    }
    if (animated_) return decode_error(DecodeFault::format, "an animated WebP is not a photo");
    if (header_.facts.width == 0 || header_.facts.height == 0) {
      return decode_error(DecodeFault::broken, "WebP: no size");
    }
    header_.facts.colour = header_.alpha ? ColourMode::rgba : ColourMode::rgb;
    return header_;
  }

 private:
  void chunk(const ByteReader& type, const ByteReader& body) {
    if (type.has(0, "VP8X")) {
      header_.alpha = (body.u8(0) & 0x10) != 0;
      animated_ = (body.u8(0) & 0x02) != 0;
      size(body.u24(4) + 1, body.u24(7) + 1);
    } else if (type.has(0, "VP8 ")) {
      if (body.u24(3) == 0x2A019D) size(body.u16(6) & 0x3FFF, body.u16(8) & 0x3FFF);
    } else if (type.has(0, "VP8L")) {
      if (body.u8(0) == 0x2F) lossless(body.u32(1));
    } else if (type.has(0, "EXIF")) {
      const std::size_t skip = body.has(0, "Exif") ? 6 : 0;
      take_exif(header_.facts, read_exif(body.part(skip, body.size())));
    }
  }
  void lossless(std::uint32_t bits) {
    size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    if ((bits >> 28 & 1) != 0) header_.alpha = true;
  }
  void size(std::uint32_t width, std::uint32_t height) {
    if (header_.facts.width != 0) return;  // the canvas of VP8X stands first
    header_.facts.width = static_cast<int>(width);
    header_.facts.height = static_cast<int>(height);
  }

  ByteReader bytes_;
  FileHeader header_;
  bool animated_ = false;
};

}  // namespace

Result<FileHeader> read_webp_header(ByteView file) { return ChunkWalk(file).run(); }

}  // namespace zhaojian::imaging

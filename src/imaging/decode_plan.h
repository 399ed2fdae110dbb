#pragma once
#include <span>

#include "imaging/decode.h"
#include "imaging/file_header.h"

// Decoding in two steps, so that the caller owns the memory: the confined worker decodes straight into shared memory.
namespace zhaojian::imaging {

struct DecodePlan {
  FileHeader header;
  int eighths = 8;     // JPEG: scale of the inverse DCT
  int raw_width = 0;   // what the codec delivers, before the exact size and the orientation
  int raw_height = 0;
  int shrunk_width = 0;  // the exact size, still as encoded
  int shrunk_height = 0;
  int width = 0;  // upright: what decode_into() writes
  int height = 0;
  [[nodiscard]] std::size_t bytes() const { return std::size_t(width) * std::size_t(height) * 3; }
};

// Reads the header and holds it against the limits. Allocates nothing that depends on the picture's size.
[[nodiscard]] Result<DecodePlan> plan_decode(ByteView file, const DecodeLimits& limits, int longest_side);
// `rgb` has plan.bytes() bytes; after an error its content is meaningless. May throw std::bad_alloc.
[[nodiscard]] Done decode_into(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb);

// The codecs: raw_width × raw_height × 3 bytes into `rgb`.
[[nodiscard]] Done read_jpeg(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb);
[[nodiscard]] Done read_png(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb);
[[nodiscard]] Done read_webp(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb);

}  // namespace zhaojian::imaging

#pragma once
#include <cstdint>

#include "base/hash.h"
#include "base/result.h"
#include "imaging/photo.h"

// JPEG, PNG and WebP to pixels, by magic bytes, by libjpeg-turbo, libpng and libwebp. Pure functions, any thread.
// Errors are those of DecodeFault (decode_error.h). Bytes from outside belong into a WorkerDecoder, not in here.
namespace zhaojian::imaging {

// All of it is checked on the header before a pixel is allocated.
struct DecodeLimits {
  std::int64_t max_bytes = 20'000'000;
  std::int64_t max_pixels = 50'000'000;
  std::int32_t max_side = 12'000;
  std::int32_t max_pixels_per_byte = 2'000;  // 124 kB of PNG can ask for 3 GB of pixels
  std::int32_t max_scans = 100;              // each scan of a progressive JPEG costs a pass over the picture
  bool operator==(const DecodeLimits&) const = default;
};

// What the file says about itself, from its header alone.
[[nodiscard]] Result<FileFacts> facts_of(ByteView file);

// The whole picture: upright, 8-bit RGB, alpha laid on white, CMYK and grey converted, 16 bits reduced. All or nothing:
// a picture whose end is missing is an error. Colour profiles are not applied: pixels are taken for sRGB.
[[nodiscard]] Result<Photo> decode(ByteView file, const DecodeLimits& limits = {});

// The same with the longer side at most `longest_side` pixels (0: full size). Never enlarged. JPEG is already read
// smaller (scaled inverse DCT), which saves memory and, for a thumbnail, half the time.
[[nodiscard]] Result<Photo> decode_scaled(ByteView file, int longest_side, const DecodeLimits& limits = {});

}  // namespace zhaojian::imaging

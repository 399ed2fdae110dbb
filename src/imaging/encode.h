#pragma once
#include <cstddef>

#include "base/hash.h"
#include "base/result.h"
#include "imaging/photo.h"

// Pixels to files: 24-bit, baseline JFIF without any metadata but the density. Any thread.
namespace zhaojian::imaging {

enum class Chroma { full, half };  // 4:4:4 keeps coloured edges, 4:2:0 is smaller

struct JpegSettings {
  int quality = 90;  // 1…100, IJG scale
  int dpi = 300;     // 0: not stated
  Chroma chroma = Chroma::half;
};

// invalid for an empty picture or settings out of range.
[[nodiscard]] Result<Bytes> encode_jpeg(const Pixels& pixels, const JpegSettings& settings);
[[nodiscard]] Result<Bytes> encode_png(const Pixels& pixels, int dpi = 300);

struct SizedJpeg {
  Bytes file;
  int quality = 0;
  Chroma chroma = Chroma::half;
};

// The best quality whose file has at most `max_bytes`; 4:4:4 when 4:2:0 at full quality stays below `min_bytes`.
// Even that may stay below, which only a nearly empty picture does. invalid (error.encode.too_large) when a file of
// `least_quality` is still larger than `max_bytes`.
[[nodiscard]] Result<SizedJpeg> encode_jpeg_to_size(const Pixels& pixels, std::size_t min_bytes, std::size_t max_bytes,
                                                    int dpi, int least_quality = 60);

}  // namespace zhaojian::imaging

#pragma once
#include <optional>

#include "base/hash.h"
#include "base/result.h"
#include "imaging/exif.h"
#include "imaging/photo.h"

namespace zhaojian::imaging {

// What our own parser reads in front of any library, so that limits are known before a pixel is allocated.
struct FileHeader {
  FileFacts facts;        // without sha256; `software` still raw
  int scans = 0;          // JPEG scans, counted up to 1,000
  bool complete = false;  // the file's own end mark is there
  bool alpha = false;     // PNG and WebP
  bool interlaced = false;
};

// empty, format_…, truncated or broken when not even the header can be read.
[[nodiscard]] Result<FileHeader> read_header(ByteView file);
[[nodiscard]] Result<FileHeader> read_jpeg_header(ByteView file);
[[nodiscard]] Result<FileHeader> read_png_header(ByteView file);
[[nodiscard]] Result<FileHeader> read_webp_header(ByteView file);

// Copies what EXIF says; a density the container states itself goes before EXIF's.
void take_exif(FileFacts& facts, const Exif& exif);
// To a hundredth: 11,811 dots a metre are 300 dpi, not 299.9994.
[[nodiscard]] double rounded_dpi(double dpi);

}  // namespace zhaojian::imaging

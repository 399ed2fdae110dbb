#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"

namespace zhaojian::imaging {

// The ways in which a picture does not open. Each has one key of the text catalogue (assets/i18n/parts/imaging.json).
enum class DecodeFault : std::uint8_t {
  empty,            // no bytes
  format,           // not JPEG, PNG or WebP, whatever the file is called; the next ones say what it really is
  format_gif,
  format_heic,      // HEIC, HEIF, AVIF
  format_pdf,
  format_archive,   // ZIP (also Office files), RAR, 7z, gzip
  format_bmp,
  format_tiff,
  format_video,
  format_text,
  too_large,        // bytes
  too_many_pixels,  // width, height or area
  broken,           // the bytes contradict the format
  truncated,        // the end is missing
  bomb,             // far more pixels or scans than so few bytes can honestly hold
  worker_died,
  timeout,
};

[[nodiscard]] Error decode_error(DecodeFault fault, std::string message);
// The fault an error of this module was made for.
[[nodiscard]] std::optional<DecodeFault> fault_of(const Error& error);

}  // namespace zhaojian::imaging

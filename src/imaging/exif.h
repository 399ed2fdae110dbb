#pragma once
#include <string>

#include "base/hash.h"

namespace zhaojian::imaging {

// The few EXIF fields we look at; everything else is left alone (EXIF 2.32 §4.6).
struct Exif {
  int orientation = 1;   // 1…8
  double dpi_x = 0;      // 0: not said
  double dpi_y = 0;
  std::string date;      // DateTimeOriginal, else DateTime; "YYYY:MM:DD HH:MM:SS" or empty
  std::string software;  // raw bytes, at most 192
};

// `tiff` is the block after "Exif\0\0". Fields that are missing or wrong keep their defaults; never fails.
[[nodiscard]] Exif read_exif(ByteView tiff);

}  // namespace zhaojian::imaging

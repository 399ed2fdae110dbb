#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"

// Pictures as values. No OpenCV here, so that everything above can hold one; see imaging/mat.h for a cv::Mat view.
namespace zhaojian::imaging {

enum class FileFormat { jpeg, png, webp };
enum class ColourMode { rgb, rgba, grey, grey_alpha, palette, cmyk, ycck };

// What the bytes of the file say, before and apart from its pixels.
struct FileFacts {
  FileFormat format = FileFormat::jpeg;
  std::int64_t bytes = 0;
  Sha256 sha256{};
  int width = 0;              // as encoded, before EXIF orientation
  int height = 0;
  int bits_per_channel = 8;   // 8 or 16
  ColourMode colour = ColourMode::rgb;
  double dpi_x = 0;           // 0: the file does not say
  double dpi_y = 0;
  int exif_orientation = 1;   // 1…8; the decoded pixels are already upright
  std::optional<int> jpeg_quality;  // IJG scale, estimated from the quantisation tables; absent for other formats
  bool progressive = false;
  std::string exif_date;      // "YYYY:MM:DD HH:MM:SS" or empty
  std::string software;       // EXIF Software, at most 64 characters, or empty
  bool operator==(const FileFacts&) const = default;
};

// 8-bit sRGB pixels, upright, rows without padding: width * height * 3 bytes, R G B.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
  [[nodiscard]] bool empty() const { return rgb.empty(); }
  bool operator==(const Pixels&) const = default;
};

struct Photo {
  FileFacts facts;
  Pixels pixels;
};

}  // namespace zhaojian::imaging

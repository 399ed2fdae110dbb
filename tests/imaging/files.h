#pragma once
#include <cmath>
#include <cstdlib>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <jpeglib.h>
#include <zlib.h>

#include "base/hash.h"
#include "imaging/photo.h"

// Picture files of the kinds our own encoder does not write.
namespace zhaojian::imaging::test {

inline void put(Bytes& out, std::string_view text) {
  const ByteView bytes = bytes_of(text);
  out.insert(out.end(), bytes.begin(), bytes.end());
}
inline void put_u32(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>(value >> shift));
}
inline Bytes bytes_from(std::string_view text) {
  Bytes out;
  put(out, text);
  return out;
}

// --- PNG, written by hand from raw rows (each starting with its filter byte) ---
inline Bytes deflated(const std::vector<std::uint8_t>& raw) {
  uLongf size = compressBound(raw.size());
  Bytes out(size);
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, raw.data(), raw.size(), 9) != Z_OK) {
    throw std::runtime_error("zlib");
  }
  out.resize(size);
  return out;
}

inline void put_chunk(Bytes& out, std::string_view type, const Bytes& body) {
  put_u32(out, static_cast<std::uint32_t>(body.size()));
  const std::size_t start = out.size();
  put(out, type);
  out.insert(out.end(), body.begin(), body.end());
  const auto* from = reinterpret_cast<const Bytef*>(out.data() + start);
  put_u32(out, static_cast<std::uint32_t>(crc32(0, from, static_cast<uInt>(out.size() - start))));
}

struct PngKind {
  std::uint32_t width = 1, height = 1;
  int depth = 8, colour_type = 2;
  std::vector<std::pair<std::string, Bytes>> chunks = {};  // between IHDR and IDAT
};

inline Bytes png_with(const PngKind& kind, const Bytes& idat) {
  Bytes out = bytes_from("\x89PNG\r\n\x1A\n");
  Bytes head;
  put_u32(head, kind.width);
  put_u32(head, kind.height);
  for (const int value : {kind.depth, kind.colour_type, 0, 0, 0}) head.push_back(static_cast<std::byte>(value));
  put_chunk(out, "IHDR", head);
  for (const auto& [type, body] : kind.chunks) put_chunk(out, type, body);
  put_chunk(out, "IDAT", idat);
  put_chunk(out, "IEND", {});
  return out;
}

// The zlib stream of width × height black pixels of one bit, made row by row: the rows of a 900-megapixel picture need
// 112 MB, the stream about 110 kB.
inline Bytes black_rows(std::uint32_t width, std::uint32_t height) {
  std::vector<std::uint8_t> row(1 + (width + 7) / 8);
  Bytes out(1 << 20);
  z_stream stream{};
  deflateInit(&stream, 9);
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  for (std::uint32_t y = 0; y < height; ++y) {
    stream.next_in = row.data();
    stream.avail_in = static_cast<uInt>(row.size());
    deflate(&stream, y + 1 == height ? Z_FINISH : Z_NO_FLUSH);
  }
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// --- JPEG by libjpeg, with the settings that matter here ---
struct JpegKind {
  J_COLOR_SPACE in = JCS_RGB;      // RGB, GRAYSCALE or CMYK samples
  J_COLOR_SPACE stored = JCS_YCbCr;
  int quality = 90;
  bool progressive = false;
  bool adobe = true;               // CMYK: with Adobe's marker the samples mean ink absent
  int density_unit = 1, density = 300;
};

inline Bytes jpeg_of(int width, int height, const std::vector<std::uint8_t>& samples, const JpegKind& kind) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);  // exits the test program on failure
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = static_cast<JDIMENSION>(width);
  info.image_height = static_cast<JDIMENSION>(height);
  info.in_color_space = kind.in;
  info.input_components = kind.in == JCS_GRAYSCALE ? 1 : kind.in == JCS_CMYK ? 4 : 3;
  jpeg_set_defaults(&info);
  jpeg_set_colorspace(&info, kind.stored);
  jpeg_set_quality(&info, kind.quality, TRUE);
  if (kind.progressive) jpeg_simple_progression(&info);
  if (!kind.adobe) info.write_Adobe_marker = FALSE;
  info.density_unit = static_cast<UINT8>(kind.density_unit);
  info.X_density = info.Y_density = static_cast<UINT16>(kind.density);
  jpeg_start_compress(&info, TRUE);
  const std::size_t stride = static_cast<std::size_t>(width) * static_cast<std::size_t>(info.input_components);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPROW>(samples.data() + info.next_scanline * stride);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const auto* begin = reinterpret_cast<const std::byte*>(out);
  Bytes file(begin, begin + size);
  std::free(out);
  return file;
}

// --- EXIF ---
struct ExifWords {
  int orientation = 1;
  bool little = false;
  std::string software = {};
  std::string date = {};
  int dpi = 0;
};

// A TIFF block with one directory holding these fields.
inline Bytes exif_of(const ExifWords& words) {
  Bytes out = bytes_from(words.little ? "II" : "MM");
  const auto number = [&](Bytes& to, std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) to.push_back(static_cast<std::byte>(value >> 8 * (words.little ? i : size - 1 - i)));
  };
  struct Field {
    std::uint32_t tag, type, count;
    Bytes value;
  };
  std::vector<Field> fields;
  const auto text = [&](std::uint32_t tag, const std::string& value) {
    fields.push_back({tag, 2, static_cast<std::uint32_t>(value.size() + 1), bytes_from(value + '\0')});
  };
  Bytes turn;
  number(turn, static_cast<std::uint32_t>(words.orientation), 2);
  fields.push_back({0x0112, 3, 1, turn});
  for (const std::uint32_t tag : {0x011AU, 0x011BU}) {
    Bytes ratio;
    number(ratio, static_cast<std::uint32_t>(words.dpi) * 10, 4);
    number(ratio, 10, 4);
    if (words.dpi > 0) fields.push_back({tag, 5, 1, ratio});
  }
  if (!words.software.empty()) text(0x0131, words.software);
  if (!words.date.empty()) text(0x0132, words.date);

  number(out, 42, 2);
  number(out, 8, 4);
  number(out, static_cast<std::uint32_t>(fields.size()), 2);
  Bytes behind;
  const std::size_t behind_at = 8 + 2 + fields.size() * 12 + 4;
  for (Field& field : fields) {
    number(out, field.tag, 2);
    number(out, field.type, 2);
    number(out, field.count, 4);
    if (field.value.size() > 4) {
      number(out, static_cast<std::uint32_t>(behind_at + behind.size()), 4);
      behind.insert(behind.end(), field.value.begin(), field.value.end());
    } else {
      field.value.resize(4);
      out.insert(out.end(), field.value.begin(), field.value.end());
    }
  }
  number(out, 0, 4);
  out.insert(out.end(), behind.begin(), behind.end());
  return out;
}

// The JPEG with an EXIF segment behind its start mark.
inline Bytes with_exif(const Bytes& jpeg, const ExifWords& words) {
  const Bytes tiff = exif_of(words);
  Bytes out(jpeg.begin(), jpeg.begin() + 2);
  const std::size_t length = 2 + 6 + tiff.size();
  for (const std::size_t value : {std::size_t{0xFF}, std::size_t{0xE1}, length >> 8, length & 255}) {
    out.push_back(static_cast<std::byte>(value));
  }
  put(out, std::string_view("Exif\0\0", 6));
  out.insert(out.end(), tiff.begin(), tiff.end());
  out.insert(out.end(), jpeg.begin() + 2, jpeg.end());
  return out;
}

// --- comparing ---
inline int worst_difference(const Pixels& a, const Pixels& b) {
  if (a.width != b.width || a.height != b.height) return 256;
  int worst = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) worst = std::max(worst, std::abs(a.rgb[i] - b.rgb[i]));
  return worst;
}
inline double mean_difference(const Pixels& a, const Pixels& b) {
  if (a.width != b.width || a.height != b.height || a.empty()) return 256;
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(a.rgb[i] - b.rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

}  // namespace zhaojian::imaging::test

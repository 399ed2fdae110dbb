#include <array>
#include <string_view>

#include "imaging/byte_reader.h"
#include "imaging/decode_error.h"
#include "imaging/file_header.h"
#include "imaging/jpeg_quality.h"

namespace zhaojian::imaging {
namespace {

using namespace std::string_view_literals;
constexpr int most_scans_counted = 1000;

// Walks the markers of ITU-T T.81 annex B from the start to the end-of-image mark; coded data is stepped over.
class MarkerWalk {
 public:
  explicit MarkerWalk(ByteView file) : bytes_(file) {}

  Result<FileHeader> run() {
    for (std::size_t at = 2; next_marker(at);) {
      const std::uint32_t marker = bytes_.u8(at - 1);
      if (marker == 0xD9) {
        header_.complete = true;
        break;
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) continue;  // marks without a segment
      const std::size_t length = bytes_.u16(at);
      if (!bytes_.fits(at, 2) || !bytes_.fits(at, length)) break;
      if (length < 2) return decode_error(DecodeFault::broken, "JPEG: segment length below 2");
      segment(marker, ByteReader(bytes_.part(at + 2, length - 2)));
      at += length;
      if (marker == 0xDA && ++header_.scans >= most_scans_counted) break;
    }
    return finish();
  }

 private:
  // Moves `at` behind the next FF xx that is a marker. Stuffed zeros and restart marks belong to the coded data.
  bool next_marker(std::size_t& at) const {
    for (; at + 1 < bytes_.size(); ++at) {
      if (bytes_.u8(at) != 0xFF) continue;
      const std::uint32_t next = bytes_.u8(at + 1);
      if (next == 0xFF || next == 0x00 || (next >= 0xD0 && next <= 0xD7)) continue;
      at += 2;
      return true;
    }
    return false;
  }

  void segment(std::uint32_t marker, const ByteReader& body) {
    if (marker == 0xE0 && body.has(0, "JFIF\0"sv)) return jfif(body);
    if (marker == 0xE1 && body.has(0, "Exif\0"sv)) exif_ = read_exif(body.part(6, body.size()));
    if (marker == 0xEE && body.has(0, "Adobe"sv)) adobe_transform_ = body.u8(11);
    if (marker == 0xDB) return quant_tables(body);
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame && header_.facts.width == 0) start_of_frame(marker, body);
  }

  void jfif(const ByteReader& body) {
    const double factor = body.u8(7) == 1 ? 1 : body.u8(7) == 2 ? 2.54 : 0;  // 0: only an aspect ratio
    header_.facts.dpi_x = rounded_dpi(body.u16(8) * factor);
    header_.facts.dpi_y = rounded_dpi(body.u16(10) * factor);
  }

  void quant_tables(const ByteReader& body) {
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t wide = body.u8(at) >> 4 != 0 ? 2 : 1;
      const std::size_t id = body.u8(at) & 15;
      if (!body.fits(++at, 64 * wide)) return;
      QuantTable table{};
      for (std::size_t i = 0; i < 64; ++i) {
        table[i] = static_cast<std::uint16_t>(wide == 2 ? body.u16(at + 2 * i) : body.u8(at + i));
      }
      if (id < tables_.size()) tables_[id] = table;
      at += 64 * wide;
    }
  }

  void start_of_frame(std::uint32_t marker, const ByteReader& body) {
    header_.facts.bits_per_channel = body.u8(0);
    header_.facts.height = static_cast<int>(body.u16(1));
    header_.facts.width = static_cast<int>(body.u16(3));
    components_ = body.u8(5);
    header_.facts.progressive = (marker & 3) == 2;
    for (std::size_t i = 0; i < 2; ++i) table_of_component_[i] = body.u8(6 + i * 3 + 2);
  }

  Result<FileHeader> finish() {
    FileFacts& facts = header_.facts;
    if (header_.scans == 0 && !header_.complete) {
      return decode_error(DecodeFault::truncated, "JPEG: ends in its header");
    }
    if (facts.width == 0 || facts.height == 0) return decode_error(DecodeFault::broken, "JPEG: no size");
    if (facts.bits_per_channel != 8) return decode_error(DecodeFault::broken, "JPEG: not 8 bits a channel");
    if (components_ != 1 && components_ != 3 && components_ != 4) {
      return decode_error(DecodeFault::broken, "JPEG: " + std::to_string(components_) + " components");
    }
    facts.colour = components_ == 1   ? ColourMode::grey
                   : components_ == 3 ? ColourMode::rgb
                   : adobe_transform_ == 2 ? ColourMode::ycck
                                           : ColourMode::cmyk;
    const auto& luminance = table(0);
    if (luminance) facts.jpeg_quality = estimated_quality(*luminance, components_ == 3 ? table(1) : std::nullopt);
    take_exif(facts, exif_);
    return header_;
  }

  [[nodiscard]] std::optional<QuantTable> table(std::size_t component) const {
    const std::size_t id = table_of_component_[component];
    return id < tables_.size() ? tables_[id] : std::nullopt;
  }

  ByteReader bytes_;
  FileHeader header_;
  Exif exif_;
  int components_ = 0;
  int adobe_transform_ = -1;
  std::array<std::optional<QuantTable>, 4> tables_{};
  std::array<std::size_t, 2> table_of_component_{};
};

}  // namespace

Result<FileHeader> read_jpeg_header(ByteView file) { return MarkerWalk(file).run(); }

}  // namespace zhaojian::imaging

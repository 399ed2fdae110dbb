#include "imaging/sniff.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "imaging/byte_reader.h"
#include "imaging/decode_error.h"

namespace zhaojian::imaging {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  DecodeFault fault;
  std::string_view what;
};

constexpr std::array magics{
    Magic{0, "GIF8"sv, DecodeFault::format_gif, "GIF"},
    Magic{0, "%PDF"sv, DecodeFault::format_pdf, "PDF"},
    Magic{0, "PK\x03\x04"sv, DecodeFault::format_archive, "ZIP or Office file"},
    Magic{0, "PK\x05\x06"sv, DecodeFault::format_archive, "ZIP"},
    Magic{0, "Rar!"sv, DecodeFault::format_archive, "RAR"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, DecodeFault::format_archive, "7z"},
    Magic{0, "\x1F\x8B"sv, DecodeFault::format_archive, "gzip"},
    Magic{0, "BM"sv, DecodeFault::format_bmp, "BMP"},
    Magic{0, "II*\0"sv, DecodeFault::format_tiff, "TIFF"},
    Magic{0, "MM\0*"sv, DecodeFault::format_tiff, "TIFF"},
    Magic{4, "ftypheic"sv, DecodeFault::format_heic, "HEIC"},
    Magic{4, "ftypheix"sv, DecodeFault::format_heic, "HEIC"},
    Magic{4, "ftyphevc"sv, DecodeFault::format_heic, "HEIC"},
    Magic{4, "ftypmif1"sv, DecodeFault::format_heic, "HEIF"},
    Magic{4, "ftypmsf1"sv, DecodeFault::format_heic, "HEIF"},
    Magic{4, "ftypavif"sv, DecodeFault::format_heic, "AVIF"},
    Magic{4, "ftyp"sv, DecodeFault::format_video, "MP4 or MOV"},
    Magic{0, "\x1A\x45\xDF\xA3"sv, DecodeFault::format_video, "Matroska"},
};

bool looks_like_text(ByteView file) {
  std::string_view head = text_of(file).substr(0, 256);
  const bool control = std::ranges::any_of(head, [](char c) {
    const auto value = static_cast<unsigned char>(c);
    return value == 0x7F || (value < 0x20 && c != '\t' && c != '\n' && c != '\r');
  });
  // The cut may go through a character of up to four bytes.
  for (int i = 0; i < 3 && head.size() > 4 && !valid_utf8(head); ++i) head.remove_suffix(1);
  return !control && valid_utf8(head);
}

}  // namespace

Result<FileFormat> sniff(ByteView file) {
  if (file.empty()) return decode_error(DecodeFault::empty, "the file is empty");
  const ByteReader bytes(file);
  if (bytes.has(0, "\xFF\xD8\xFF"sv)) return FileFormat::jpeg;
  if (bytes.has(0, "\x89PNG\r\n\x1A\n"sv)) return FileFormat::png;
  if (bytes.has(0, "RIFF"sv) && bytes.has(8, "WEBP"sv)) return FileFormat::webp;
  for (const Magic& magic : magics) {
    if (bytes.has(magic.at, magic.bytes)) {
      return decode_error(magic.fault, "not a picture we open: " + std::string(magic.what));
    }
  }
  if (looks_like_text(file)) return decode_error(DecodeFault::format_text, "not a picture: text");
  return decode_error(DecodeFault::format, "not a picture we know");
}

}  // namespace zhaojian::imaging

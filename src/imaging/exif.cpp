#include "imaging/exif.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "imaging/byte_reader.h"

namespace zhaojian::imaging {
namespace {

constexpr std::uint32_t tag_orientation = 0x0112, tag_x_resolution = 0x011A, tag_y_resolution = 0x011B,
                        tag_resolution_unit = 0x0128, tag_software = 0x0131, tag_date = 0x0132, tag_exif_ifd = 0x8769,
                        tag_date_original = 0x9003;
constexpr std::uint32_t type_ascii = 2, type_short = 3, type_rational = 5;
constexpr std::size_t most_entries = 256, most_text = 192, entry_size = 12;

// One image file directory: 12-byte entries of tag, type, count, value or its offset.
class Directory {
 public:
  Directory(const ByteReader& bytes, std::size_t at)
      : bytes_(bytes), first_(at + 2), count_(std::min<std::size_t>(bytes.u16(at), most_entries)) {}

  [[nodiscard]] std::optional<std::uint32_t> number(std::uint32_t tag) const {
    const std::size_t at = find(tag);
    if (at == 0) return std::nullopt;
    return bytes_.u16(at + 2) == type_short ? bytes_.u16(at + 8) : bytes_.u32(at + 8);
  }
  [[nodiscard]] double ratio(std::uint32_t tag) const {
    const std::size_t at = find(tag);
    if (at == 0 || bytes_.u16(at + 2) != type_rational) return 0;
    const std::size_t value = bytes_.u32(at + 8);
    const double below = bytes_.u32(value + 4);
    return below > 0 ? bytes_.u32(value) / below : 0;
  }
  [[nodiscard]] std::string text(std::uint32_t tag) const {
    const std::size_t at = find(tag);
    if (at == 0 || bytes_.u16(at + 2) != type_ascii) return {};
    const std::size_t length = bytes_.u32(at + 4);
    const std::size_t value = length <= 4 ? at + 8 : bytes_.u32(at + 8);
    const std::string_view raw = text_of(bytes_.part(value, std::min(length, most_text)));
    return std::string(raw.substr(0, raw.find('\0')));
  }

 private:
  [[nodiscard]] std::size_t find(std::uint32_t tag) const {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::size_t at = first_ + i * entry_size;
      if (!bytes_.fits(at, entry_size)) return 0;
      if (bytes_.u16(at) == tag) return at;
    }
    return 0;
  }

  const ByteReader& bytes_;
  std::size_t first_;
  std::size_t count_;
};

bool is_date(std::string_view text) {
  constexpr std::string_view form = "0000:00:00 00:00:00";
  return text.size() == form.size() && std::ranges::equal(text, form, [](char c, char f) {
           return f == '0' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == f;
         });
}

double dots_per_inch(double value, std::uint32_t unit) {
  const double dpi = unit == 3 ? value * 2.54 : value;
  return dpi >= 1 && dpi <= 100'000 ? dpi : 0;
}

}  // namespace

Exif read_exif(ByteView tiff) {
  Exif exif;
  const bool little = ByteReader(tiff).has(0, "II");
  if (!little && !ByteReader(tiff).has(0, "MM")) return exif;
  const ByteReader bytes(tiff, little ? ByteReader::Order::little : ByteReader::Order::big);
  if (bytes.u16(2) != 42) return exif;
  const Directory main(bytes, bytes.u32(4));
  if (const auto value = main.number(tag_orientation); value && *value >= 1 && *value <= 8) {
    exif.orientation = static_cast<int>(*value);
  }
  const std::uint32_t unit = main.number(tag_resolution_unit).value_or(2);
  exif.dpi_x = dots_per_inch(main.ratio(tag_x_resolution), unit);
  exif.dpi_y = dots_per_inch(main.ratio(tag_y_resolution), unit);
  exif.software = main.text(tag_software);
  exif.date = main.text(tag_date);
  if (const auto at = main.number(tag_exif_ifd)) {
    const std::string original = Directory(bytes, *at).text(tag_date_original);
    if (is_date(original)) exif.date = original;
  }
  if (!is_date(exif.date)) exif.date.clear();
  return exif;
}

}  // namespace zhaojian::imaging

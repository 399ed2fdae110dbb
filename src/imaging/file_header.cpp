#include "imaging/file_header.h"

#include <cmath>

#include "imaging/sniff.h"

namespace zhaojian::imaging {

Result<FileHeader> read_header(ByteView file) {
  const FileFormat format = TRY(sniff(file));
  auto header = TRY(format == FileFormat::jpeg  ? read_jpeg_header(file)
                    : format == FileFormat::png ? read_png_header(file)
                                                : read_webp_header(file));
  header.facts.format = format;
  header.facts.bytes = static_cast<std::int64_t>(file.size());
  return header;
}

void take_exif(FileFacts& facts, const Exif& exif) {
  facts.exif_orientation = exif.orientation;
  if (facts.dpi_x == 0 && facts.dpi_y == 0) {
    facts.dpi_x = rounded_dpi(exif.dpi_x);
    facts.dpi_y = rounded_dpi(exif.dpi_y);
  }
  if (!exif.date.empty()) facts.exif_date = exif.date;
  if (!exif.software.empty()) facts.software = exif.software;
}

double rounded_dpi(double dpi) { return std::round(dpi * 100) / 100; }

}  // namespace zhaojian::imaging

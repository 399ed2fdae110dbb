#include "imaging/decode_error.h"

#include <algorithm>
#include <array>

namespace zhaojian::imaging {
namespace {

struct Row {
  DecodeFault fault;
  Errc code;
  std::string_view text;
};

constexpr std::array rows{
    Row{DecodeFault::empty, Errc::invalid, "error.decode.empty"},
    Row{DecodeFault::format, Errc::invalid, "error.decode.format"},
    Row{DecodeFault::format_gif, Errc::invalid, "error.decode.format.gif"},
    Row{DecodeFault::format_heic, Errc::invalid, "error.decode.format.heic"},
    Row{DecodeFault::format_pdf, Errc::invalid, "error.decode.format.pdf"},
    Row{DecodeFault::format_archive, Errc::invalid, "error.decode.format.archive"},
    Row{DecodeFault::format_bmp, Errc::invalid, "error.decode.format.bmp"},
    Row{DecodeFault::format_tiff, Errc::invalid, "error.decode.format.tiff"},
    Row{DecodeFault::format_video, Errc::invalid, "error.decode.format.video"},
    Row{DecodeFault::format_text, Errc::invalid, "error.decode.format.text"},
    Row{DecodeFault::too_large, Errc::invalid, "error.decode.too_large"},
    Row{DecodeFault::too_many_pixels, Errc::invalid, "error.decode.too_many_pixels"},
    Row{DecodeFault::broken, Errc::corrupt, "error.decode.broken"},
    Row{DecodeFault::truncated, Errc::corrupt, "error.decode.truncated"},
    Row{DecodeFault::bomb, Errc::invalid, "error.decode.bomb"},
    Row{DecodeFault::worker_died, Errc::unavailable, "error.decode.worker_died"},
    Row{DecodeFault::timeout, Errc::timeout, "error.decode.timeout"},
};

}  // namespace

Error decode_error(DecodeFault fault, std::string message) {
  const auto* row = std::ranges::find(rows, fault, &Row::fault);
  if (row == rows.end()) return {Errc::internal, "unknown decode fault: " + message};
  return {row->code, std::move(message), row->text};
}

std::optional<DecodeFault> fault_of(const Error& error) {
  const auto* row = std::ranges::find(rows, error.text, &Row::text);
  if (row == rows.end()) return std::nullopt;
  return row->fault;
}

}  // namespace zhaojian::imaging

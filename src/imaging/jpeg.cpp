#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jpeglib.h>
// after jpeglib.h, which it needs
#include <jerror.h>

#include "imaging/decode_error.h"
#include "imaging/decode_plan.h"

namespace zhaojian::imaging {
namespace {

// One decompression. libjpeg leaves by longjmp; only run() has a frame that is jumped into, and it owns nothing.
struct JpegSession {
  jpeg_error_mgr errors{};  // first: libjpeg knows us by it
  jpeg_decompress_struct info{};
  std::jmp_buf jump{};
  DecodeFault fault = DecodeFault::broken;
  char message[JMSG_LENGTH_MAX] = {};

  JpegSession() = default;
  JpegSession(const JpegSession&) = delete;
  JpegSession& operator=(const JpegSession&) = delete;
  ~JpegSession() { jpeg_destroy_decompress(&info); }
};

JpegSession& session_of(j_common_ptr info) { return *static_cast<JpegSession*>(info->client_data); }

[[noreturn]] void leave(j_common_ptr info) {
  JpegSession& session = session_of(info);
  info->err->format_message(info, session.message);
  std::longjmp(session.jump, 1);
}

// Warnings are libjpeg's way to give back half a picture; those which mean lost pixels end the decoding here.
// The others (bytes between segments, odd version numbers) are common and harmless.
void on_message(j_common_ptr info, int level) {
  if (level >= 0) return;
  switch (info->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER: session_of(info).fault = DecodeFault::truncated; leave(info);
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC: leave(info);
    default: break;
  }
}

void no_output(j_common_ptr) {}

// C, M, Y, K as ink absent (Adobe's habit) or as ink present (no Adobe marker) to R, G, B.
void convert_cmyk(const std::uint8_t* cmyk, std::size_t pixels, bool inverted, std::uint8_t* rgb) {
  const unsigned flip = inverted ? 0 : 255;
  for (std::size_t i = 0; i < pixels; ++i) {
    const unsigned light = cmyk[i * 4 + 3] ^ flip;
    for (std::size_t c = 0; c < 3; ++c) {
      rgb[i * 3 + c] = static_cast<std::uint8_t>(((cmyk[i * 4 + c] ^ flip) * light + 127) / 255);
    }
  }
}

// What run() writes to; made outside it, since a longjmp must not skip a destructor.
struct Target {
  std::uint8_t* rgb;
  std::uint8_t* cmyk_row;  // null unless four components
  std::size_t width, height;
};

bool run(JpegSession& session, ByteView file, int eighths, const Target& target) {
  jpeg_decompress_struct& info = session.info;
  if (setjmp(session.jump) != 0) return false;
  jpeg_create_decompress(&info);
  info.client_data = &session;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(file.data()), file.size());
  jpeg_read_header(&info, TRUE);
  info.scale_num = static_cast<unsigned>(eighths);
  info.scale_denom = 8;
  info.out_color_space = target.cmyk_row != nullptr ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&info);
  if (info.output_width != target.width || info.output_height != target.height) {
    std::snprintf(session.message, sizeof session.message, "two headers of different size");
    return false;
  }
  while (info.output_scanline < info.output_height) {
    std::uint8_t* const rgb = target.rgb + info.output_scanline * target.width * 3;
    JSAMPROW row = target.cmyk_row != nullptr ? target.cmyk_row : rgb;
    if (jpeg_read_scanlines(&info, &row, 1) != 1) return false;
    if (target.cmyk_row != nullptr) convert_cmyk(row, target.width, info.saw_Adobe_marker != FALSE, rgb);
  }
  jpeg_finish_decompress(&info);  // up to the end mark: its absence is a warning, too
  return true;
}

}  // namespace

Done read_jpeg(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb) {
  const ColourMode colour = plan.header.facts.colour;
  const auto width = static_cast<std::size_t>(plan.raw_width);
  std::vector<std::uint8_t> cmyk_row;
  if (colour == ColourMode::cmyk || colour == ColourMode::ycck) cmyk_row.resize(width * 4);

  JpegSession session;
  session.info.err = jpeg_std_error(&session.errors);
  session.info.client_data = &session;
  session.errors.error_exit = [](j_common_ptr info) { leave(info); };
  session.errors.emit_message = on_message;
  session.errors.output_message = no_output;
  const Target target{rgb.data(), cmyk_row.empty() ? nullptr : cmyk_row.data(), width,
                      static_cast<std::size_t>(plan.raw_height)};
  if (run(session, file, plan.eighths, target)) return {};
  return decode_error(session.fault, std::string("JPEG: ") + session.message);
}

}  // namespace zhaojian::imaging

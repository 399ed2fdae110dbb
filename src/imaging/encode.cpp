#include "imaging/encode.h"

#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <jpeglib.h>
#include <png.h>

namespace zhaojian::imaging {
namespace {

bool usable(const Pixels& pixels) {
  return pixels.width > 0 && pixels.height > 0 && pixels.width <= JPEG_MAX_DIMENSION &&
         pixels.height <= JPEG_MAX_DIMENSION &&
         pixels.rgb.size() == static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 3;
}

const std::uint8_t* row_of(const Pixels& pixels, std::size_t y) {
  return pixels.rgb.data() + y * static_cast<std::size_t>(pixels.width) * 3;
}

// One compression. libjpeg leaves by longjmp into run(), which owns nothing.
struct JpegSession {
  jpeg_error_mgr errors{};
  jpeg_compress_struct info{};
  std::jmp_buf jump{};
  unsigned char* out = nullptr;
  unsigned long size = 0;
  char message[JMSG_LENGTH_MAX] = {};

  JpegSession() = default;
  JpegSession(const JpegSession&) = delete;
  JpegSession& operator=(const JpegSession&) = delete;
  ~JpegSession() {
    jpeg_destroy_compress(&info);
    std::free(out);  // jpeg_mem_dest allocates with malloc
  }
};

[[noreturn]] void leave(j_common_ptr info) {
  auto& session = *static_cast<JpegSession*>(info->client_data);
  info->err->format_message(info, session.message);
  std::longjmp(session.jump, 1);
}

bool run(JpegSession& session, const Pixels& pixels, const JpegSettings& settings) {
  jpeg_compress_struct& info = session.info;
  if (setjmp(session.jump) != 0) return false;
  jpeg_create_compress(&info);
  info.client_data = &session;
  jpeg_mem_dest(&info, &session.out, &session.size);
  info.image_width = static_cast<JDIMENSION>(pixels.width);
  info.image_height = static_cast<JDIMENSION>(pixels.height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, settings.quality, TRUE);
  info.optimize_coding = TRUE;
  info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = settings.chroma == Chroma::half ? 2 : 1;
  info.density_unit = settings.dpi > 0 ? 1 : 0;
  info.X_density = info.Y_density = static_cast<UINT16>(settings.dpi > 0 ? settings.dpi : 1);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPROW>(row_of(pixels, info.next_scanline));  // libjpeg only reads it
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  return true;
}

struct PngSession {
  png_structp png = nullptr;
  png_infop info = nullptr;
  Bytes out;
  std::array<char, 128> message{};

  PngSession() = default;
  PngSession(const PngSession&) = delete;
  PngSession& operator=(const PngSession&) = delete;
  ~PngSession() { png_destroy_write_struct(&png, &info); }
};

void png_failed(png_structp png, png_const_charp message) {
  auto& session = *static_cast<PngSession*>(png_get_error_ptr(png));
  std::strncpy(session.message.data(), message, session.message.size() - 1);
  png_longjmp(png, 1);
}

void keep(png_structp png, png_bytep data, std::size_t count) {
  auto& session = *static_cast<PngSession*>(png_get_io_ptr(png));
  const auto* begin = reinterpret_cast<const std::byte*>(data);
  session.out.insert(session.out.end(), begin, begin + count);
}

bool run(PngSession& session, const Pixels& pixels, int dpi) {
  png_structp const png = session.png;
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_write_fn(png, &session, keep, [](png_structp) {});
  png_set_IHDR(png, session.info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const auto per_metre = static_cast<png_uint_32>(std::lround(dpi / 0.0254));
  if (dpi > 0) png_set_pHYs(png, session.info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info(png, session.info);
  for (std::size_t y = 0; y < static_cast<std::size_t>(pixels.height); ++y) png_write_row(png, row_of(pixels, y));
  png_write_end(png, session.info);
  return true;
}

// The highest quality in [least, 100] that stays within `max_bytes`; an empty file when none does. The size grows with
// the quality, give or take a few bytes.
Result<SizedJpeg> largest_within(const Pixels& pixels, std::size_t max_bytes, int dpi, int least, Chroma chroma) {
  SizedJpeg best;
  for (int low = least, high = 100; low <= high;) {
    const int quality = (low + high) / 2;
    Bytes file = TRY(encode_jpeg(pixels, {quality, dpi, chroma}));
    if (file.size() <= max_bytes) {
      best = {std::move(file), quality, chroma};
      low = quality + 1;
    } else {
      high = quality - 1;
    }
  }
  return best;
}

}  // namespace

Result<Bytes> encode_jpeg(const Pixels& pixels, const JpegSettings& settings) {
  if (!usable(pixels)) return Error{Errc::invalid, "encode_jpeg: no picture, or one too large for JPEG"};
  if (settings.quality < 1 || settings.quality > 100 || settings.dpi < 0 || settings.dpi > 65'535) {
    return Error{Errc::invalid, "encode_jpeg: quality or dpi out of range"};
  }
  JpegSession session;
  session.info.err = jpeg_std_error(&session.errors);
  session.info.client_data = &session;
  session.errors.error_exit = leave;
  session.errors.output_message = [](j_common_ptr) {};
  if (!run(session, pixels, settings)) return Error{Errc::internal, std::string("encode_jpeg: ") + session.message};
  const auto* begin = reinterpret_cast<const std::byte*>(session.out);
  return Bytes(begin, begin + session.size);
}

Result<Bytes> encode_png(const Pixels& pixels, int dpi) {
  if (!usable(pixels)) return Error{Errc::invalid, "encode_png: no picture, or one too large"};
  PngSession session;
  const auto ignore = [](png_structp, png_const_charp) {};
  session.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &session, png_failed, ignore);
  if (session.png != nullptr) session.info = png_create_info_struct(session.png);
  if (session.info == nullptr) return Error{Errc::internal, "encode_png: libpng does not start"};
  if (!run(session, pixels, dpi)) return Error{Errc::internal, std::string("encode_png: ") + session.message.data()};
  return std::move(session.out);
}

Result<SizedJpeg> encode_jpeg_to_size(const Pixels& pixels, std::size_t min_bytes, std::size_t max_bytes, int dpi,
                                      int least_quality) {
  SizedJpeg best = TRY(largest_within(pixels, max_bytes, dpi, least_quality, Chroma::half));
  if (best.file.empty()) {
    return Error{Errc::invalid, "quality " + std::to_string(least_quality) + " needs more than " +
                                    std::to_string(max_bytes) + " bytes", "error.encode.too_large"};
  }
  if (best.file.size() >= min_bytes) return best;
  SizedJpeg fuller = TRY(largest_within(pixels, max_bytes, dpi, least_quality, Chroma::full));
  return fuller.file.size() > best.file.size() ? std::move(fuller) : std::move(best);
}

}  // namespace zhaojian::imaging

#include <array>
#include <csetjmp>
#include <cstring>
#include <vector>

#include <png.h>

#include "imaging/decode_error.h"
#include "imaging/decode_plan.h"
#include "imaging/on_white.h"

namespace zhaojian::imaging {
namespace {

// One decompression. libpng leaves by longjmp into run(), which owns nothing.
struct PngSession {
  png_structp png = nullptr;
  png_infop info = nullptr;
  ByteView file;
  std::size_t at = 0;
  DecodeFault fault = DecodeFault::broken;
  std::array<char, 128> message{};

  explicit PngSession(ByteView bytes) : file(bytes) {}
  PngSession(const PngSession&) = delete;
  PngSession& operator=(const PngSession&) = delete;
  ~PngSession() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void on_error(png_structp png, png_const_charp message) {
  auto& session = *static_cast<PngSession*>(png_get_error_ptr(png));
  std::strncpy(session.message.data(), message, session.message.size() - 1);
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep out, std::size_t count) {
  auto& session = *static_cast<PngSession*>(png_get_io_ptr(png));
  if (count > session.file.size() - session.at) {
    session.fault = DecodeFault::truncated;
    png_error(png, "the end is missing");
  }
  std::memcpy(out, session.file.data() + session.at, count);
  session.at += count;
}

// What run() writes to; made outside it, since a longjmp must not skip a destructor.
struct Target {
  std::uint8_t* rgb;
  std::uint8_t* row;   // RGBA of one row, when there is alpha
  png_bytepp rows;     // all rows, when interlaced
  std::size_t width, height, channels;
};

void set_limits(png_structp png, const Target& target) {
  // Text, profiles and the like may be compressed: bombs of their own, and nothing we show.
  static constexpr char unread[] = "iCCP\0zTXt\0iTXt\0tEXt\0eXIf\0sPLT\0sCAL\0pCAL\0hIST\0tIME\0bKGD";
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, reinterpret_cast<png_const_bytep>(unread), 11);
  png_set_user_limits(png, static_cast<png_uint_32>(target.width), static_cast<png_uint_32>(target.height));
  png_set_chunk_malloc_max(png, 1 << 20);
  png_set_chunk_cache_max(png, 64);
}

// Everything to 8-bit RGB or RGBA.
void set_transforms(png_structp png, bool alpha) {
  png_set_scale_16(png);
  png_set_expand(png);  // palette to RGB, 1, 2 and 4 bits to 8, tRNS to alpha
  png_set_gray_to_rgb(png);
  if (!alpha) png_set_strip_alpha(png);
}

bool run(PngSession& session, const Target& target) {
  png_structp const png = session.png;
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_read_fn(png, &session, read_bytes);
  set_limits(png, target);
  png_read_info(png, session.info);
  set_transforms(png, target.channels == 4);
  png_set_interlace_handling(png);
  png_read_update_info(png, session.info);
  if (png_get_image_width(png, session.info) != target.width ||
      png_get_image_height(png, session.info) != target.height ||
      png_get_rowbytes(png, session.info) != target.width * target.channels) {
    png_error(png, "header and chunks disagree");
  }
  if (target.rows != nullptr) {
    png_read_image(png, target.rows);
  } else {
    for (std::size_t y = 0; y < target.height; ++y) {
      std::uint8_t* const rgb = target.rgb + y * target.width * 3;
      png_read_row(png, target.row != nullptr ? target.row : rgb, nullptr);
      if (target.row != nullptr) lay_on_white(target.row, target.width, rgb);
    }
  }
  png_read_end(png, nullptr);
  return true;
}

}  // namespace

Done read_png(ByteView file, const DecodePlan& plan, std::span<std::uint8_t> rgb) {
  const bool alpha = plan.header.alpha, interlaced = plan.header.interlaced;
  const auto width = static_cast<std::size_t>(plan.raw_width), height = static_cast<std::size_t>(plan.raw_height);
  std::vector<std::uint8_t> rgba(!alpha ? 0 : width * 4 * (interlaced ? height : 1));
  std::vector<png_bytep> rows(interlaced ? height : 0);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    rows[y] = alpha ? rgba.data() + y * width * 4 : rgb.data() + y * width * 3;
  }
  const Target target{rgb.data(), alpha ? rgba.data() : nullptr, interlaced ? rows.data() : nullptr,
                      width,      height,                        std::size_t{alpha ? 4U : 3U}};

  PngSession session(file);
  session.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &session, on_error, on_warning);
  if (session.png != nullptr) session.info = png_create_info_struct(session.png);
  if (session.info == nullptr) return Error{Errc::internal, "libpng does not start"};
  if (!run(session, target)) return decode_error(session.fault, std::string("PNG: ") + session.message.data());
  if (alpha && interlaced) lay_on_white(rgba.data(), width * height, rgb.data());
  return {};
}

}  // namespace zhaojian::imaging

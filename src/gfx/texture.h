#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"

namespace zhaojian::gfx {

enum class PixelFormat { r8, rgb8, rgba8 };  // sRGB bytes as they stand in a file; r8 is for masks
enum class Mipmaps { none, full };           // full: for pictures that are shown smaller than they are

[[nodiscard]] constexpr std::size_t bytes_per_pixel(PixelFormat format) {
  return format == PixelFormat::r8 ? 1 : format == PixelFormat::rgb8 ? 3 : 4;
}

// A picture in GL memory, filtered linearly, edges clamped. Values are not converted: a byte put in is the byte drawn.
// UI thread only, from creation to destruction, with the context current.
class Texture {
 public:
  Texture() = default;  // none: name() is 0
  // Memory without contents. invalid for a size of 0, "error.gfx.too_large" beyond GL_MAX_TEXTURE_SIZE, unavailable
  // when the driver has no memory.
  [[nodiscard]] static Result<Texture> create(int width, int height, PixelFormat format, Mipmaps mipmaps);
  // create() and upload at once; for small pictures and masks. `pixels` holds exactly the picture, rows without
  // padding.
  [[nodiscard]] static Result<Texture> from_pixels(int width, int height, PixelFormat format, Mipmaps mipmaps,
                                                   std::span<const std::uint8_t> pixels);
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;
  Texture(const Texture&) = delete;
  Texture& operator=(const Texture&) = delete;
  ~Texture();

  // Rows from the top; `pixels` holds exactly those rows, without padding.
  void upload_rows(int first_row, int rows, std::span<const std::uint8_t> pixels);
  // After the last row of a texture with mipmaps; nothing for one without.
  void finish();

  [[nodiscard]] unsigned name() const { return name_; }  // what glBindTexture and ImTextureID take
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] Mipmaps mipmaps() const { return mipmaps_; }
  [[nodiscard]] explicit operator bool() const { return name_ != 0; }

 private:
  unsigned name_ = 0;
  int width_ = 0;
  int height_ = 0;
  PixelFormat format_ = PixelFormat::rgba8;
  Mipmaps mipmaps_ = Mipmaps::none;
};

// The longest side the driver takes, in pixels. A context must be current.
[[nodiscard]] int largest_texture_side();

}  // namespace zhaojian::gfx

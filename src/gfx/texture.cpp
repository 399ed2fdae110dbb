#include "gfx/texture.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <string>
#include <utility>

namespace zhaojian::gfx {
namespace {

struct GlFormat {
  GLint internal;
  GLenum data;
};

// Photos keep the plain formats, not the GL_SRGB8 ones: the interface draws bytes to a window without conversion.
GlFormat gl_format(PixelFormat format) {
  switch (format) {
    case PixelFormat::r8: return {GL_R8, GL_RED};
    case PixelFormat::rgb8: return {GL_RGB8, GL_RGB};
    case PixelFormat::rgba8: break;
  }
  return {GL_RGBA8, GL_RGBA};
}

int mip_levels(int width, int height) { return std::bit_width(static_cast<unsigned>(std::max(width, height))); }

void set_filters(int levels) {
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, levels > 1 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, levels - 1);
}

}  // namespace

int largest_texture_side() {
  GLint side = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side);
  return side;
}

Result<Texture> Texture::create(int width, int height, PixelFormat format, Mipmaps mipmaps) {
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  if (width <= 0 || height <= 0) return Error{Errc::invalid, "texture of " + size + " pixels", "error.gfx.bad_pixels"};
  if (std::max(width, height) > largest_texture_side()) {
    return Error{Errc::invalid, "texture of " + size + " pixels is larger than the driver takes",
                 "error.gfx.too_large"};
  }
  Texture made;
  made.width_ = width;
  made.height_ = height;
  made.format_ = format;
  made.mipmaps_ = mipmaps;
  glGenTextures(1, &made.name_);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, made.name_);
  set_filters(mipmaps == Mipmaps::full ? mip_levels(width, height) : 1);
  const GlFormat gl = gl_format(format);
  glTexImage2D(GL_TEXTURE_2D, 0, gl.internal, width, height, 0, gl.data, GL_UNSIGNED_BYTE, nullptr);
  const bool full = glGetError() == GL_OUT_OF_MEMORY;
  glBindTexture(GL_TEXTURE_2D, 0);
  if (full) return Error{Errc::unavailable, "no memory for a texture of " + size, "error.gfx.no_memory"};
  return made;
}

Result<Texture> Texture::from_pixels(int width, int height, PixelFormat format, Mipmaps mipmaps,
                                     std::span<const std::uint8_t> pixels) {
  Texture made = TRY(create(width, height, format, mipmaps));
  if (pixels.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * bytes_per_pixel(format)) {
    return Error{Errc::invalid, std::to_string(pixels.size()) + " bytes do not make the picture",
                 "error.gfx.bad_pixels"};
  }
  made.upload_rows(0, height, pixels);
  made.finish();
  return made;
}

Texture::Texture(Texture&& other) noexcept
    : name_(std::exchange(other.name_, 0)),
      width_(other.width_),
      height_(other.height_),
      format_(other.format_),
      mipmaps_(other.mipmaps_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
  std::swap(name_, other.name_);
  width_ = other.width_;
  height_ = other.height_;
  format_ = other.format_;
  mipmaps_ = other.mipmaps_;
  return *this;
}

Texture::~Texture() {
  if (name_ != 0) glDeleteTextures(1, &name_);
}

void Texture::upload_rows(int first_row, int rows, std::span<const std::uint8_t> pixels) {
  assert(name_ != 0 && first_row >= 0 && rows > 0 && first_row + rows <= height_);
  assert(pixels.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(width_) * bytes_per_pixel(format_));
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, name_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);  // rows of RGB are not multiples of four bytes
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first_row, width_, rows, gl_format(format_).data, GL_UNSIGNED_BYTE,
                  pixels.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void Texture::finish() {
  if (mipmaps_ == Mipmaps::none) return;
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, name_);
  glGenerateMipmap(GL_TEXTURE_2D);
  glBindTexture(GL_TEXTURE_2D, 0);
}

}  // namespace zhaojian::gfx

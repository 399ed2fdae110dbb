#include "gfx/framebuffer.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <string>
#include <utility>

namespace zhaojian::gfx {

Result<Framebuffer> Framebuffer::create(int width, int height) {
  Framebuffer made;
  made.colour_ = TRY(Texture::create(width, height, PixelFormat::rgba8, Mipmaps::none));
  GLint draw_before = 0, read_before = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_before);
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_before);
  glGenFramebuffers(1, &made.name_);
  glBindFramebuffer(GL_FRAMEBUFFER, made.name_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, made.colour_.name(), 0);
  const GLenum state = glCheckFramebufferStatus(GL_FRAMEBUFFER);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_before));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_before));
  if (state != GL_FRAMEBUFFER_COMPLETE) {
    return Error{Errc::internal, "framebuffer state " + std::to_string(state), "error.gfx.framebuffer"};
  }
  return made;
}

Framebuffer::Framebuffer(Framebuffer&& other) noexcept
    : name_(std::exchange(other.name_, 0)), colour_(std::move(other.colour_)) {}

Framebuffer& Framebuffer::operator=(Framebuffer&& other) noexcept {
  std::swap(name_, other.name_);
  colour_ = std::move(other.colour_);
  return *this;
}

Framebuffer::~Framebuffer() {
  if (name_ != 0) glDeleteFramebuffers(1, &name_);
}

Done Framebuffer::resize(int width, int height) {
  if (width == this->width() && height == this->height()) return {};
  *this = TRY(create(width, height));
  return {};
}

FramebufferScope::FramebufferScope(const Framebuffer& target) {
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_before_);
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_before_);
  glGetIntegerv(GL_VIEWPORT, viewport_before_.data());
  glBindFramebuffer(GL_FRAMEBUFFER, target.name());
  glViewport(0, 0, target.width(), target.height());
}

FramebufferScope::~FramebufferScope() {
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_before_));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_before_));
  glViewport(viewport_before_[0], viewport_before_[1], viewport_before_[2], viewport_before_[3]);
}

Result<ReadPixels> read_framebuffer(int width, int height, FirstRow first_row) {
  if (width <= 0 || height <= 0) {
    return Error{Errc::invalid, "read " + std::to_string(width) + "x" + std::to_string(height) + " pixels back",
                 "error.gfx.bad_pixels"};
  }
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  ReadPixels read{width, height, std::vector<std::uint8_t>(row * static_cast<std::size_t>(height))};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, read.rgb.data());
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  if (first_row == FirstRow::bottom) {
    auto top = read.rgb.begin();
    auto bottom = read.rgb.end() - static_cast<std::ptrdiff_t>(row);
    for (; top < bottom; top += static_cast<std::ptrdiff_t>(row), bottom -= static_cast<std::ptrdiff_t>(row)) {
      std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
    }
  }
  return read;
}

Result<ReadPixels> read_framebuffer(const Framebuffer& source) {
  const FramebufferScope scope(source);
  return read_framebuffer(source.width(), source.height(), FirstRow::top);
}

}  // namespace zhaojian::gfx

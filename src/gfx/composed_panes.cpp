#include "gfx/composed_panes.h"

#include <epoxy/gl.h>

namespace zhaojian::gfx {
namespace {

bool same(const PhotoLayer& a, const PhotoLayer& b) {
  return a.texture == b.texture && a.picture == b.picture && a.picture_to_pane == b.picture_to_pane;
}

bool same(const CompareView& a, const CompareView& b) {
  if (a.second.has_value() != b.second.has_value() || (a.second && !same(*a.second, *b.second))) return false;
  return same(a.first, b.first) && a.shown == b.shown && a.difference_gain == b.difference_gain && a.tone == b.tone &&
         a.exposure_stops == b.exposure_stops && a.zebra_from == b.zebra_from && a.surround == b.surround &&
         a.loss == b.loss;
}

}  // namespace

const Texture* ComposedPanes::draw(std::size_t pane, int width, int height, const std::string& pictures,
                                   const CompareView& view) {
  if (pane >= slots_.size() || width <= 0 || height <= 0 || problem_) return nullptr;
  if (!pass_) {
    Result<ComparePass> loaded = ComparePass::load(shaders_);
    if (!loaded) {
      problem_ = std::move(loaded).error();
      return nullptr;
    }
    pass_.emplace(std::move(*loaded));
  }
  Slot& slot = slots_[pane];
  const bool fits = slot.target && slot.target->width() == width && slot.target->height() == height;
  if (fits && slot.pictures == pictures && same(slot.view, view)) return &slot.target->colour();
  if (!slot.target) {
    Result<Framebuffer> made = Framebuffer::create(width, height);
    if (!made) return nullptr;
    slot.target.emplace(std::move(*made));
  } else if (!slot.target->resize(width, height)) {
    return nullptr;
  }
  pass_->draw(*slot.target, view);
  slot.pictures = pictures;
  slot.view = view;
  slot.view.masks = {};
  ++drawn_;
  return &slot.target->colour();
}

std::optional<std::array<std::uint8_t, 3>> ComposedPanes::read_texel(const Texture& texture, int x, int y) {
  if (x < 0 || y < 0 || x >= texture.width() || y >= texture.height()) return {};
  GLint before = 0;
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
  unsigned reader = 0;
  glGenFramebuffers(1, &reader);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, reader);
  glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
  std::optional<std::array<std::uint8_t, 3>> texel;
  if (glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE) {
    std::array<std::uint8_t, 4> rgba{};
    glReadPixels(x, y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    texel = {rgba[0], rgba[1], rgba[2]};
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<unsigned>(before));
  glDeleteFramebuffers(1, &reader);
  return texel;
}

}  // namespace zhaojian::gfx

#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "gfx/texture.h"

namespace zhaojian::gfx {

// A picture to draw into, shown afterwards as a texture. Row 0 is the top: drawn with pane_to_clip (shaders/quad.vert)
// it stands upright in ImGui::Image without turning the texture coordinates. UI thread only.
class Framebuffer {
 public:
  [[nodiscard]] static Result<Framebuffer> create(int width, int height);
  Framebuffer(Framebuffer&& other) noexcept;
  Framebuffer& operator=(Framebuffer&& other) noexcept;
  Framebuffer(const Framebuffer&) = delete;
  Framebuffer& operator=(const Framebuffer&) = delete;
  ~Framebuffer();

  // Same contents are not kept. Nothing happens when the size is the same already.
  [[nodiscard]] Done resize(int width, int height);

  [[nodiscard]] unsigned name() const { return name_; }
  [[nodiscard]] const Texture& colour() const { return colour_; }
  [[nodiscard]] int width() const { return colour_.width(); }
  [[nodiscard]] int height() const { return colour_.height(); }

 private:
  Framebuffer() = default;
  unsigned name_ = 0;
  Texture colour_;
};

// Draws go to `target` while this lives; then framebuffer and viewport are what they were.
class FramebufferScope {
 public:
  explicit FramebufferScope(const Framebuffer& target);
  FramebufferScope(const FramebufferScope&) = delete;
  FramebufferScope& operator=(const FramebufferScope&) = delete;
  ~FramebufferScope();

 private:
  int draw_before_ = 0;
  int read_before_ = 0;
  std::array<int, 4> viewport_before_{};
};

// 8-bit sRGB, rows from the top without padding: what imaging::Pixels holds.
struct ReadPixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
};

// top: our Framebuffer; bottom: a window, where GL counts rows from below.
enum class FirstRow { top, bottom };

// What was drawn, for screenshots. Reads the lower left (FirstRow::bottom) or upper left (FirstRow::top) `width` ×
// `height` pixels of the framebuffer bound for reading; waits for GL to finish. invalid for a size that is not
// positive.
[[nodiscard]] Result<ReadPixels> read_framebuffer(int width, int height, FirstRow first_row = FirstRow::bottom);
[[nodiscard]] Result<ReadPixels> read_framebuffer(const Framebuffer& source);

}  // namespace zhaojian::gfx

#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gfx/compare_pass.h"

namespace zhaojian::gfx {

// Panes that a plain textured quad cannot show (difference, matched tone, stripes), each drawn once and kept until
// something about it changes: a shader over a whole pane costs a software OpenGL several milliseconds. UI thread only.
class ComposedPanes {
 public:
  static constexpr std::size_t kMost = 16;  // panes, and as many lenses over them
  // `shaders` as for ComparePass; compiled at the first draw.
  explicit ComposedPanes(std::filesystem::path shaders) : shaders_(std::move(shaders)) {}

  // The texture to show, null when it cannot be made (invalid pane, no memory, a shader that does not compile; said
  // once in `problem()`). Masks are not part of it. `width` and `height` are pane pixels; `pictures` names what the
  // textures hold, because a texture may be freed and its place taken by another.
  [[nodiscard]] const Texture* draw(std::size_t pane, int width, int height, const std::string& pictures,
                                    const CompareView& view);
  // A texel of a texture as sRGB bytes; nothing outside it.
  [[nodiscard]] static std::optional<std::array<std::uint8_t, 3>> read_texel(const Texture& texture, int x, int y);
  [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }
  [[nodiscard]] std::size_t drawn() const { return drawn_; }  // how often a pane was really drawn, for tests

 private:
  struct Slot {
    std::optional<Framebuffer> target;
    std::string pictures;
    CompareView view;
  };
  std::filesystem::path shaders_;
  std::optional<ComparePass> pass_;
  std::array<Slot, kMost> slots_;
  std::optional<Error> problem_;
  std::size_t drawn_ = 0;
};

}  // namespace zhaojian::gfx

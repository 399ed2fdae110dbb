#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "gfx/framebuffer.h"
#include "gfx/shader.h"
#include "gfx/similarity.h"
#include "gfx/texture.h"

namespace zhaojian::gfx {

using Colour = std::array<float, 3>;  // sRGB, 0…1

// A picture laid into the pane. The texture may be a smaller copy of the picture: `picture` is the size that
// `picture_to_pane` (gfx/camera.h) speaks of.
struct PhotoLayer {
  const Texture* texture = nullptr;
  Size picture;
  Similarity picture_to_pane;
};

enum class MaskStyle {
  fill,     // the tint, as opaque as the mask
  hatch,    // stripes of the tint: what is below stays readable, and it does not depend on colour alone
  outline,  // a line where the mask crosses one half
};

// Evidence over the photo: an r8 texture, 0 nothing … 255 here.
struct MaskLayer {
  PhotoLayer mask;
  Colour tint{1, 0, 0};
  float opacity = 0.5F;  // 0…1
  MaskStyle style = MaskStyle::fill;
};

enum class Shown {
  first,
  second,
  difference,
  loss,  // where the second has fine detail (over 5 × 5 pixels of the first) and the first less than half of it
};

// Lightness as a straight line: L* → (L* − from) · factor + to.
struct ToneMatch {
  float from = 50, to = 50, factor = 1;
  bool operator==(const ToneMatch&) const = default;
};

struct CompareView {
  PhotoLayer first = {};
  std::optional<PhotoLayer> second = std::nullopt;  // all but `first` need it; without it the first is shown
  Shown shown = Shown::first;
  float difference_gain = 4;  // |first − second| in sRGB, times this; surround where only one of them is
  float exposure_stops = 0;   // brighter or darker in linear light; a view, never stored
  std::optional<ToneMatch> tone = std::nullopt;  // of the photo alone, before exposure
  std::optional<float> zebra_from = std::nullopt;  // stripes where all channels are at least this, 0…1, before exposure
  Colour surround{0.431F, 0.435F, 0.439F};         // #6e6f70, neutral
  Colour loss{1.0F, 0.62F, 0.1F};                  // of Shown::loss, over the grey photo
  std::span<const MaskLayer> masks = {};
};

// Draws photos into a framebuffer. From 4 pane pixels per texture pixel on, nearest neighbour (the reviewer wants to
// see pixels, not a guess) and at exactly 1:1 (the same bytes, at a third of the cost in software); else linear;
// shrunk, trilinear where the texture has mipmaps. Leaves no GL object bound and puts framebuffer and viewport back;
// blending, scissor and depth test are off afterwards. UI thread only.
class ComparePass {
 public:
  // `shaders` holds quad.vert, compare.frag and overlay.frag.
  [[nodiscard]] static Result<ComparePass> load(const std::filesystem::path& shaders);
  ComparePass(ComparePass&& other) noexcept;
  ComparePass& operator=(ComparePass&&) = delete;
  ComparePass(const ComparePass&) = delete;
  ~ComparePass();

  void draw(const Framebuffer& target, const CompareView& view) const;

 private:
  ComparePass(std::vector<ShaderProgram> compare, ShaderProgram overlay);
  void draw_photo(Size pane, const CompareView& view) const;
  void draw_mask(Size pane, const MaskLayer& layer) const;
  void bind(unsigned unit, const PhotoLayer& layer, unsigned sampler) const;

  std::vector<ShaderProgram> compare_;  // by which of DIFFERENCE, TONE, MATCH, LOSS are set, see load()
  ShaderProgram overlay_;
  unsigned vertices_ = 0;               // an empty vertex array: quad.vert makes its corners itself
  std::array<unsigned, 3> samplers_{};  // nearest, linear, trilinear
};

}  // namespace zhaojian::gfx

#include "gfx/compare_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace zhaojian::gfx {
namespace {

constexpr double kShowPixels = 4;  // pane pixels per texture pixel

// Unused places are empty.
constexpr std::array<std::array<std::string_view, 2>, 7> kPrograms{{
    {"", ""}, {"DIFFERENCE", ""}, {"TONE", ""}, {"DIFFERENCE", "TONE"}, {"MATCH", ""}, {"TONE", "MATCH"}, {"LOSS", ""}}};
constexpr std::size_t kDifference = 1, kTone = 2, kMatch = 4, kToneMatch = 5, kLoss = 6;

std::size_t program_for(bool difference, bool loss, bool tone, bool match) {
  if (loss) return kLoss;
  if (difference) return kDifference + (tone ? kTone : 0);
  if (match) return tone ? kToneMatch : kMatch;
  return tone ? kTone : 0;
}

enum Sampler { kNearest, kLinear, kTrilinear };

// How large a pixel of the texture, not of the picture, is in the pane.
double texel_size(const PhotoLayer& layer) {
  return layer.picture_to_pane.scale() * layer.picture.w / layer.texture->width();
}

// Every pane pixel is exactly one texture pixel.
bool pixel_on_pixel(const PhotoLayer& layer) {
  const Similarity& t = layer.picture_to_pane;
  return t.a == 1 && t.b == 0 && t.tx == std::round(t.tx) && t.ty == std::round(t.ty) &&
         layer.picture ==
             Size{static_cast<double>(layer.texture->width()), static_cast<double>(layer.texture->height())};
}

Sampler sampler_for(const PhotoLayer& layer) {
  if (pixel_on_pixel(layer)) return kNearest;
  // Rounding must not turn exactly 4× into linear.
  if (texel_size(layer) >= kShowPixels * (1 - 1e-9)) return kNearest;
  if (texel_size(layer) < 1 && layer.texture->mipmaps() == Mipmaps::full) return kTrilinear;
  return kLinear;
}

void set_up_sampler(unsigned sampler, GLint shrink, GLint enlarge) {
  const auto set = [sampler](GLenum what, GLint value) { glSamplerParameteri(sampler, what, value); };
  set(GL_TEXTURE_MIN_FILTER, shrink);
  set(GL_TEXTURE_MAG_FILTER, enlarge);
  set(GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  set(GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

Size over(Size size) { return {1 / size.w, 1 / size.h}; }

}  // namespace

Result<ComparePass> ComparePass::load(const std::filesystem::path& shaders) {
  std::vector<ShaderProgram> compare;
  for (const auto& defines : kPrograms) {
    const auto used = std::ranges::find(defines, std::string_view());
    const std::span<const std::string_view> names(defines.begin(), used);
    compare.push_back(TRY(ShaderProgram::load(shaders, "quad.vert", "compare.frag", names)));
  }
  ShaderProgram overlay = TRY(ShaderProgram::load(shaders, "quad.vert", "overlay.frag"));
  return ComparePass(std::move(compare), std::move(overlay));
}

ComparePass::ComparePass(std::vector<ShaderProgram> compare, ShaderProgram overlay)
    : compare_(std::move(compare)), overlay_(std::move(overlay)) {
  glGenVertexArrays(1, &vertices_);
  glGenSamplers(static_cast<GLsizei>(samplers_.size()), samplers_.data());
  set_up_sampler(samplers_[kNearest], GL_NEAREST, GL_NEAREST);
  set_up_sampler(samplers_[kLinear], GL_LINEAR, GL_LINEAR);
  set_up_sampler(samplers_[kTrilinear], GL_LINEAR_MIPMAP_LINEAR, GL_LINEAR);
  // Plain trilinear at 0.75× is more than half the half-size level, visibly soft. Half a level back keeps the edge of
  // hair, and the 2×2 taps of the sharper level still cover a pane pixel, so nothing shimmers.
  glSamplerParameterf(samplers_[kTrilinear], GL_TEXTURE_LOD_BIAS, -0.5F);
}

ComparePass::ComparePass(ComparePass&& other) noexcept
    : compare_(std::move(other.compare_)),
      overlay_(std::move(other.overlay_)),
      vertices_(std::exchange(other.vertices_, 0)),
      samplers_(std::exchange(other.samplers_, {})) {}

ComparePass::~ComparePass() {
  if (vertices_ == 0) return;
  glDeleteVertexArrays(1, &vertices_);
  glDeleteSamplers(static_cast<GLsizei>(samplers_.size()), samplers_.data());
}

void ComparePass::draw(const Framebuffer& target, const CompareView& view) const {
  const FramebufferScope scope(target);
  const Size pane{static_cast<double>(target.width()), static_cast<double>(target.height())};
  for (const GLenum off : {GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_STENCIL_TEST, GL_CULL_FACE}) glDisable(off);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glClearColor(view.surround[0], view.surround[1], view.surround[2], 1);
  glClear(GL_COLOR_BUFFER_BIT);

  glBindVertexArray(vertices_);
  if (view.first.texture) draw_photo(pane, view);
  if (!view.masks.empty()) {
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);  // the pane stays opaque
    for (const MaskLayer& layer : view.masks) {
      if (layer.mask.texture) draw_mask(pane, layer);
    }
    glDisable(GL_BLEND);
  }
  for (const unsigned unit : {1U, 0U}) {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindSampler(unit, 0);
  }
  glUseProgram(0);
  glBindVertexArray(0);
}

void ComparePass::draw_photo(Size pane, const CompareView& view) const {
  const bool two = view.second && view.second->texture;
  const PhotoLayer& drawn = two && view.shown == Shown::second ? *view.second : view.first;
  const bool difference = two && view.shown == Shown::difference, loss = two && view.shown == Shown::loss;
  const PhotoLayer& other = difference || loss ? *view.second : drawn;

  const bool tone = view.exposure_stops != 0 || view.zebra_from;
  const ShaderProgram& program = compare_[program_for(difference, loss, tone, view.tone.has_value())];
  program.use();
  program.set("photo", 0);
  program.set("other", 1);
  program.set("pane_from_uv", drawn.picture, drawn.picture_to_pane, Size{1, 1});
  program.set("other_from_pane", Size{1, 1}, other.picture_to_pane.inverse(), over(other.picture));
  program.set("pane_size", pane);
  program.set("gain", view.difference_gain);
  program.set("exposure", std::exp2(view.exposure_stops));
  program.set("zebra_from", view.zebra_from.value_or(2.0F));
  program.set("surround", view.surround);
  program.set("loss", view.loss);
  const ToneMatch match = view.tone.value_or(ToneMatch{});
  program.set("tone", std::array{match.from, match.factor, match.to, 0.0F});
  program.set("photo_step", over(drawn.picture));
  program.set("other_level", static_cast<float>(std::max(0.0, std::log2(texel_size(drawn) / texel_size(other)))));
  bind(0, drawn, samplers_[loss ? static_cast<int>(kLinear) : static_cast<int>(sampler_for(drawn))]);
  // Detail is compared at equal sizes: of a finer picture the level of that size, which only trilinear reaches.
  const bool levels = loss && other.texture->mipmaps() == Mipmaps::full;
  bind(1, other, samplers_[levels ? static_cast<int>(kTrilinear) : static_cast<int>(sampler_for(other))]);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void ComparePass::draw_mask(Size pane, const MaskLayer& layer) const {
  overlay_.use();
  overlay_.set("mask", 0);
  overlay_.set("pane_from_uv", layer.mask.picture, layer.mask.picture_to_pane, Size{1, 1});
  overlay_.set("other_from_pane", Size{1, 1}, Similarity{}, Size{1, 1});
  overlay_.set("pane_size", pane);
  overlay_.set("tint", std::array{layer.tint[0], layer.tint[1], layer.tint[2], layer.opacity});
  overlay_.set("style", static_cast<int>(layer.style));
  bind(0, layer.mask, samplers_[kLinear]);  // masks are coarse; blocks would claim an accuracy they have not
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void ComparePass::bind(unsigned unit, const PhotoLayer& layer, unsigned sampler) const {
  glActiveTexture(GL_TEXTURE0 + unit);
  glBindTexture(GL_TEXTURE_2D, layer.texture->name());
  glBindSampler(unit, sampler);
}

}  // namespace zhaojian::gfx

#include "gfx/texture_cache.h"

#include <span>
#include <utility>

namespace zhaojian::gfx {

TextureCache::TextureCache(std::size_t bytes) : ledger_({.bytes = bytes, .longest_side = largest_texture_side()}) {}

void TextureCache::begin_frame() {
  for (const PhotoKey& key : ledger_.begin_frame()) textures_.erase(key);
}

Lookup TextureCache::get(const PhotoKey& key) {
  const TextureLedger::Entry& entry = ledger_.ask(key);
  if (entry.state != PhotoState::ready) return {entry.state, nullptr, entry.text};
  return {PhotoState::ready, &textures_.at(key), {}};
}

std::size_t TextureCache::upload_pending(std::size_t budget_bytes) {
  std::size_t spent = 0;
  for (const UploadStep& step : ledger_.plan_upload(budget_bytes)) {
    spent += step.bytes();
    if (Done done = upload(step); done) {
      ledger_.uploaded(step);
    } else {
      fail(step.key, PhotoFailure::refused, std::string(done.error().text));
    }
  }
  return spent;
}

Done TextureCache::upload(const UploadStep& step) {
  if (step.first()) {
    // A copy scaled to its pane is drawn near its own size; only the full picture is ever shrunk much.
    const Mipmaps mipmaps = step.key.longest_side == 0 ? Mipmaps::full : Mipmaps::none;
    textures_[step.key] = TRY(Texture::create(step.pixels.width, step.pixels.height, PixelFormat::rgb8, mipmaps));
  }
  Texture& texture = textures_.at(step.key);
  const std::size_t row = static_cast<std::size_t>(step.pixels.width) * 3;
  const auto rows = std::span(*step.pixels.rgb).subspan(static_cast<std::size_t>(step.first_row) * row, step.bytes());
  texture.upload_rows(step.first_row, step.rows, rows);
  if (step.last()) texture.finish();
  return {};
}

void TextureCache::fail(const PhotoKey& key, PhotoFailure failure, std::string text) {
  ledger_.fail(key, failure, std::move(text));
  const TextureLedger::Entry* entry = ledger_.find(key);
  if (entry && entry->state != PhotoState::ready) textures_.erase(key);
}

}  // namespace zhaojian::gfx

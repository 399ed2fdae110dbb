#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gfx/photo_key.h"
#include "gfx/texture.h"
#include "gfx/texture_ledger.h"

namespace zhaojian::gfx {

// Answer to "show me this picture": a texture when ready, else which placeholder to draw.
struct Lookup {
  PhotoState state = PhotoState::loading;
  const Texture* texture = nullptr;  // only when ready; valid until the next begin_frame()
  std::string_view text;             // key of the text catalogue for a failure; valid as long
};

// Photos as textures under a byte budget. Never blocks, never decodes: get() answers at once and notes the wish, a pool
// decodes what take_wanted() hands out and posts it, the event handling calls put() or fail(), and upload_pending()
// moves a few megabytes a frame to GL. UI thread only, all of it, with the context current.
//
// A frame: begin_frame() → put()/fail() from events, take_wanted() → upload_pending(kUploadBudget) → get() while
// drawing.
class TextureCache {
 public:
  // What may be uploaded in one frame: 4 MiB took under 5 ms in software OpenGL on two cores.
  static constexpr std::size_t kUploadBudget = 4u << 20;

  // `bytes` of texture memory; pinned pictures and those on screen may exceed it. A context must be current.
  explicit TextureCache(std::size_t bytes);

  // Frees what is over the budget. Only here, because ImGui draws the textures of a frame at its very end.
  void begin_frame();
  [[nodiscard]] Lookup get(const PhotoKey& key);
  // Returns the bytes uploaded, at least one row when anything waits.
  std::size_t upload_pending(std::size_t budget_bytes = kUploadBudget);

  // The books, as in TextureLedger.
  void pin(const std::vector<PhotoKey>& keys) { ledger_.pin(keys); }
  [[nodiscard]] std::vector<Wanted> take_wanted(std::size_t limit) { return ledger_.take_wanted(limit); }
  void put(const PhotoKey& key, PhotoPixels pixels) { ledger_.put(key, std::move(pixels)); }
  void fail(const PhotoKey& key, PhotoFailure failure, std::string text);
  void give_back(const PhotoKey& key) { ledger_.give_back(key); }
  void retry(const PhotoKey& key) { ledger_.retry(key); }

  // True while another frame should be drawn soon, because pixels wait for upload.
  [[nodiscard]] bool uploads_left() const { return ledger_.uploads_left(); }
  [[nodiscard]] const TextureLedger& ledger() const { return ledger_; }

 private:
  [[nodiscard]] Done upload(const UploadStep& step);

  TextureLedger ledger_;
  std::unordered_map<PhotoKey, Texture> textures_;  // whole or growing; a key here is always in the ledger
};

}  // namespace zhaojian::gfx

#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"

namespace zhaojian::gfx {

// One picture at one size.
struct PhotoKey {
  std::string id;        // SHA-256 of the file in hex where known, else the photo's id
  int longest_side = 0;  // pixels it is scaled down to before upload; 0: as it is
  auto operator<=>(const PhotoKey&) const = default;
};

// The key for showing a picture `shown_side` pixels long whose own longest side is `full_side` (0: not known): the next
// larger of a few fixed sizes, so that a changed layout rarely asks for a new copy; the picture itself when that is not
// smaller. Sizes are 128, 192, 256, 384 … 4096.
[[nodiscard]] PhotoKey key_for(std::string id, int shown_side, int full_side);

// Why there is no picture. Each has its own placeholder.
enum class PhotoFailure {
  missing,  // the file is not here or could not be fetched
  broken,   // the bytes are not a picture
  refused,  // a picture we do not open: too large, too deep, not allowed
};
[[nodiscard]] PhotoFailure failure_of(Errc code);

enum class PhotoState { loading, ready, missing, broken, refused };
[[nodiscard]] PhotoState state_of(PhotoFailure failure);

// R G B bytes, rows without padding. From a shared_ptr<const imaging::Pixels> p without a copy:
// {p->width, p->height, std::shared_ptr<const std::vector<std::uint8_t>>(p, &p->rgb)}.
struct PhotoPixels {
  int width = 0;
  int height = 0;
  std::shared_ptr<const std::vector<std::uint8_t>> rgb;
};

// now: some pane asked for it and shows a placeholder; ahead: only pinned for later.
enum class Urgency { now, ahead };

struct Wanted {
  PhotoKey key;
  Urgency urgency = Urgency::now;
};

}  // namespace zhaojian::gfx

template <> struct std::hash<zhaojian::gfx::PhotoKey> {
  std::size_t operator()(const zhaojian::gfx::PhotoKey& key) const noexcept {
    return std::hash<std::string>{}(key.id) ^ (std::hash<int>{}(key.longest_side) * 0x9E3779B97F4A7C15ULL);
  }
};

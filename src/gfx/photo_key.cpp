#include "gfx/photo_key.h"

#include <utility>

namespace zhaojian::gfx {

PhotoKey key_for(std::string id, int shown_side, int full_side) {
  constexpr int kSmallest = 128, kLargest = 4096;
  for (int side = kSmallest; side <= kLargest; side *= 2) {
    for (const int size : {side, side + side / 2}) {
      if (size < shown_side || size > kLargest) continue;
      return {std::move(id), full_side > 0 && size >= full_side ? 0 : size};
    }
  }
  return {std::move(id), 0};
}

PhotoFailure failure_of(Errc code) {
  switch (code) {
    case Errc::corrupt: return PhotoFailure::broken;
    case Errc::invalid:
    case Errc::denied: return PhotoFailure::refused;
    default: return PhotoFailure::missing;
  }
}

PhotoState state_of(PhotoFailure failure) {
  switch (failure) {
    case PhotoFailure::broken: return PhotoState::broken;
    case PhotoFailure::refused: return PhotoState::refused;
    case PhotoFailure::missing: break;
  }
  return PhotoState::missing;
}

}  // namespace zhaojian::gfx

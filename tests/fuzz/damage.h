#pragma once
#include <algorithm>
#include <random>

#include "base/hash.h"

namespace zhaojian::test {

// A few flipped bits; sometimes a piece cut out, doubled or overwritten. `file` must not be empty.
inline Bytes damaged(Bytes file, std::mt19937& random) {
  const auto below = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(random); };
  const std::size_t head = std::min<std::size_t>(file.size(), 700);  // most of what can go wrong stands in front
  for (std::size_t flips = 1 + below(6); flips > 0; --flips) {
    file[below(below(2) == 0 ? head : file.size())] ^= static_cast<std::byte>(1U << below(8));
  }
  const std::size_t at = below(file.size()), length = std::min(file.size() - at, 1 + below(64));
  const auto begin = file.begin() + static_cast<std::ptrdiff_t>(at), end = begin + static_cast<std::ptrdiff_t>(length);
  const Bytes piece(begin, end);
  switch (below(6)) {
    case 0: file.erase(begin, end); break;
    case 1: file.insert(begin, piece.begin(), piece.end()); break;
    case 2: std::fill(begin, end, std::byte{0xFF}); break;
    default: break;
  }
  return file;
}

}  // namespace zhaojian::test

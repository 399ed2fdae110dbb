#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace zhaojian::demo {

// Makes and reads the opaque cursors of one list: how far a reader has come, sealed so that only we can make them.
class CursorSeal {
 public:
  // Cursors of the same list and seed stay good over restarts.
  CursorSeal(std::string_view list, std::uint64_t seed);

  [[nodiscard]] std::string cursor(std::size_t position) const;
  // The position; 0 without a cursor. invalid: not one of ours; stale: from before expire(), or further than `end`.
  [[nodiscard]] Result<std::size_t> position(const std::optional<std::string>& cursor, std::size_t end) const;
  void expire() { ++generation_; }  // all cursors given out so far are too old

 private:
  [[nodiscard]] std::string sealed(std::string_view generation, std::string_view position) const;
  Sha256 key_;
  std::uint64_t generation_ = 0;
};

}  // namespace zhaojian::demo

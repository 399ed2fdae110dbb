#pragma once
#include "base/hash.h"
#include "base/result.h"
#include "imaging/decode.h"
#include "imaging/photo.h"

namespace zhaojian::imaging {

// Bytes to pixels, wherever that happens. Used by one thread at a time; give each pool thread its own.
class Decoder {
 public:
  virtual ~Decoder() = default;
  // Contract and errors as decode_scaled(); longest_side 0: full size.
  [[nodiscard]] virtual Result<Photo> decode(ByteView file, int longest_side) = 0;
};

// In this process: for tests and tools that trust their files.
class InProcessDecoder final : public Decoder {
 public:
  explicit InProcessDecoder(const DecodeLimits& limits = {}) : limits_(limits) {}
  [[nodiscard]] Result<Photo> decode(ByteView file, int longest_side) override {
    return decode_scaled(file, longest_side, limits_);
  }

 private:
  DecodeLimits limits_;
};

}  // namespace zhaojian::imaging

#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace zhaojian {

using Sha256 = std::array<std::uint8_t, 32>;
using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

[[nodiscard]] inline ByteView bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }
[[nodiscard]] inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[nodiscard]] Sha256 sha256(ByteView data);
[[nodiscard]] Sha256 hmac_sha256(ByteView key, ByteView data);  // key of any length

// SHA-256 of data that arrives in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  void update(ByteView data);
  [[nodiscard]] Sha256 finish();  // once

 private:
  alignas(64) std::array<std::byte, 256> state_{};
};

[[nodiscard]] std::string hex(ByteView data);                            // lower case
[[nodiscard]] inline std::string hex(const Sha256& digest) { return hex(std::as_bytes(std::span(digest))); }
[[nodiscard]] Result<Sha256> sha256_from_hex(std::string_view text);     // 64 digits, either case
[[nodiscard]] std::string base64(ByteView data);                         // with padding
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b);

[[nodiscard]] Bytes random_bytes(std::size_t count);
// RFC 9562 UUID version 7 for the given wall time; sorts by time. Thread-safe.
[[nodiscard]] std::string uuid_v7(std::int64_t unix_milliseconds);

}  // namespace zhaojian

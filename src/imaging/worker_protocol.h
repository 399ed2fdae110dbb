#pragma once
#include <array>
#include <cstdint>
#include <type_traits>

#include "base/result.h"
#include "imaging/decode_plan.h"

// What passes between the program and its confined decoder: one packet each way on a SOCK_SEQPACKET pair, the file and
// the pixels in shared memory. The decoder reads hostile bytes, so the program believes nothing it answers unchecked.
namespace zhaojian::imaging {

// The descriptors of the decoder process.
constexpr int worker_socket = 3, worker_file_memory = 4, worker_pixel_memory = 5;

struct DecodeRequest {
  std::uint64_t id = 0;     // above 0; the answer carries it back
  std::uint64_t bytes = 0;  // of the file, at the start of the file memory
  std::int32_t longest_side = 0;
  DecodeLimits limits;
};

struct DecodeReply {
  std::uint64_t id = 0;      // 0: the greeting after the decoder has confined itself
  std::int32_t fault = -1;   // DecodeFault; -1: none, the pixels are in the pixel memory
  std::int32_t width = 0;    // upright
  std::int32_t height = 0;
  std::int32_t format = 0, encoded_width = 0, encoded_height = 0, bits_per_channel = 0, colour = 0, orientation = 0;
  std::int32_t jpeg_quality = -1, progressive = 0;
  double dpi_x = 0, dpi_y = 0;
  std::array<char, 20> exif_date{};
  std::array<char, 200> software{};
  std::array<char, 200> message{};
};

static_assert(std::is_trivially_copyable_v<DecodeRequest> && std::is_trivially_copyable_v<DecodeReply>);

[[nodiscard]] DecodeReply reply_of(std::uint64_t id, const DecodePlan& plan);
[[nodiscard]] DecodeReply reply_of(std::uint64_t id, const Error& error);

// The photo of an answer, pixels copied out of `memory`, facts still without hash; or the error it tells of; or
// internal when no honest decoder answers so.
[[nodiscard]] Result<Photo> photo_of(const DecodeReply& reply, std::span<const std::uint8_t> memory);

}  // namespace zhaojian::imaging

#include "imaging/worker_protocol.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "imaging/decode_error.h"

namespace zhaojian::imaging {
namespace {

template <std::size_t n>
void put(std::array<char, n>& field, std::string_view text) {
  std::ranges::copy(text.substr(0, n - 1), field.begin());
}

template <std::size_t n>
std::string get(const std::array<char, n>& field) {
  return {field.begin(), std::ranges::find(field, '\0')};
}

std::string printable(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return text;
}

bool believable(const DecodeReply& reply, std::size_t room) {
  const auto within = [](auto value, auto least, auto most) { return value >= least && value <= most; };
  constexpr std::int32_t side = 1 << 16;
  return within(reply.width, 1, side) && within(reply.height, 1, side) && within(reply.encoded_width, 1, side) &&
         within(reply.encoded_height, 1, side) && within(reply.format, 0, static_cast<int>(FileFormat::webp)) &&
         within(reply.colour, 0, static_cast<int>(ColourMode::ycck)) && within(reply.orientation, 1, 8) &&
         (reply.bits_per_channel == 8 || reply.bits_per_channel == 16) && within(reply.jpeg_quality, -1, 100) &&
         std::isfinite(reply.dpi_x) && reply.dpi_x >= 0 && std::isfinite(reply.dpi_y) && reply.dpi_y >= 0 &&
         std::uint64_t(reply.width) * std::uint64_t(reply.height) * 3 <= room;
}

FileFacts facts_in(const DecodeReply& reply) {
  FileFacts facts;
  facts.format = static_cast<FileFormat>(reply.format);
  facts.width = reply.encoded_width;
  facts.height = reply.encoded_height;
  facts.bits_per_channel = reply.bits_per_channel;
  facts.colour = static_cast<ColourMode>(reply.colour);
  facts.dpi_x = reply.dpi_x;
  facts.dpi_y = reply.dpi_y;
  facts.exif_orientation = reply.orientation;
  if (reply.jpeg_quality >= 0) facts.jpeg_quality = reply.jpeg_quality;
  facts.progressive = reply.progressive != 0;
  facts.exif_date = printable(get(reply.exif_date));
  facts.software = get(reply.software);
  return facts;
}

}  // namespace

DecodeReply reply_of(std::uint64_t id, const DecodePlan& plan) {
  const FileFacts& facts = plan.header.facts;
  DecodeReply reply;
  reply.id = id;
  reply.width = plan.width;
  reply.height = plan.height;
  reply.format = static_cast<std::int32_t>(facts.format);
  reply.encoded_width = facts.width;
  reply.encoded_height = facts.height;
  reply.bits_per_channel = facts.bits_per_channel;
  reply.colour = static_cast<std::int32_t>(facts.colour);
  reply.orientation = facts.exif_orientation;
  reply.jpeg_quality = facts.jpeg_quality.value_or(-1);
  reply.progressive = facts.progressive ? 1 : 0;
  reply.dpi_x = facts.dpi_x;
  reply.dpi_y = facts.dpi_y;
  put(reply.exif_date, facts.exif_date);
  put(reply.software, facts.software);
  return reply;
}

DecodeReply reply_of(std::uint64_t id, const Error& error) {
  DecodeReply reply;
  reply.id = id;
  reply.fault = static_cast<std::int32_t>(fault_of(error).value_or(DecodeFault::broken));
  put(reply.message, error.message);
  return reply;
}

Result<Photo> photo_of(const DecodeReply& reply, std::span<const std::uint8_t> memory) {
  if (reply.fault != -1) {
    if (reply.fault < 0 || reply.fault > static_cast<int>(DecodeFault::timeout)) {
      return Error{Errc::internal, "the decoder answers an unknown fault"};
    }
    return decode_error(static_cast<DecodeFault>(reply.fault), printable(get(reply.message)));
  }
  if (!believable(reply, memory.size())) return Error{Errc::internal, "the decoder answers an impossible picture"};
  const std::size_t size = std::size_t(reply.width) * std::size_t(reply.height) * 3;
  const auto pixels = memory.first(size);
  return Photo{facts_in(reply), {reply.width, reply.height, {pixels.begin(), pixels.end()}}};
}

}  // namespace zhaojian::imaging
